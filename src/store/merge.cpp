// How facts meet what is already known: one series at a time, only what changed becomes a row.
#include <algorithm>

#include "store/database.hpp"
#include "store/store.hpp"

namespace store {
namespace {

struct Row {
    std::int64_t period = 0, released = 0, known = 0;
    std::optional<double> value;
    std::string status, text;
    std::int64_t snapshot = 0;
    bool same_part = true;  // of rows in the store: made by the part that is being merged

    bool says_the_same(const Row& other) const {
        return value == other.value && status == other.status && text == other.text;
    }
};

using Rows = std::vector<Row>;

std::int64_t put_snapshot(Store::Database& in, const model::PageFacts& page) {
    const auto& it = page.snapshot;
    auto& put = in.put("snapshot");
    put.bind(":source", it.source);
    put.bind(":part", it.part);
    put.bind(":url", it.url);
    put.bind(":window_from", days(it.window.from));
    put.bind(":window_to", days(it.window.to));
    put.bind(":visit", micros(it.visit));
    put.bind(":page", it.page);
    put.bind(":fetched", micros(it.fetched));
    put.bind(":status", it.status);
    put.bind(":failure", it.failure);
    put.bind(":content_type", it.content_type);
    put.bind(":sha256", it.sha256);
    put.bind(":bytes", static_cast<std::int64_t>(it.bytes));
    put.bind(":origin", it.origin);
    put.bind(":file", it.at.file);
    put.bind(":offset", static_cast<std::int64_t>(it.at.offset));
    put.bind(":length", static_cast<std::int64_t>(it.at.length));
    put.bind(":outcome", page.outcome);
    put.bind(":etag", it.etag);
    put.bind(":last_modified", it.last_modified);
    return returned_id(put);
}

void put_rejects(Store::Database& in, const std::vector<model::Reject>& rejects, std::int64_t snapshot) {
    // A page that is read again (its visit has become whole, or the method has changed) loses its old
    // rejects.
    auto& erase = in.kept("DELETE FROM reject WHERE snapshot = :snapshot");
    erase.bind(":snapshot", snapshot);
    erase.exec();
    int number = 0;
    for (const auto& reject : rejects) {
        auto& put = in.put("reject");
        put.bind(":snapshot", snapshot);
        put.bind(":number", ++number);
        put.bind(":place", reject.place);
        put.bind(":reason", reject.reason);
        put.bind(":detail", reject.detail);
        put.bind(":original", reject.original);
        put.exec();
    }
}

std::int64_t series_id(Store::Database& in, const std::string& source, const std::string& indicator,
                       const std::string& entity) {
    const auto key = source + '\t' + indicator + '\t' + entity;
    if (const auto found = in.series.find(key); found != in.series.end()) return found->second;
    auto& put = in.put("series");
    put.bind(":source", source);
    put.bind(":indicator", indicator);
    put.bind(":entity", entity);
    const auto id = returned_id(put);
    in.series.emplace(key, id);
    return id;
}

/// What is known of a series in a range of periods, by (period, released, known).
Rows known_rows(Store::Database& in, std::int64_t series, std::int64_t first, std::int64_t last,
                const std::string& part) {
    auto& select = in.kept(
        "SELECT o.period, o.released, o.known, o.value, o.status, o.text, s.part = :part "
        "FROM observation AS o JOIN snapshot AS s ON s.id = o.snapshot "
        "WHERE o.series = :series AND o.period BETWEEN :first AND :last "
        "ORDER BY o.period, o.released, o.known");
    select.bind(":part", part);
    select.bind(":series", series);
    select.bind(":first", first);
    select.bind(":last", last);
    Rows rows;
    while (select.executeStep()) {
        Row row;
        row.period = select.getColumn(0).getInt64();
        row.released = select.getColumn(1).getInt64();
        row.known = select.getColumn(2).getInt64();
        if (!select.getColumn(3).isNull()) row.value = select.getColumn(3).getDouble();
        row.status = select.getColumn(4).getString();
        row.text = select.getColumn(5).getString();
        row.same_part = select.getColumn(6).getInt() != 0;
        rows.push_back(std::move(row));
    }
    return rows;
}

void insert(Store::Database& in, std::int64_t series, const Row& row) {
    auto& put = in.put("observation");
    put.bind(":series", series);
    put.bind(":period", row.period);
    put.bind(":released", row.released);
    put.bind(":known", row.known);
    if (row.value) put.bind(":value", *row.value);
    put.bindNoCopy(":status", row.status);
    if (!row.text.empty()) put.bindNoCopy(":text", row.text);
    put.bind(":snapshot", row.snapshot);
    in.rows_made += static_cast<std::size_t>(put.exec());
}

/// The newest known row of a period that was released no later than `released`; nullptr where there is none.
const Row* in_force(const Rows& rows, std::int64_t period, std::int64_t released) {
    const Row* found = nullptr;
    auto at = std::lower_bound(rows.begin(), rows.end(), period,
                               [](const Row& row, std::int64_t wanted) { return row.period < wanted; });
    for (; at != rows.end() && at->period == period && at->released <= released; ++at) found = &*at;
    return found;
}

/// Rows for periods of the window that this part once listed and now does not. What is withdrawn is the
/// release that listed it: released later, the row would hide the same release when it is listed again.
std::size_t withdraw(Store::Database& in, std::int64_t series, const Rows& known, const Rows& incoming,
                     const Row& model) {
    std::size_t count = 0;
    for (auto at = known.begin(); at != known.end();) {
        const auto period = at->period;
        const Row* last = nullptr;
        for (; at != known.end() && at->period == period; ++at) last = &*at;
        const bool listed =
            std::binary_search(incoming.begin(), incoming.end(), *last,
                               [](const Row& a, const Row& b) { return a.period < b.period; });
        if (listed || !last->same_part || last->status == "W") continue;
        Row gone = model;
        gone.period = period;
        gone.released = last->released;
        insert(in, series, gone);
        ++count;
    }
    return count;
}

struct Incoming {
    std::map<std::pair<std::string, std::string>, Rows> series;  // (indicator, entity) → rows
};

Row row_of(const model::Observation& fact, const model::Snapshot& page, std::int64_t snapshot) {
    Row row;
    row.period = fact.period.key();
    row.known = micros(page.fetched);
    row.released = fact.released ? micros(*fact.released) : row.known;
    row.value = fact.value;
    row.status = fact.status;
    row.text = fact.text;
    row.snapshot = snapshot;
    return row;
}

std::vector<std::pair<std::string, std::string>> known_series(Store::Database& in, const std::string& source,
                                                              const std::string& indicator) {
    auto& select =
        in.kept("SELECT indicator, entity FROM series WHERE source = :source AND indicator = :indicator");
    select.bind(":source", source);
    select.bind(":indicator", indicator);
    std::vector<std::pair<std::string, std::string>> found;
    while (select.executeStep())
        found.emplace_back(select.getColumn(0).getString(), select.getColumn(1).getString());
    return found;
}

void merge_series(Store::Database& in, const model::VisitFacts& visit, std::int64_t series, Rows& incoming,
                  const Row& gone, Changes& changes) {
    std::sort(incoming.begin(), incoming.end(),
              [](const Row& a, const Row& b) { return a.period < b.period; });
    const auto window_first = model::Period{visit.window.from, model::Frequency::year}.key();
    const auto window_last = model::Period{visit.window.to, model::Frequency::year}.key() - 1;
    auto first = visit.withdraws ? window_first : incoming.empty() ? 0 : incoming.front().period;
    auto last = visit.withdraws ? window_last : incoming.empty() ? -1 : incoming.back().period;
    if (!incoming.empty()) {
        first = std::min(first, incoming.front().period);
        last = std::max(last, incoming.back().period);
    }
    const auto known = known_rows(in, series, first, last, visit.part);
    for (const auto& row : incoming) {
        const auto* before = in_force(known, row.period, row.released);
        if (before && before->says_the_same(row)) continue;
        insert(in, series, row);
        ++(before ? changes.changed : changes.values);
    }
    if (visit.withdraws) changes.withdrawn += withdraw(in, series, known, incoming, gone);
}

/// More than the one that was just put?
bool has_versions(Store::Database& in, std::int64_t announcement) {
    auto& select =
        in.kept("SELECT count(*) > 1 FROM announcement_version WHERE announcement = :announcement");
    select.bind(":announcement", announcement);
    select.executeStep();
    const bool more = select.getColumn(0).getInt() != 0;
    select.reset();
    return more;
}

void put_announcements(Store::Database& in, const model::VisitFacts& visit, const model::PageFacts& page,
                       std::int64_t snapshot, Changes& changes) {
    for (const auto& item : page.announcements) {
        auto& put = in.put("announcement");
        put.bind(":source", visit.source);
        put.bind(":feed", item.feed);
        put.bind(":identity", item.identity);
        const auto id = returned_id(put);
        auto& version = in.put("announcement_version");
        version.bind(":announcement", id);
        version.bind(":known", micros(page.snapshot.fetched));
        version.bind(":publisher", item.publisher);
        version.bind(":title", item.title);
        version.bind(":text", item.text);
        version.bind(":link", item.link);
        version.bind(":language", item.language);
        version.bind(":country", item.country);
        if (item.published) version.bind(":published", micros(*item.published));
        version.bind(":published_text", item.published_text);
        version.bind(":snapshot", snapshot);
        const auto made = static_cast<std::size_t>(version.exec());
        in.rows_made += made;
        if (made > 0) ++(has_versions(in, id) ? changes.versions : changes.announcements);
    }
}

}  // namespace

Changes& Changes::operator+=(const Changes& other) {
    values += other.values;
    changed += other.changed;
    withdrawn += other.withdrawn;
    announcements += other.announcements;
    versions += other.versions;
    return *this;
}

Changes Store::put(const model::VisitFacts& visit) {
    Changes changes;
    together([&] {
        auto& in = *database_;
        Incoming incoming;
        Row gone;
        gone.status = "W";
        for (const auto& page : visit.pages) {
            const auto id = put_snapshot(in, page);
            put_rejects(in, page.rejects, id);
            put_announcements(in, visit, page, id, changes);
            for (const auto& fact : page.observations)
                incoming.series[{fact.indicator, fact.entity}].push_back(row_of(fact, page.snapshot, id));
            gone.known = micros(page.snapshot.fetched);
            gone.snapshot = id;
        }
        if (visit.withdraws)
            for (const auto& indicator : visit.indicators)
                for (const auto& key : known_series(in, visit.source, indicator)) incoming.series[key];
        for (auto& [key, rows] : incoming.series)
            merge_series(in, visit, series_id(in, visit.source, key.first, key.second), rows, gone, changes);
    });
    return changes;
}

std::size_t Store::rows_made() const {
    return database_->rows_made;
}

void Store::put_again(const std::vector<model::Snapshot>& pages, const std::vector<model::Snapshot>& before) {
    together([&] {
        auto& in = *database_;
        for (std::size_t i = 0; i < pages.size(); ++i) {
            auto& select =
                in.kept("SELECT id, outcome FROM snapshot WHERE file = :file AND offset = :offset");
            select.bind(":file", before[i].at.file);
            select.bind(":offset", static_cast<std::int64_t>(before[i].at.offset));
            if (!select.executeStep()) continue;
            const auto old = select.getColumn(0).getInt64();
            model::PageFacts page;
            page.snapshot = pages[i];
            page.outcome = select.getColumn(1).getString();
            select.reset();
            auto& put = in.put("reject_again");
            const auto id = put_snapshot(in, page);
            put.bind(":snapshot", id);
            put.bind(":before", old);
            put.exec();
        }
    });
}

}  // namespace store
