#include "model/exchange.hpp"

#include "base/text.hpp"

namespace model {

std::string header(const Headers& headers, std::string_view name) {
    const auto wanted = base::lower_ascii(name);
    for (const auto& [key, value] : headers)
        if (base::lower_ascii(key) == wanted) return value;
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
