#include "pipeline/checks.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace pipeline {
namespace {

struct Header {
    std::string sentence, severity;
};

Header header_of(const std::string& sql, const std::string& place) {
    Header header;
    for (const auto line : base::split(sql, '\n')) {
        if (!line.starts_with("--")) break;
        const auto words = base::trim(line.substr(2));
        if (words.starts_with("severity:"))
            header.severity = base::trim(words.substr(9));
        else
            header.sentence += (header.sentence.empty() ? "" : " ") + std::string{words};
    }
    if (header.severity != "error" && header.severity != "warning")
        throw base::Error{place, "the check does not say how severe it is",
                          "write '-- severity: error' or '-- severity: warning' below its first line",
                          base::Error::Kind::usage};
    return header;
}

std::string row_text(const model::Table& table, std::size_t row) {
    std::string text;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i > 0) text += ", ";
        text += table.columns[i] + "=" + model::text_of(table.rows[row], static_cast<int>(i));
    }
    return text;
}

}  // namespace

std::vector<Broken> run_checks(store::Store& store, const std::filesystem::path& folder,
                               std::size_t most_rows) {
    std::vector<Broken> found;
    for (const auto& file : base::files_in(folder, ".sql")) {
        const auto sql = base::read_file(file);
        const auto header = header_of(sql, file.string());
        const auto table = store.query(sql);
        if (table.rows.empty()) continue;
        Broken broken{file.stem().string(), header.severity, header.sentence, {}, table.rows.size()};
        for (std::size_t i = 0; i < std::min(most_rows, table.rows.size()); ++i)
            broken.rows.push_back(row_text(table, i));
        found.push_back(std::move(broken));
    }
    return found;
}

void note_checks(store::Store& store, const std::vector<Broken>& found, base::Instant now) {
    std::vector<store::CheckSpell> broken;
    for (const auto& one : found)
        broken.push_back({one.name,
                          one.severity,
                          one.rows.empty() ? std::string{} : one.rows.front(),
                          static_cast<std::int64_t>(one.count),
                          {},
                          {},
                          {}});
    store.note_checks(broken, now);
}

bool any_error(const std::vector<Broken>& found) {
    return std::any_of(found.begin(), found.end(), [](const Broken& one) { return one.severity == "error"; });
}

}  // namespace pipeline
