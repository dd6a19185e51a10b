#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "base/layers.hpp"
#include "base/time.hpp"
#include "fetch/transport.hpp"

namespace pipeline {

/// Sources with access = "shipped" are files of jobs/curated; their addresses begin with this. The name is
/// reserved: nobody answers there.
constexpr std::string_view shelf_address = "https://curated.invalid/";

/// Answers for those addresses from the folder (a site's own file before the shipped one); all other requests
/// go to the transport behind it.
class Shelf : public fetch::Transport {
  public:
    Shelf(base::Layers folder, std::function<base::Instant()> clock, std::unique_ptr<fetch::Transport> others)
        : folder_(std::move(folder)), clock_(std::move(clock)), others_(std::move(others)) {}

    void run(std::vector<model::Request> requests, const fetch::Answer& answer) override;
    void set_pulse(std::function<bool()> pulse) override { others_->set_pulse(std::move(pulse)); }

  private:
    base::Layers folder_;
    std::function<base::Instant()> clock_;
    std::unique_ptr<fetch::Transport> others_;
};

}  // namespace pipeline
