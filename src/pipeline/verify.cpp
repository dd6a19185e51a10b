#include "pipeline/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "archive/archive.hpp"
#include "base/error.hpp"
#include "store/store.hpp"

namespace pipeline {
namespace {

constexpr std::size_t named_at_most = 5;
constexpr const char* rebuild = "`tuja rebuild` makes the index again from what the archive holds";
constexpr const char* backup =
    "bring the file back from a backup; without one its bytes are gone: `tuja fetch` gets what the source "
    "says "
    "today, and the facts stay in the database until a rebuild";
constexpr const char* next_run = "the next run enters them by itself, as after every run that was cut short";

using File = std::pair<std::string, std::uint64_t>;  // name, size

/// A row of the index, small enough for a million of them.
struct Row {
    std::uint64_t offset = 0, length = 0;
    std::size_t key = 0;
};

std::size_t key_of(const std::string& url, base::Instant moment, const std::string& sha256) {
    return std::hash<std::string>{}(
        fmt::format("{}\n{}\n{}", url, moment.time_since_epoch().count(), sha256));
}

std::vector<Row> rows_of(store::Store* store, const std::string& file) {
    std::vector<Row> rows;
    if (!store) return rows;
    store->each_place(file, [&](const store::Placed& it) {
        rows.push_back({it.offset, it.length, key_of(it.name, it.moment, it.sha256)});
    });
    return rows;
}

/// A fault and the rows of the index that it costs.
struct Blamed {
    Fault fault;
    std::vector<std::pair<std::string, std::uint64_t>> lost;  // file, offset
};

/// Compares one file with the index, group by group in the order of their places.
class Comparison {
  public:
    /// `entered_until`: what stands there or behind it, and is unknown, the next run enters.
    Comparison(std::string file, std::vector<Row> rows, bool indexed, std::uint64_t entered_until)
        : file_(std::move(file)), rows_(std::move(rows)), entered_until_(entered_until), indexed_(indexed) {}

    void found(const model::Location& at, std::size_t key) {
        while (next_ < rows_.size() && rows_[next_].offset < at.offset)
            gone_.push_back({rows_[next_++], sound_until_});
        sound_until_ = at.offset + at.length;
        if (next_ == rows_.size() || rows_[next_].offset != at.offset) {
            if (indexed_) unknown_.push_back(at.offset);
            return;
        }
        const auto& row = rows_[next_++];
        if (row.length != at.length || row.key != key)
            add("wrong index", row.offset, "the index names another answer than the one that stands here",
                rebuild)
                .lost.emplace_back(file_, row.offset);
    }
    void damaged(const archive::Damage& damage) { add("damaged", damage.offset, damage.what, backup); }

    std::vector<Blamed> faults(std::uint64_t size) {
        for (; next_ < rows_.size(); ++next_) gone_.push_back({rows_[next_], sound_until_});
        for (const auto& [row, after] : gone_) blamed(row, after, size).lost.emplace_back(file_, row.offset);
        if (!unknown_.empty())
            add("not indexed", unknown_.front(),
                fmt::format("{} whole answers that the index does not know, the first", unknown_.size()),
                unknown_.front() >= entered_until_ ? next_run : rebuild);
        return std::move(all_);
    }

  private:
    Blamed& add(std::string kind, std::uint64_t offset, std::string what, const char* next) {
        all_.push_back({{std::move(kind), file_, offset, std::move(what), next, {}, 0, 0}, {}});
        return all_.back();
    }
    /// Every row whose answer was not found has a reason: damage since the last sound group, an end that
    /// comes too early, or itself.
    Blamed& blamed(const Row& row, std::uint64_t after, std::uint64_t size) {
        for (auto& it : all_) {
            if (it.fault.kind == "truncated") return it;
            if (it.fault.kind == "damaged" && it.fault.offset >= after &&
                it.fault.offset < row.offset + row.length)
                return it;
        }
        if (row.offset + row.length <= size)
            return add("wrong index", row.offset, "the index points here, and no whole answer stands here",
                       rebuild);
        return add("truncated", size, "the file ends here, and the index knows what stood behind", backup);
    }

