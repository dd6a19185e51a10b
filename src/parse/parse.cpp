#include "parse/parse.hpp"

#include "parse/formats.hpp"

namespace parse {

const std::vector<Format>& formats() {
    static const std::vector<Format> table = {
        {"worldbank", "World Bank Indicators v2: data pages and the country list", worldbank, {}},
        {"gesmes", "European Central Bank: euro reference rates", gesmes, {}},
        {"delimited",
         "AI Index, Our World in Data, central banks: CSV and its relatives",
         delimited,
         {"delimiter", "encoding", "decimal", "percent", "header", "skip", "require"}},
        {"json",
         "Taiwan's central bank, Bank of Japan, ECOS: what only comes as JSON",
         json,
         {"rows", "names", "first", "head", "error"}},
        {"feed", "newsrooms, ministries, press: RSS and Atom", feed, {"zone"}},
    };
    return table;
}

const Format* format(std::string_view name) {
    for (const auto& one : formats())
        if (one.name == name) return &one;
    return nullptr;
}

}  // namespace parse
