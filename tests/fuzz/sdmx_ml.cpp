#include "fuzz/one.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    parse_one("sdmx-ml", data, size, {});
    return 0;
}