    struct Gone {
        Row row;
        std::uint64_t sound_until;  // where the last sound group before it ends
    };
    std::string file_;
    std::vector<Row> rows_;
    std::vector<Gone> gone_;
    std::vector<std::uint64_t> unknown_;
    std::vector<Blamed> all_;
    std::size_t next_ = 0;
    std::uint64_t sound_until_ = 0, entered_until_;
    bool indexed_;
};

/// Which bodies were found sound, and who repeats them: 16 bytes each.
class Bodies {
  public:
    void take(const archive::Sound& sound) {
        if (sound.body_id.empty()) return;
        const auto place = hash(fmt::format("{}@{}", sound.body_file, sound.body_offset));
        const auto what = hash(sound.body_id + sound.snapshot.sha256);
        if (!sound.repeats) return sound_.push_back({place, what});
        repeats_.push_back({{place, what},
                            sound.snapshot.at.file,
                            sound.snapshot.at.offset,
                            sound.body_file,
                            sound.body_offset});
    }
    std::vector<Blamed> faults() {
        std::sort(sound_.begin(), sound_.end());
        std::map<std::pair<std::string, std::uint64_t>, Blamed> by_body;
        for (const auto& it : repeats_) {
            if (std::binary_search(sound_.begin(), sound_.end(), it.body)) continue;
            auto& blamed = by_body[{it.file, it.offset}];
            blamed.fault = {"lost body", it.file, it.offset, "later answers repeat the body that stood here",
                            backup,      {},      0,         0};
            blamed.lost.emplace_back(it.by_file, it.by_offset);
        }
        std::vector<Blamed> all;
        for (auto& [place, blamed] : by_body) all.push_back(std::move(blamed));
        return all;
    }
    std::size_t repeats() const { return repeats_.size(); }

  private:
    using Body = std::pair<std::size_t, std::size_t>;
    struct Repeat {
        Body body;
        std::string by_file;
        std::uint64_t by_offset;
        std::string file;
        std::uint64_t offset;
    };
    static std::size_t hash(const std::string& text) { return std::hash<std::string>{}(text); }

    std::vector<Body> sound_;
    std::vector<Repeat> repeats_;
};

std::unique_ptr<store::Store> index_of(const House& house) {
    if (!std::filesystem::exists(house.database())) return nullptr;
    return std::make_unique<store::Store>(house.database(), house.sql(), store::Store::Mode::read);
}

/// Files that the index names and the folder does not hold.
std::vector<Blamed> missing(store::Store& store, const std::vector<File>& files) {
    std::vector<Blamed> all;
    for (const auto& name : store.files()) {
        if (std::any_of(files.begin(), files.end(), [&](const auto& it) { return it.first == name; }))
            continue;
        all.push_back({{"missing", name, 0, "the file is not there", backup, {}, 0, 0}, {}});
        store.each_place(name,
                         [&](const store::Placed& it) { all.back().lost.emplace_back(name, it.offset); });
    }
    return all;
}

/// Says what faults cost, from what the index knows of the rows that lost their bytes.
std::vector<Fault> priced(std::vector<Blamed>&& all, store::Store* store) {
    std::vector<Fault> faults;
    const bool costs = std::any_of(all.begin(), all.end(), [](const Blamed& it) { return !it.lost.empty(); });
    const auto facts = store && costs ? store->facts_by_place() : decltype(store->facts_by_place()){};
    for (auto& [fault, lost] : all) {
        fault.snapshots_lost = lost.size();
        for (const auto& place : lost) {
            const auto found = facts.find(place);
            if (found != facts.end()) fault.facts += found->second;
            if (fault.snapshots.size() >= named_at_most || !store) continue;
            if (const auto it = store->snapshot_in(place.first, place.second))
                fault.snapshots.push_back(fmt::format("{}  {}  {}",
                                                      it->source.empty() ? "unclaimed" : it->source,
                                                      base::iso(it->fetched), it->url));
        }
        faults.push_back(std::move(fault));
    }
    return faults;
}

/// Reads one file to its end; what it holds is counted, its bodies are noted.
std::vector<Blamed> verify_file(const archive::Archive& archive, store::Store* index, const File& file,
                                Bodies& bodies, Verified& result) {
    // In this order: what a run appends and enters meanwhile must not look like something forgotten.
    const auto& [name, size] = file;
    const bool indexed = index && !archive.being_written(name);
    Comparison comparison{name, rows_of(index, name), indexed, index ? index->indexed_until(name) : 0};
    archive.verify_file(
        name,
        [&](archive::Sound&& it) {
            ++result.snapshots;
            bodies.take(it);
            const auto& one = it.snapshot;
            comparison.found(one.at, key_of(one.url, one.fetched, one.sha256));
        },
        [&](archive::Resource&& it) {
            ++result.resources;
            comparison.found(it.at, key_of(it.uri, it.written, it.sha256));
        },
        [&](archive::Damage&& it) { comparison.damaged(it); });
    ++result.files;
    return comparison.faults(size);
}

}  // namespace

Verified verify(const House& house) {
    house.need_used_home();
    const archive::Archive archive{house.archive()};
    const auto index = index_of(house);
    Verified result;
    result.indexed = index != nullptr;
    Bodies bodies;
    const auto files = archive.files();
    auto all = index ? missing(*index, files) : std::vector<Blamed>{};
    const auto gather = [&](std::vector<Blamed>&& more) {
        std::move(more.begin(), more.end(), std::back_inserter(all));
    };
    for (const auto& [file, size] : files) {
        gather(verify_file(archive, index.get(), {file, size}, bodies, result));
        result.bytes += size;
    }
    gather(bodies.faults());
    result.repeats = bodies.repeats();
    result.faults = priced(std::move(all), index.get());
    if (!result.faults.empty()) result.exit = Exit::check;
    return result;
}

}  // namespace pipeline
