#include "fuzz/one.hpp"
#include "parse/dates.hpp"
#include "parse/plain.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    parse_one("feed", data, size, {{{"zone", "+09:00"}}, "https://example.org/feeds/news.xml", ""});
    parse::read_date(text.substr(0, 60));
    parse::plain(text);
    return 0;
}
