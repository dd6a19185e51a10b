#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "model/period.hpp"

namespace model {

/// A value of one indicator for one entity and period, as a source served it. `status` are SDMX's letters: A
/// normal, E estimated, P provisional, F forecast, B break, M missing; W is ours: no longer listed.
struct Observation {
    std::string indicator, entity;
    Period period;
    std::optional<double> value;  // nothing for M and W
    std::string status = "A";
    std::string text;  // as served, where the shortest decimal of the double does not give it back
    std::optional<base::Instant> released;  // the provider's own vintage date
    std::string place;                      // the record it came from, for rejects
};

/// One item of a feed. `identity` is its id, else its link, else a digest of title and date, in its feed.
struct Announcement {
    std::string feed, identity;
    std::string publisher;  // as the item names it, else the feed's
    std::string title, text, link, language, country;
    std::optional<base::Instant> published;
    std::string published_text;  // the raw date, where it can't be read
};

}  // namespace model
