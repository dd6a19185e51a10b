#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "archive/foreign.hpp"
#include "jobs/claim.hpp"
#include "pipeline/house.hpp"

namespace pipeline {

/// Which answers of some WARC files belong to which source, window, page and visit. Made from their addresses
/// and times alone, before anything is kept: the visit of a page is known only when all pages are.
class Crawl {
  public:
    explicit Crawl(const House& house);

    void learn(std::size_t file, const archive::Foreign& foreign);
    /// Puts pages that were fetched one after another together into visits.
    void settle();

    struct Place {
        std::string source, part;  // "" where nobody claims it
        base::Window window;
        base::Instant visit{};
        int page = 1;
        std::string key;
    };
    /// Nothing for an answer that was not learnt.
    const Place* find(std::size_t file, std::size_t number) const;

  private:
    struct Answer {
        Place place;
        base::Instant fetched{};
        bool redirect = false;
    };

    Place place_of(const archive::Foreign& foreign);

    const House& house_;
    jobs::Claims claims_;
    std::map<std::pair<std::size_t, std::size_t>, Answer> answers_;
    std::map<std::string, Place> led_to_;  // by redirects of claimed addresses
};

}  // namespace pipeline
