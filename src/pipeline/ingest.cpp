#include "pipeline/ingest.hpp"

#include "pipeline/round.hpp"

namespace pipeline {

void fetch_sources(Rooms& rooms, const std::vector<Asked>& asked, const Done& done) {
    Round{rooms, asked, done}.run();
}

Outcome fetch_source(Rooms& rooms, const model::Source& source, const std::vector<jobs::Visit>& visits) {
    Outcome outcome;
    fetch_sources(rooms, {{&source, visits}}, [&](Outcome&& one) { outcome = std::move(one); });
    if (outcome.unreadable) throw Unreadable{*outcome.unreadable};
    return outcome;
}

}  // namespace pipeline
