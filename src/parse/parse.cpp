#include "parse/parse.hpp"

#include "parse/formats.hpp"
#include "parse/reshape.hpp"

namespace parse {
namespace {

/// The options of a reader, and those of what stands behind it.
std::vector<std::string> with(std::vector<std::string> options) {
    options.insert(options.end(), Reshape::options().begin(), Reshape::options().end());
    return options;
}

/// A reader that wants all bytes at once.
template <Document (*read)(std::string_view, const Options&, const Sink&)>
Document whole(Input& input, const Options& options, const Sink& sink) {
    return read(input.all(), options, sink);
}

/// In XML, and in JSON with and without the outer list. 160: "Data not found".
model::ErrorShape worldbank_error() {
    model::ErrorShape shape;
    shape.code = {"error/message/@id", "0/message/*/id", "message/*/id"};
    shape.message = {"error/message/@key", "error/message", "0/message/*/key",
                     "0/message/*/value",  "message/*/key", "message/*/value"};
    shape.empty = {"160"};
    return shape;
}

/// 100: "No results found". What a footer says beside data is for the reader of the message to judge.
model::ErrorShape sdmx_error() {
    model::ErrorShape shape;
    shape.code = {"Error/ErrorMessage/@code", "Fault/faultcode"};
    shape.message = {"Error/ErrorMessage/Text", "Fault/faultstring"};
    shape.empty = {"100"};
    return shape;
}

model::ErrorShape sdmx_json_error() {
    model::ErrorShape shape;
    shape.code = {"errors/*/code"};
    shape.message = {"errors/*/title", "errors/*/detail", "errors/*/details/*"};
    shape.empty = {"100", "404"};
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
        {"worldbank-json",
         "the same as JSON, with the same fields",
         whole<worldbank_json>,
         {},
         worldbank_error()},
        {"sdmx-ml",
         "OECD, Eurostat, IMF, ECB: SDMX-ML 2.0, 2.1, 3.0, data and code lists",
         sdmx_ml,
         {},
         sdmx_error()},
        {"sdmx-csv",
         "OECD, Eurostat, IMF, ECB, Bundesbank: SDMX-CSV 1.0 and 2.0, also with labels",
         whole<sdmx_csv>,
         {"delimiter", "encoding"}},
        {"sdmx-json",
         "OECD, ECB: SDMX-JSON 1.0 and 2.0 data messages",
         whole<sdmx_json>,
         {},
         sdmx_json_error()},
        {"gesmes", "European Central Bank: euro reference rates", whole<gesmes>, {}},
        {"delimited", "AI Index, Our World in Data, central banks: CSV and its relatives", whole<delimited>,
         with({"delimiter", "encoding", "decimal", "percent", "header", "skip", "begins"})},
        {"curated", "figures entered by hand, each with its citation: jobs/curated", whole<curated>, {}},
        {"xml", "FRED, NSF awards, ECOS: any XML, its rows and fields named by the source", mapped_xml,
         with({"rows", "head", "namespace"})},
        {"json", "ECOS, KOSIS, UIS, Bank of Japan, Taiwan's central bank: any JSON, likewise", whole<json>,
         with({"rows", "names", "first", "head"})},
        {"feed", "newsrooms, ministries, press: RSS and Atom", whole<feed>, {"zone"}},
    };
    return table;
}

const Format* format(std::string_view name) {
    for (const auto& one : formats())
        if (one.name == name) return &one;
    return nullptr;
}

}  // namespace parse
