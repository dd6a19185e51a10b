#include "fuzz/one.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    parse_one("xml", data, size,
              {{{"rows", "*/*"}, {"refuse", "entry/title=Error"}, {"rename.v", "value\nfunds"}}, {}, {}});
    parse_one("xml", data, size,
              {{{"rows", "data/series/values/v"}, {"zip", "date,value"}, {"head", "data/series"}}, {}, {}});
    return 0;
}
