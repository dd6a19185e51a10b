#include "pipeline/announcements.hpp"

#include <fmt/format.h>

#include <limits>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/words.hpp"
#include "store/store.hpp"

namespace pipeline {
namespace {

constexpr const char* columns =
    "SELECT a.id, a.source, a.feed, a.identity, v.known, v.publisher, v.title, v.text, v.link, v.language, "
    "v.country, coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', v.published / 1000000, 'unixepoch'), "
    "v.published_text) AS published, s.sha256 "
    "FROM announcement AS a JOIN announcement_version AS v ON v.announcement = a.id "
    "JOIN snapshot AS s ON s.id = v.snapshot WHERE v.known <= (SELECT instant FROM temp.as_known) ";

std::string id_of(const std::string& source, const std::string& feed, const std::string& identity) {
    return base::sha256(source + '\x1f' + feed + '\x1f' + identity).substr(0, 10);
}

/// The store as known then.
struct Look {
    store::Store store;

    Look(const House& house, std::optional<base::Instant> as_known)
        : store{house.database(), house.sql(), store::Store::Mode::read} {
        store.describe(house.sources, house.reference, as_known.value_or(house.moment()));
    }
};

struct Row {
    const model::Table& table;
    const std::vector<model::Cell>& cells;

    std::string text(std::string_view name) const { return model::text_of(cells, table.column(name)); }
    std::int64_t whole(std::string_view name) const {
        const auto* found = std::get_if<std::int64_t>(&cells[static_cast<std::size_t>(table.column(name))]);
        return found ? *found : 0;
    }
};

Wording wording(const Row& row) {
    return {base::Instant{std::chrono::microseconds{row.whole("known")}},
            row.text("publisher"),
            row.text("title"),
            row.text("text"),
            row.text("link"),
            row.text("language"),
            row.text("country"),
            row.text("published"),
            row.text("sha256")};
}

Told told(const Row& row) {
    Told one;
    one.source = row.text("source");
    one.feed = row.text("feed");
    one.identity = row.text("identity");
    one.id = id_of(one.source, one.feed, one.identity);
    one.wordings.push_back(wording(row));
    return one;
}

base::Error usage(const std::string& where, const std::string& what, const std::string& next) {
    return {where, what, next, base::Error::Kind::usage};
}

/// The keys of all announcements whose id begins so, as ids of the database.
std::vector<std::int64_t> with_id(store::Store& store, const std::string& begin) {
    std::vector<std::int64_t> found;
    const auto table = store.query("SELECT id, source, feed, identity FROM announcement");
    for (const auto& cells : table.rows) {
        const Row row{table, cells};
        if (id_of(row.text("source"), row.text("feed"), row.text("identity")).starts_with(begin))
            found.push_back(row.whole("id"));
    }
    return found;
}

}  // namespace

std::vector<Told> announcements(const House& house, const AnnouncementsWanted& wanted) {
    const base::WordsWanted words{wanted.words};
    if (words.empty() && !wanted.words.empty())
        throw usage("announcements", "there is no letter or digit to search for",
                    "name words: `tuja announcements search 삼성 투자`");
    Look look{house, wanted.as_known};
    std::string sql = columns;
    sql +=
        "AND v.known = (SELECT max(newest.known) FROM announcement_version AS newest "
        "WHERE newest.announcement = a.id AND newest.known <= (SELECT instant FROM temp.as_known)) "
        "AND (:source = '' OR a.source = :source) AND coalesce(v.published, v.known) >= :since ";
    if (!words.empty())
        sql += "AND a.id IN (SELECT rowid FROM announcement_words WHERE announcement_words MATCH :match) ";
    sql += "ORDER BY coalesce(v.published, v.known) DESC, a.source, a.feed, a.identity";
    const auto since = wanted.since ? base::Instant{*wanted.since}.time_since_epoch().count()
                                    : std::numeric_limits<std::int64_t>::min();
    const auto table = look.store.query(
        sql, {{":source", wanted.source}, {":since", std::int64_t{since}}, {":match", words.match()}});
    std::vector<Told> found;
    for (const auto& row : table.rows) {
        auto one = told({table, row});
        // The index holds all wordings and neighbours of letters; what was meant is looked up in the words.
        if (words.are_in(one.newest().title + '\n' + one.newest().text)) found.push_back(std::move(one));
    }
    return found;
}

Told announcement(const House& house, const std::string& id, std::optional<base::Instant> as_known) {
    Look look{house, as_known};
    const auto rows = with_id(look.store, id);
    const auto next = "`tuja announcements list` and `search` print the ids";
    if (id.empty() || rows.empty())
        throw usage("announcements show", fmt::format("no announcement has the id '{}'", id), next);
    if (rows.size() > 1)
        throw usage("announcements show", fmt::format("{} ids begin with '{}'", rows.size(), id),
                    "write more of its digits");
    const auto table =
        look.store.query(std::string{columns} + "AND a.id = :id ORDER BY v.known", {{":id", rows.front()}});
    if (table.rows.empty())
        throw usage("announcements show", fmt::format("'{}' was not known then", id), "choose a later day");
    Told one = told({table, table.rows.front()});
    for (std::size_t i = 1; i < table.rows.size(); ++i)
        one.wordings.push_back(wording({table, table.rows[i]}));
    return one;
}

std::vector<std::string> differences(const Wording& before, const Wording& after) {
    std::vector<std::string> names;
    const auto note = [&](const char* name, const std::string& old, const std::string& now) {
        if (old != now) names.emplace_back(name);
    };
    note("title", before.title, after.title);
    note("text", before.text, after.text);
    note("link", before.link, after.link);
    note("published", before.published, after.published);
    note("publisher", before.publisher, after.publisher);
    note("language", before.language, after.language);
    note("country", before.country, after.country);
    return names;
}

}  // namespace pipeline
