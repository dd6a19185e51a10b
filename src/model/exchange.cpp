#include "model/exchange.hpp"

#include <algorithm>

namespace model {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

// Asked a dozen times for every archived record: no copies to compare.
std::string header(const Headers& headers, std::string_view name) {
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    for (const auto& [key, value] : headers)
        if (std::equal(key.begin(), key.end(), name.begin(), name.end(), same)) return value;
    return {};
}

void note_version(Snapshot& snapshot, const Headers& answer, const Headers& question) {
    snapshot.etag = header(answer, "ETag");
    snapshot.last_modified = header(answer, "Last-Modified");
    if (snapshot.status != 304) return;
    if (snapshot.etag.empty()) snapshot.etag = header(question, "If-None-Match");
    if (snapshot.last_modified.empty()) snapshot.last_modified = header(question, "If-Modified-Since");
}

}  // namespace model
