#pragma once

#include <string>
#include <vector>

#include "model/exchange.hpp"
#include "model/observation.hpp"
#include "model/record.hpp"

namespace model {

/// What one snapshot turned out to hold. `outcome`: facts (it gave some) · empty (nothing in it, rightly) ·
/// redirect · incomplete (another page of its visit failed) · failed (it is unusable: see its rejects).
struct PageFacts {
    Snapshot snapshot;
    std::string outcome = "facts";
    std::vector<Observation> observations;
    std::vector<Announcement> announcements;
    std::vector<Reject> rejects;
};

/// One visit to one window: all its pages. Only a whole visit has facts.
struct VisitFacts {
    std::string source, part;
    base::Window window;
    bool whole = true;                    // every page came and could be used
    bool withdraws = false;               // a period of the window that is not listed any more is withdrawn
    std::vector<std::string> indicators;  // whose series this part feeds
    std::vector<PageFacts> pages;
    std::string reason;  // why it is not whole
    std::string cause;   // the reject's code of the page that failed; "" where none did
};

}  // namespace model
