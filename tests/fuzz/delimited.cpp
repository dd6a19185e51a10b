#include "fuzz/one.hpp"

// Options follow from the first byte, so that real files as a corpus still reach what stands behind them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const unsigned first = size ? data[0] : 0;
    parse::Options options;
    if (first & 1) options.values = {{"delimiter", ";"}, {"decimal", ","}, {"percent", "strip"}};
    if (first & 2) options.values["encoding"] = "macintosh";
    if (first & 4) options.values["skip"] = "2";
    if (first & 8) options.values["require"] = "Year|Label";
    if (first & 16) options.values["begins"] = "Currency";
    if (first & 32) options.values["wide"] = "year";
    if (first & 64) options.values["delimiter"] = "tab";
    parse_one("delimited", data, size, options);
    return 0;
}
