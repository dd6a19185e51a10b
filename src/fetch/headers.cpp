#include "fetch/headers.hpp"

#include "base/text.hpp"

namespace fetch {

bool HeaderReader::take(std::string_view line) {
    if (line.size() > left_) return false;
    left_ -= line.size();
    if (line.starts_with("HTTP/")) {
        found_.clear();
        open_ = true;
    } else if (line.find_first_not_of("\r\n") == std::string_view::npos) {
        open_ = false;
    } else if (open_) {
        add(line);
    }
    return true;
}

void HeaderReader::add(std::string_view line) {
    if (line.front() == ' ' || line.front() == '\t') {  // folded: a line of the value before
        if (!found_.empty()) found_.back().second.append(" ").append(base::trim(line));
        return;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return;
    found_.emplace_back(base::trim(line.substr(0, colon)), base::trim(line.substr(colon + 1)));
}

std::string HeaderReader::value(std::string_view name) const {
    std::string all;
    for (const auto& [key, value] : found_)
        if (base::lower_ascii(key) == name) all.append(all.empty() ? "" : ", ").append(value);
    return all;
}

model::Headers HeaderReader::headers() && {
    for (auto& [name, value] : found_)
        if (base::lower_ascii(name) == "transfer-encoding") name = "X-Archive-Orig-Transfer-Encoding";
    return std::move(found_);
}

}  // namespace fetch
