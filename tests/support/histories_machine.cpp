#include <algorithm>

#include "base/error.hpp"
#include "pipeline/desk.hpp"
#include "pipeline/import.hpp"
#include "pipeline/ingest.hpp"
#include "pipeline/run.hpp"
#include "pipeline/work.hpp"
#include "support/histories.hpp"

namespace histories {
namespace {

namespace files = std::filesystem;

/// Memory where there is some: these tests are about order, not about the disk.
files::path room() {
    const files::path memory = "/dev/shm";
    return files::is_directory(memory) ? memory : files::temp_directory_path();
}

/// Answers of a host that nobody asks.
struct Silent : fetch::Transport {
    void run(std::vector<model::Request>, const fetch::Answer&) override {}
};

/// What was archived, as it would come from the network once more.
model::Exchange exchange_of(const archive::Kept& kept) {
    model::Exchange exchange;
    const auto& it = kept.snapshot;
    exchange.request = {it.source, it.part, it.url, {}, it.window, it.visit, it.page, {}};
    exchange.fetched = it.fetched;
    exchange.status = it.status;
    exchange.failure = it.failure;
    exchange.protocol = "http/1.1";
    exchange.headers = kept.headers;
    exchange.origin = it.origin;
    if (it.status != 304) exchange.body = kept.body;
    return exchange;
}

bool repeats(const archive::Kept& kept) {
    return kept.snapshot.status == 304 && kept.snapshot.failure.empty();
}

std::vector<base::Window> cut(const base::Window& range, Dice& dice) {
    std::vector<base::Window> pieces;
    auto from = range.from;
    for (int year = base::year_of(range.from) + 1; base::make_day(year, 1, 1) < range.to; ++year) {
        if (!dice.happens(40)) continue;
        pieces.push_back({from, base::make_day(year, 1, 1)});
        from = base::make_day(year, 1, 1);
    }
    pieces.push_back({from, range.to});
    for (std::size_t i = pieces.size(); i > 0; --i)
        if (dice.happens(30)) pieces.push_back(pieces[i - 1]);
    dice.shuffle(pieces);
    return pieces;
}

}  // namespace

Machine::Machine(const Configuration& configuration) : folder_(room()) {
    house.settings.home = folder_.path();
    house.settings.share = TUJA_ROOT;
    house.store_folder = folder_.path();
    house.reference = reference();
    files::create_directories(house.archive());
    declare(configuration);
}

void Machine::declare(const Configuration& configuration) {
    house.sources = configuration.read();
}

bool Machine::run(base::Instant at, std::optional<base::Window> range, const Provider& provider,
                  const Weather& weather, std::uint64_t seed) {
    house.settings.now = at;
    auto hosts = std::make_unique<Hosts>(provider, weather, seed);
    auto& asked = *hosts;
    pipeline::Desk desk{house, std::move(hosts)};
    pipeline::RunOptions options;
    options.range = range;
    std::vector<const model::Source*> all;
    for (const auto& source : house.sources) all.push_back(&source);
    pipeline::RunResult result;
    bool finished = true;
    try {
        pipeline::work_on_all(house, desk, all, options, result);
    } catch (const Killed&) {
        finished = false;
    }
    desk.archive.close();
    unmodified += asked.unmodified;
    return finished;
}

void Machine::pieces(base::Instant at, const base::Window& range, const Provider& provider, Weather weather,
                     Dice& dice) {
    const bool killed = weather.killed_after >= 0;
    for (const auto& piece : cut(range, dice)) {
        at += std::chrono::minutes{1};
        house.settings.now = at;
        settle();
        weather.killed_after = killed && dice.happens(50) ? dice.roll(12) : -1;
        auto hosts = std::make_unique<Hosts>(provider, weather, dice.seed());
        auto& answering = *hosts;
        pipeline::Desk desk{house, std::move(hosts)};
        pipeline::Rooms rooms{house,     desk.archive, desk.store,
                              *desk.web, "range",      std::chrono::milliseconds{0}};
        std::vector<pipeline::Asked> asked;
        for (const auto& source : house.sources)
            asked.push_back({&source, jobs::visits(source, piece, {}, at)});
        try {
            pipeline::fetch_sources(rooms, asked, [](pipeline::Outcome&&) {});
        } catch (const Killed&) {
            // The next piece goes on from what the archive holds.
        }
        desk.archive.close();
        unmodified += answering.unmodified;
    }
}

void Machine::read_again(base::Instant at) {
    house.settings.now = at;
    pipeline::Desk desk{house, std::make_unique<Silent>()};
    for (const auto& source : house.sources)
        if (desk.store.newest(source.name))
            pipeline::normalize_again(house, desk.archive, desk.store, source);
}

void Machine::settle() {
    pipeline::Desk desk{house, std::make_unique<Silent>()};
    for (const auto& source : house.sources)
        if (desk.store.newest(source.name) && desk.store.method(source.name) != house.method(source))
            pipeline::normalize_again(house, desk.archive, desk.store, source);
}

void Machine::rebuild() {
    pipeline::rebuild(house);
}

void Machine::lose_database() {
    for (const auto* tail : {"", "-wal", "-shm"}) files::remove(house.database().string() + tail);
}

void Machine::keep_database() {
    if (files::exists(house.database()))
        files::copy_file(house.database(), house.store_folder / "kept.db",
                         files::copy_options::overwrite_existing);
}

void Machine::restore_database() {
    if (!files::exists(house.store_folder / "kept.db")) return;
    lose_database();
    files::copy_file(house.store_folder / "kept.db", house.database());
}

void Machine::take_files(const Machine& other) {
    for (const auto& entry : files::directory_iterator(other.house.archive())) {
        const auto name = entry.path().filename();
        if (name.extension() == ".gz" && !files::exists(house.archive() / name))
            files::copy_file(entry.path(), house.archive() / name);
    }
}

void Machine::import_files(const Machine& other, Dice& dice) {
    std::vector<files::path> all;
    for (const auto& entry : files::directory_iterator(other.house.archive()))
        if (entry.path().extension() == ".gz") all.push_back(entry.path());
    std::sort(all.begin(), all.end());
    dice.shuffle(all);
    if (all.empty()) return settle();
    for (const auto& file : all)
        if (dice.happens(40)) pipeline::import_files(house, {file});
    // A revisit that came before what it repeats is said to be lost: together, in any order, nothing is.
    pipeline::import_files(house, all);
}

void Machine::copy_shuffled(Machine& other, Dice& dice) const {
    std::vector<archive::Kept> all;
    const archive::Archive from{house.archive()};
    from.scan([&](archive::Kept&& kept) { all.push_back(std::move(kept)); }, [](archive::Resource&&) {},
              [](archive::Damage&& damage) {
                  throw base::Error{damage.file, damage.what, damage.next};
              });
    dice.shuffle(all);
    // What repeats something can only be said behind it.
    std::stable_partition(all.begin(), all.end(), [](const archive::Kept& kept) { return !repeats(kept); });
    archive::Archive to{other.house.archive()};
    std::map<std::string, model::Snapshot> whole;  // by body
    for (const auto& kept : all) {
        auto exchange = exchange_of(kept);
        if (repeats(kept)) {
            const auto& body = whole.at(kept.snapshot.sha256);
            exchange.request.repeats =
                model::Repeated{body.fetched, body.sha256, body.bytes, body.content_type, body.at};
        }
        const auto snapshot = to.append(exchange, "copy");
        if (!repeats(kept)) whole[snapshot.sha256] = snapshot;
        if (dice.happens(10)) to.close();
    }
    to.close();
}

std::string Machine::dump(bool values) {
    store::Store store{house.database(), house.sql(), store::Store::Mode::read};
    std::string text;
    store.dump(values, house.method(), [&](std::string_view line) { text.append(line).append("\n"); });
    return text;
}

}  // namespace histories
