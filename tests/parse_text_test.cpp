#include <boost/test/unit_test.hpp>
#include <chrono>

#include "base/text.hpp"
#include "parse/charset.hpp"
#include "parse/dates.hpp"
#include "parse/links.hpp"
#include "parse/plain.hpp"
#include "parse/repair.hpp"
#include "parse/sniff.hpp"
#include "parse/zones.hpp"

using namespace std::string_literals;

namespace {

std::string date(std::string_view text, int hours_east = 0) {
    const auto read = parse::read_date(text, std::chrono::hours{hours_east});
    return read ? base::iso(*read) : "unreadable";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reading_feed_dates)

BOOST_AUTO_TEST_CASE(rfc_822_with_its_old_habits) {
    BOOST_TEST(date("Wed, 15 May 2019 20:48:02 +0000") == "2019-05-15T20:48:02Z");
    BOOST_TEST(date("Wed, 17 Jan 2018 15:50:00 EST") == "2018-01-17T20:50:00Z");
    BOOST_TEST(date("Fri, 17 May 2019 23:21:44 BST") == "2019-05-17T22:21:44Z");
    BOOST_TEST(date("Sun, 10 Dec 17 13:01:36 -0800") == "2017-12-10T21:01:36Z");
    BOOST_TEST(date("24 Dec 99 16:30 GMT") == "1999-12-24T16:30:00Z");
    BOOST_TEST(date("Thursday, 7-Mar-2024 01:02:03 GMT+0900") == "2024-03-06T16:02:03Z");
    BOOST_TEST(date("Thu Jan 01 00:00:00 2004") == "2004-01-01T00:00:00Z");
    BOOST_TEST(date("Thu Jan  1 09:00:00 KST 2004") == "2004-01-01T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(iso_8601_and_its_relatives) {
    BOOST_TEST(date("2025-02-24T15:45:46.035455Z") == "2025-02-24T15:45:46.035455Z");
    BOOST_TEST(date("2014-07-21T21:14:39+02:00") == "2014-07-21T19:14:39Z");
    BOOST_TEST(date("2013.12.24 16:30:06", 9) == "2013-12-24T07:30:06Z");
    BOOST_TEST(date("2012-12-03 09:21:55", 9) == "2012-12-03T00:21:55Z");
    BOOST_TEST(date("2012-12-03", 9) == "2012-12-02T15:00:00Z");
    BOOST_TEST(date("2012/12/03 9:21", 0) == "2012-12-03T09:21:00Z");
    BOOST_TEST(date("20200122") == "2020-01-22T00:00:00Z");
    BOOST_TEST(date("2024-12-31T24:00:00Z") == "2025-01-01T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(month_first_and_day_first) {
    BOOST_TEST(date("04/01/2014 00:00:00 GMT") == "2014-04-01T00:00:00Z");
    BOOST_TEST(date("24/12/2014") == "2014-12-24T00:00:00Z");
    BOOST_TEST(date("24.12.2014 10:00") == "2014-12-24T10:00:00Z");
    BOOST_TEST(date("March 5, 2024") == "2024-03-05T00:00:00Z");
    BOOST_TEST(date("Mar. 5, 2024 3:05 PM", 9) == "2024-03-05T06:05:00Z");
}

BOOST_AUTO_TEST_CASE(korean_words) {
    BOOST_TEST(date("2020년 01월 22일 (수)요일 06:00", 9) == "2020-01-21T21:00:00Z");
    BOOST_TEST(date("2026년 3월 1일", 9) == "2026-02-28T15:00:00Z");
    BOOST_TEST(date("2026. 3. 1. 오후 2:30", 9) == "2026-03-01T05:30:00Z");
    BOOST_TEST(date("2026년 3월 1일 14시 30분", 9) == "2026-03-01T05:30:00Z");
}

BOOST_AUTO_TEST_CASE(bare_digits_are_epochs_or_packed) {
    BOOST_TEST(date("1518478934") == "2018-02-12T23:42:14Z");
    BOOST_TEST(date("1518478934000") == "2018-02-12T23:42:14Z");
    BOOST_TEST(date("202001220600", 9) == "2020-01-21T21:00:00Z");
}

BOOST_AUTO_TEST_CASE(what_is_no_date_stays_unread) {
    for (const auto* text : {"", "soon", "2020", "2020-13-01", "31 Feb 2020", "0001-01-01T00:00:00",
                             "2024-05-06 25:00", "Wed, 20 Aug 2008 15:22:01 GMT 00:00:00 GMT", "12 Foo 2020",
                             "2020-01-01T00:00:00 XYZ", "(", "99999999999999999999"})
        BOOST_TEST_CONTEXT(text) BOOST_TEST(date(text) == "unreadable");
}

BOOST_AUTO_TEST_CASE(chinas_cst_is_not_americas) {
    BOOST_TEST(parse::read_zone("CST").value().count() == -360);
    BOOST_TEST(parse::read_zone("CST", std::chrono::hours{8}).value().count() == 480);
    BOOST_TEST(parse::read_zone("-03:30").value().count() == -210);
    BOOST_TEST(!parse::read_zone("+25:00").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(html_as_plain_text)

BOOST_AUTO_TEST_CASE(tags_go_and_words_stay_whole) {
    BOOST_TEST(parse::plain("<b>삼성</b>전자<br/>투자<p>확대</p>") == "삼성전자 투자 확대");
    BOOST_TEST(parse::plain("a<!-- <b> -->b<script>if (a<b) x()</script>c<style>p{}</style>") == "abc");
}

BOOST_AUTO_TEST_CASE(entities_are_resolved_once) {
    BOOST_TEST(parse::plain("&lt;b&gt; &amp;amp; &#8217; &#x27; &#150; &hellip; &bogus; R&D") ==
               "<b> &amp; ’ ' – … &bogus; R&D");
    BOOST_TEST(parse::plain("&#0;&#xD800;") == "\uFFFD\uFFFD");
}

BOOST_AUTO_TEST_CASE(a_less_than_sign_is_no_tag) {
    BOOST_TEST(parse::plain("profit < 5% <") == "profit < 5% <");
    BOOST_TEST(parse::plain("open <a href='x") == "open");
}

BOOST_AUTO_TEST_CASE(blanks_of_all_kinds_collapse) {
    BOOST_TEST(parse::plain(" a\xC2\xA0\n\tb\xE3\x80\x80 c\xE2\x80\x8B"
                            "d ") == "a b cd");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(making_links_absolute)

BOOST_AUTO_TEST_CASE(references_resolve_as_rfc_3986_says) {
    const auto* base = "http://a/b/c/d;p?q";
    const std::pair<const char*, const char*> cases[] = {
        {"g", "http://a/b/c/g"},      {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},    {"/g", "http://a/g"},
        {"//g", "http://g"},          {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},  {"#s", "http://a/b/c/d;p?q#s"},
        {"../g", "http://a/b/g"},     {"../..", "http://a/"},
        {"../../../g", "http://a/g"}, {".", "http://a/b/c/"},
        {"", "http://a/b/c/d;p?q"},   {"http://x/y", "http://x/y"},
        {"mailto:a@b", "mailto:a@b"}};
    for (const auto& [link, whole] : cases) BOOST_TEST(parse::absolute(link, base) == whole);
    BOOST_TEST(parse::absolute("a?x=../y", "http://h") == "http://h/a?x=../y");
    BOOST_TEST(parse::absolute("a", "not a base") == "a");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(guessing_the_charset)

BOOST_AUTO_TEST_CASE(marks_then_headers_then_declarations_decide) {
    BOOST_TEST(parse::decode("\xEF\xBB\xBFx", "text/xml; charset=euc-kr").charset == "utf-8");
    BOOST_TEST(parse::decode("\xFF\xFE<\0a\0"s, "").text == "<a");
    BOOST_TEST(parse::decode("<?xml encoding='utf-8'?>\xB0\xA1", "text/xml; charset=\"EUC-KR\"")
                   .text.ends_with("가"));
    BOOST_TEST(parse::decode("<?xml version='1.0' encoding='euc-kr'?>\xB0\xA1", "text/xml").charset ==
               "windows-949");
    BOOST_TEST(parse::decode("<?xml version='1.0' encoding='euc-kr'?>\xB0\xA1", "text/xml; charset=klingon")
                   .charset == "windows-949");
}

BOOST_AUTO_TEST_CASE(bytes_deny_a_lying_declaration) {
    BOOST_TEST(parse::decode("<?xml version='1.0' encoding='iso-8859-1'?>für", "").text.ends_with("für"));
    BOOST_TEST(parse::decode("<?xml version='1.0' encoding='iso-8859-1'?>f\xFCr", "").text.ends_with("für"));
    BOOST_TEST(parse::decode("<?xml version='1.0' encoding='utf-16'?>a", "").text.ends_with("a"));
    BOOST_TEST(parse::decode("<?xml version='1.0' encoding='utf-8'?>\x93q\x94", "").charset ==
               "windows-1252");
    BOOST_TEST(parse::decode("l'\xE9tat", "").text == "l'état");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(mending_xml)

BOOST_AUTO_TEST_CASE(only_what_xml_forbids_changes) {
    BOOST_TEST(parse::repair("<a>R&D &amp; x &#38; &copy;2</a>").text == "<a>R&amp;D &amp; x &#38; ©2</a>");
    BOOST_TEST(parse::repair("<a><![CDATA[R&D &copy;]]><!-- & --></a>").text ==
               "<a><![CDATA[R&D &copy;]]><!-- & --></a>");
    BOOST_TEST(parse::repair("<?xml version='1.0' encoding='euc-kr'?><a/>").text == "<a/>");
    BOOST_TEST(parse::repair("<?xml-stylesheet href='x'?><a>\t\n\xEF\xBF\xBE</a>").text ==
               "<?xml-stylesheet href='x'?><a>\t\n</a>");
    BOOST_TEST(parse::repair("<a>plain</a>").what == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(sniffing_bodies)

BOOST_AUTO_TEST_CASE(first_bytes_tell_what_a_body_is) {
    using parse::Kind;
    const std::pair<std::string, Kind> bodies[] = {
        {"", Kind::empty},
        {"\xEF\xBB\xBF \n", Kind::empty},
        {"<!-- x --><HTML>", Kind::html},
        {"<!DocType Html>", Kind::html},
        {"<?xml version='1.0'?><html xmlns='x'>", Kind::html},
        {"<?xml?><!DOCTYPE rss [<!ENTITY a \"b\">]><rss>", Kind::xml},
        {" [1]", Kind::json},
        {"{}", Kind::json},
        {"\x1F\x8B", Kind::gzip},
        {"a,b", Kind::text},
        {"<", Kind::xml}};
    for (const auto& [bytes, kind] : bodies)
        BOOST_TEST_CONTEXT(bytes) BOOST_TEST((parse::sniff(bytes) == kind));
}

BOOST_AUTO_TEST_SUITE_END()
