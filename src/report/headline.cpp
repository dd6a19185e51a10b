#include "report/headline.hpp"

#include "base/text.hpp"

namespace report {

std::string headline_of(std::string_view html) {
    const auto open = html.find("<h1");
    const auto close = html.find("</h1>");
    if (open == std::string_view::npos || close == std::string_view::npos) return {};
    std::string words;
    bool inside_tag = false;
    const auto heading = html.substr(open, close - open);
    for (std::size_t i = 0; i < heading.size(); ++i) {
        // A line break parts words; other markup stands inside them ("<span>한국</span>의").
        if (heading.substr(i).starts_with("<br")) words += ' ';
        if (heading[i] == '<')
            inside_tag = true;
        else if (heading[i] == '>')
            inside_tag = false;
        else if (!inside_tag)
            words += heading[i];
    }
    return std::string{base::trim(words)};
}

}  // namespace report
