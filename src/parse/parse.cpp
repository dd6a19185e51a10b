#include "parse/parse.hpp"

#include "parse/formats.hpp"

namespace parse {
namespace {

/// In XML, and in JSON with and without the outer list. 160: "Data not found".
model::ErrorShape worldbank_error() {
    model::ErrorShape shape;
    shape.code = {"error/message/@id", "0/message/*/id", "message/*/id"};
    shape.message = {"error/message/@key", "error/message", "0/message/*/key",
                     "0/message/*/value",  "message/*/key", "message/*/value"};
    shape.empty = {"160"};
    return shape;
}

}  // namespace

const std::vector<Format>& formats() {
    static const std::vector<Format> table = {
        {"worldbank",
         "World Bank Indicators v2: data pages and the country list",
         worldbank,
         {},
         worldbank_error()},
        {"gesmes", "European Central Bank: euro reference rates", gesmes, {}},
        {"delimited",
         "AI Index, Our World in Data, central banks: CSV and its relatives",
         delimited,
         {"delimiter", "encoding", "decimal", "percent", "header", "skip", "require"}},
        {"json",
         "Taiwan's central bank, Bank of Japan, ECOS: what only comes as JSON",
         json,
         {"rows", "names", "first", "head"}},
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
