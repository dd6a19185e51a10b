// Status 200, and something else than what was asked.
#include "base/text.hpp"
#include "http/play.hpp"

namespace http {
namespace {

/// Status 200 with this body.
auto body(std::string bytes, std::string type = "text/xml") {
    return
        [=](Line& line, const Seen&, int) { line.answer("200 OK", "Content-Type: " + type + "\r\n", bytes); };
}

/// As many pages as `of`; each request is answered with what `says` makes of its page's number.
template <class Says>
auto pages(Says says) {
    return [says](Line& line, const Seen& seen, int) {
        line.answer("200 OK", "Content-Type: text/xml\r\n", says(page_of(seen)));
    };
}

std::string utf16(std::string_view text, bool mark) {
    std::string bytes = mark ? "\xFF\xFE" : "";
    for (const char c : text) bytes.append({c, '\0'});
    return bytes;
}

std::string nested(int depth) {
    std::string text = "<?xml version=\"1.0\"?>";
    for (int i = 0; i < depth; ++i) text += "<a>";
    return text;
}

std::string bomb() {
    std::string text = "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\">";
    for (char c = 'b'; c <= 'j'; ++c) {
        text += std::string("<!ENTITY ") + c + " \"";
        for (int i = 0; i < 10; ++i) text += std::string("&") + static_cast<char>(c - 1) + ";";
        text += "\">";
    }
    return text + "]><l>&j;</l>";
}

std::vector<Play> others() {
    return {
        failing({"html", "sends a page to sign in",
                 body("<!doctype html><html><head><title>Please sign in</title></head></html>", "text/html"),
                 200, 1, "html_page", "a web page, not data: \"Please sign in\""}),
        failing({"html_called_xml", "sends a page and calls it XML",
                 body("<html><head><title>Maintenance</title></head></html>"), 200, 1, "html_page",
                 "a web page, not data: \"Maintenance\""}),
        failing({"empty", "sends no body", body(""), 200, 1, "empty", "the body is empty"}),
        failing({"blank", "sends blanks only", body("  \r\n\t "), 200, 1, "empty", "the body is empty"}),
        failing({"json_for_xml", "sends JSON", body("{\"data\":[]}", "application/json"), 200, 1,
                 "wrong_shape", "JSON instead of XML"}),
        failing({"words", "sends words", body("Service unavailable, try later", "text/plain"), 200, 1,
                 "malformed", ""}),
        failing({"zip", "sends a ZIP archive", body(std::string("PK\x03\x04\x14\0\0\0", 8)), 200, 1,
                 "wrong_shape", "a ZIP archive, not data"}),
        failing({"pdf", "sends a PDF document", body("%PDF-1.7\n"), 200, 1, "wrong_shape", "a PDF document"}),
        failing({"another_feed", "sends a feed in place of figures",
                 body("<rss version=\"2.0\"><channel><title>t</title></channel></rss>"), 200, 1,
                 "wrong_shape", "the root element is <rss>"}),
        failing({"cut", "sends half of its body as if it were whole",
                 body(page().substr(0, page().size() - 20)), 200, 1, "truncated", "ends before its root"}),
        failing({"two_documents", "sends its body twice in one", body(page() + page()), 200, 1, "malformed",
                 "a second root element"}),
        failing({"nul_inside", "sends a NUL inside the text",
                 body(base::replace_all(page(), "KOR", std::string("K\0R", 3))), 200, 1, "malformed",
                 "a zero byte"}),
        failing({"not_utf8", "sends bytes that are no UTF-8",
                 body(base::replace_all(page(), "GDP</", "\xB1\xB9\xB3\xBB</")), 200, 1, "malformed",
                 "no UTF-8"}),
        failing({"entity_bomb", "sends ten entities that hold ten each, nine times over", body(bomb()), 200,
                 1, "wrong_shape", "the root element is <l>"}),
        failing({"deep", "opens 100,000 elements", body(nested(100'000)), 200, 1, "wrong_shape",
                 "the root element is <a>"}),
    };
}

std::vector<Play> believed() {
    return {
        {"mark", "begins with a byte order mark", body("\xEF\xBB\xBF" + page())},
        {"utf_16", "sends UTF-16 with a mark",
         body(utf16(base::replace_all(page(), "utf-8", "utf-16"), true), "text/xml")},
        {"blank_lines_first", "sends blank lines before its first tag",
         body("\r\n\r\n" + page().substr(page().find("<wb:data")))},
    };
}

std::vector<Play> wrong_values() {
    return {
        failing({"value_of_words", "sends a word for a value", body(page("many")), 200, 1, "bad_value", ""}),
        failing({"value_infinite", "sends an infinite value", body(page("1e999")), 200, 1, "bad_value", ""}),
        failing({"country_unknown", "sends a country that nobody knows",
                 body(base::replace_all(page(), "KOR", "ZZX")), 200, 1, "unknown_entity", ""}),
        failing({"year_of_words", "sends a word for a year", body(base::replace_all(page(), "2024", "soon")),
                 200, 1, "bad_period", ""}),
    };
}

std::vector<Play> wrong_pages() {
    return {
        failing({"page_wrong", "sends page 3 when page 2 is asked for",
                 pages([](int number) { return page("1.5", number == 2 ? 3 : number, 3); }), 200, 6,
                 "wrong_page", "page 2 was asked for, the answer is page 3"}),
        failing({"page_repeated", "sends page 1 again and again",
                 pages([](int) { return page("1.5", 1, 2); }), 200, 4, "wrong_page",
                 "page 2 was asked for, the answer is page 1"}),
        failing({"page_missing", "knows no page 2",
                 [](Line& line, const Seen& seen, int) {
                     if (page_of(seen) == 2) return line.answer("404 Not Found", "", "no");
                     line.answer("200 OK", "", page("1.5", 1, 2));
                 },
                 404, 2, "http_status", "the host answered 404"}),
    };
}

}  // namespace

std::vector<Play> body_plays() {
    std::vector<Play> all;
    for (const auto& some : {others(), believed(), wrong_values(), wrong_pages()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

}  // namespace http
