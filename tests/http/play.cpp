#include "http/play.hpp"

#include "base/text.hpp"

namespace http {

Play failing(Play play) {
    play.exit = play.exit == 0 ? 3 : play.exit;
    if (!play.known_before) play.value = "";
    return play;
}

Play known_before(Play play) {
    play.known_before = true;
    return play;
}

Play impatient(Play play) {
    play.impatient = true;
    return play;
}

std::string page(std::string_view value, int number, int of) {
    // A page of many holds one row of its own and says so: others are read again, or fail as a shifted list.
    const auto year = std::to_string(2025 - number);
    return base::replace_all(test::world_bank_page({{"KOR", year, std::string{value}}}, number, of),
                             "per_page=\"100\"", of > 1 ? "per_page=\"1\"" : "per_page=\"100\"");
}

void answer_well(Line& line, std::string_view value, std::string_view headers) {
    line.answer("200 OK", "Content-Type: text/xml\r\n" + std::string{headers}, page(value));
}

int page_of(const Seen& seen) {
    const auto at = seen.target.find("page=");
    return at == std::string::npos
               ? 0
               : static_cast<int>(base::read_integer(seen.target.substr(at + 5)).value_or(0));
}

std::vector<Play> all_plays() {
    std::vector<Play> all;
    for (const auto& some : {framing_plays(), header_plays(), coding_plays(), redirect_plays(),
                             status_plays(), body_plays(), provider_plays(), tls_plays()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

}  // namespace http
