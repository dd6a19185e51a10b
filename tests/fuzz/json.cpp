#include "fuzz/one.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    parse_one("json", data, size, {});
    parse_one("json", data, size,
              {{{"rows", "data/dataSets/*"},
                {"names", "data/structure/Table1/*/data"},
                {"first", "date"},
                {"head", "meta,0"}},
               {},
               {}});
    parse_one("json", data, size,
              {{{"rows", "RESULTSET/*"}, {"zip", "VALUES/DATES,VALUES/VALUES"}, {"wide", "year"}}, {}, {}});
    return 0;
}
