#include "pipeline/trace.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "archive/archive.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "pipeline/edition.hpp"
#include "pipeline/figures.hpp"
#include "store/store.hpp"

namespace pipeline {
namespace {

struct Found {
    model::EditionKey edition;
    model::Figure figure;
};

Found find_figure(const House& house, const std::string& id, const std::string& edition,
                  std::optional<base::Instant> as_known) {
    std::vector<std::string> known;
    for (const auto& listed : list_editions(house)) {
        const auto name = listed.key.id();
        if (!edition.empty() && name != edition) continue;
        if (as_known && listed.key.as_known > *as_known) continue;
        const auto file = house.editions() / name / "figures.json";
        for (auto& figure : read_figures(base::read_file(file), file.string())) {
            if (figure.id == id) return {listed.key, std::move(figure)};
            known.push_back(figure.id);
        }
    }
    if (known.empty())
        throw base::Error{
            id,
            !edition.empty() ? fmt::format("there is no edition '{}'", edition)
            : as_known ? fmt::format("there is no edition as known by {}", base::iso(base::day_of(*as_known)))
                       : "no edition has been printed yet",
            "`tuja run quarterly` prints one; `tuja report list` names them", base::Error::Kind::usage};
    const auto near = base::nearest(id, known);
    throw base::Error{
        id, "no edition prints this figure",
        near ? fmt::format("did you mean '{}'?", *near) : "figures.json beside a report lists its figures",
        base::Error::Kind::usage};
}

/// The snapshot that a row of evidence names. It is looked up by what the edition printed, not by row ids.
std::optional<model::Snapshot> snapshot_of(store::Store& store, const model::Evidence& evidence) {
    for (const auto& snapshot : store.snapshots(evidence.source))
        if (snapshot.sha256 == evidence.sha256) return snapshot;
    return {};
}

std::string served_text(store::Store& store, const model::Evidence& evidence) {
    const auto table = store.query(
        "SELECT text FROM observation_as_known WHERE source = :source AND indicator = :indicator "
        "AND entity = :entity AND period = :period AND sha256 = :sha256",
        {{":source", evidence.source},
         {":indicator", evidence.indicator},
         {":entity", evidence.entity},
         {":period", evidence.period},
         {":sha256", evidence.sha256}});
    return table.rows.empty() ? std::string{} : model::text_of(table.rows[0], 0);
}

void verify(Step& step, const archive::Archive& archive) {
    try {
        const auto digest = base::sha256(archive.body(step.snapshot.at));
        step.matches = digest == step.snapshot.sha256;
        if (!step.matches) step.trouble = "the archived bytes have another SHA-256: " + digest;
    } catch (const base::Error& error) {
        step.trouble = error.what();  // the trail goes on: the other steps are worth seeing
    }
}

Step walk(const House& house, store::Store& store, const archive::Archive& archive,
          const model::Evidence& evidence) {
    Step step;
    step.evidence = evidence;
    if (const auto* source = house.find(evidence.source)) {
        step.title = source->origin.title.en;
        step.licence = source->origin.licence;
        step.citation = source->origin.citation;
    }
    const auto snapshot = snapshot_of(store, evidence);
    if (!snapshot) {
        step.trouble = "the store has no snapshot with this SHA-256";
        return step;
    }
    step.snapshot = *snapshot;
    step.served = served_text(store, evidence);
    verify(step, archive);
    return step;
}

}  // namespace

bool Trail::sound() const {
    return std::all_of(steps.begin(), steps.end(), [](const Step& step) { return step.matches; });
}

Trail trace(const House& house, const std::string& id, const std::string& edition,
            std::optional<base::Instant> as_known) {
    auto found = find_figure(house, id, edition, as_known);
    store::Store store{house.database(), house.sql(), store::Store::Mode::read};
    // What the edition printed is what was known at its moment, whatever has been revised since.
    store.describe(house.sources, house.reference, found.edition.as_known);
    const archive::Archive archive{house.archive()};
    Trail trail{found.edition.id(), std::move(found.figure), {}};
    for (const auto& evidence : trail.figure.from)
        trail.steps.push_back(walk(house, store, archive, evidence));
    return trail;
}

}  // namespace pipeline
