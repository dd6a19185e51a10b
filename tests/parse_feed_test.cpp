#include <boost/test/unit_test.hpp>

#include "base/error.hpp"
#include "support/parsed.hpp"

namespace {

Parsed read(std::string_view text, const std::string& url = "", const std::string& content_type = "") {
    return parsed("feed", text, {{}, url, content_type});
}

std::string rss(const std::string& items, const std::string& attributes = "version=\"2.0\"") {
    return "<?xml version=\"1.0\"?><rss " + attributes +
           "><channel><title>News</title><link>https://x.org/</link>" +
           "<lastBuildDate>Sun, 08 Mar 2020 15:34:10 GMT</lastBuildDate><language>ko</language>" + items +
           "</channel></rss>";
}

std::string atom(const std::string& entries, const std::string& attributes = "") {
    return "<feed xmlns=\"http://www.w3.org/2005/Atom\"" + attributes + "><title>Lab</title>" + entries +
           "</feed>";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(parsing_feeds)

BOOST_AUTO_TEST_CASE(an_rss_item_gives_its_fields) {
    const auto all = read(rss(
        R"(<item><title>Chips &amp;amp; &lt;b&gt;power&lt;/b&gt;</title><link>https://x.org/1</link>)"
        R"(<guid isPermaLink="false">n-1</guid><description>&lt;p&gt;text</description>)"
        R"(<pubDate>Wed, 15 May 2019 20:48:02 +0900</pubDate><category>AI</category><category>DC</category>)"
        R"(<author>Kim</author><source url="https://y.org/feed">Y News</source></item>)"));
    BOOST_TEST(all.head("format") == "rss20");
    BOOST_TEST(all.head("title") == "News");
    BOOST_TEST(all.head("updated") == "2020-03-08T15:34:10Z");
    BOOST_TEST(all.at(0, "title") == "Chips & power");
    BOOST_TEST(all.at(0, "link") == "https://x.org/1");
    BOOST_TEST(all.at(0, "id") == "n-1");
    BOOST_TEST(all.at(0, "id_is_link") == "false");
    BOOST_TEST(all.at(0, "summary") == "<p>text");
    BOOST_TEST(all.at(0, "published") == "2019-05-15T11:48:02Z");
    BOOST_TEST(all.all(0, "tag").size() == 2);
    BOOST_TEST(all.at(0, "author") == "Kim");
    BOOST_TEST(all.at(0, "publisher") == "Y News");
    BOOST_TEST(all.at(0, "publisher_url") == "https://y.org/feed");
    BOOST_TEST(all.at(0, "language") == "ko");
    BOOST_TEST(all.records.at(0).place == "item 1");
}

BOOST_AUTO_TEST_CASE(opensearch_says_which_page_a_feed_is_and_atom_where_the_next_one_stands) {
    const auto all = read(atom(
        R"(<link rel="self" href="/q?start=25"/><link rel="next" href="/q?start=50"/>)"
        R"(<opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"> 73 </opensearch:totalResults>)"
        R"(<o:startIndex xmlns:o="http://a9.com/-/spec/opensearch/1.1/">25</o:startIndex>)"
        R"(<o:itemsPerPage xmlns:o="http://a9.com/-/spec/opensearchrss/1.0/">25</o:itemsPerPage>)"
        R"(<entry><title>a</title><id>urn:1</id><link rel="next" href="/of-the-entry"/></entry>)"));
    BOOST_TEST(all.document.total.value() == 73);
    BOOST_TEST(all.document.offset.value() == 25);
    BOOST_TEST(all.document.per_page.value() == 25);
    BOOST_TEST(all.document.next == "/q?start=50");
    BOOST_TEST(read(rss("<item><title>a</title></item>")).document.next.empty());
}

BOOST_AUTO_TEST_CASE(an_atom_entry_gives_its_fields) {
    const auto all = read(atom(
        R"(<entry><title type="html">a &lt;i&gt;b&lt;/i&gt;</title><id>urn:1</id>)"
        R"(<link rel="self" href="https://x.org/self"/><link rel="alternate" href="https://x.org/1"/>)"
        R"(<published>2024-12-18T00:00:00+00:00</published><updated>2024-12-19T01:00:00+09:00</updated>)"
        R"(<author><name>Lee</name></author><category term="ai" label="AI"/><summary>s</summary>)"
        R"(<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div></content></entry>)"));
    BOOST_TEST(all.head("format") == "atom10");
    BOOST_TEST(all.at(0, "title") == "a b");
    BOOST_TEST(all.at(0, "link") == "https://x.org/1");
    BOOST_TEST(all.at(0, "updated") == "2024-12-18T16:00:00Z");
    BOOST_TEST(all.at(0, "published") == "2024-12-18T00:00:00Z");
    BOOST_TEST(all.at(0, "author") == "Lee");
    BOOST_TEST(all.at(0, "tag") == "AI");
    BOOST_TEST(all.at(0, "content") == "<p>x</p>");
}

BOOST_AUTO_TEST_CASE(older_formats_and_other_prefixes_are_feeds_too) {
    const auto rdf = read(
        R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" )"
        R"(xmlns:d="http://purl.org/dc/elements/1.1/"><channel><title>C</title></channel>)"
        R"(<item rdf:about="https://x.org/1"><title>T</title><d:date>2016-10-26T08:00:00+09:00</d:date>)"
        R"(<d:creator>W</d:creator></item></rdf:RDF>)");
    BOOST_TEST(rdf.head("format") == "rss10");
    BOOST_TEST(rdf.head("title") == "C");
    BOOST_TEST(rdf.at(0, "published") == "2016-10-25T23:00:00Z");
    BOOST_TEST(rdf.at(0, "author") == "W");
    BOOST_TEST(rdf.at(0, "link") == "https://x.org/1");
    const auto prefixed = read(
        R"(<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>T</a:title></a:entry></a:feed>)");
    BOOST_TEST(prefixed.at(0, "title") == "T");
    BOOST_TEST(
        read(
            R"(<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>T</title><issued>2014-05-23</issued></entry></feed>)")
            .head("format") == "atom03");
    BOOST_TEST(read(rss("<item><title>T</title></item>", "version=\"0.91\"")).head("format") == "rss091");
    BOOST_TEST(read(rss("<item><title>T</title></item>",
                        "version=\"2.0\" xmlns=\"https://cyber.harvard.edu/rss/rss.html\""))
                   .records.size() == 1);
}

BOOST_AUTO_TEST_CASE(media_titles_are_not_the_items_title) {
    const auto all = read(rss("<item><m:title>photo</m:title><title>T</title><m:content>x</m:content></item>",
                              "version=\"2.0\" xmlns:m=\"http://search.yahoo.com/mrss/\""));
    BOOST_TEST(all.at(0, "title") == "T");
    BOOST_TEST(!all.records.at(0).has("content"));
}

BOOST_AUTO_TEST_CASE(encoded_content_stands_beside_the_summary) {
    const auto all =
        read(rss("<item><title>T</title><description>short</description><content:encoded><![CDATA[<p>long "
                 "&nbsp;</p>]]>"
                 "</content:encoded></item>"));  // the prefix is not declared: feeds do that
    BOOST_TEST(all.at(0, "summary") == "short");
    BOOST_TEST(all.at(0, "content") == "<p>long &nbsp;</p>");
    BOOST_TEST(read(rss("<item><title>T</title><content>&lt;![CDATA[&lt;b&gt;x]]&gt;</content></item>"))
                   .at(0, "content") == "<b>x");
}

BOOST_AUTO_TEST_CASE(links_are_absolute_and_clean) {
    const auto relative = rss("<item><link>\n  /news/a b\n  </link></item>");
    BOOST_TEST(read(relative, "https://y.org/feeds/rss.xml").at(0, "link") == "https://y.org/news/a%20b");
    BOOST_TEST(read(relative).at(0, "link") == "https://x.org/news/a%20b");  // the channel's own link
    const auto based =
        atom(R"(<entry xml:base="sub/"><link href="1"/></entry>)", " xml:base=\"https://z.org/blog/\"");
    BOOST_TEST(read(based, "https://y.org/").at(0, "link") == "https://z.org/blog/sub/1");
    BOOST_TEST(
        read(atom("<entry><link href=\"/1\"/></entry>", " xml:base=\"\""), "https://y.org/f").at(0, "link") ==
        "https://y.org/1");
}

BOOST_AUTO_TEST_CASE(a_guid_is_a_link_unless_it_says_no) {
    const auto all =
        read(rss("<item><guid>https://x.org/3</guid></item><item><guid "
                 "isPermaLink='false'>https://x.org/4</guid></item>"
                 "<item><guid>12</guid><guid>13</guid></item>"));
    BOOST_TEST(all.at(0, "id_is_link") == "true");
    BOOST_TEST(all.at(0, "link") == "https://x.org/3");
    BOOST_TEST(all.at(1, "id_is_link") == "false");
    BOOST_TEST(all.at(1, "link") == "");
    BOOST_TEST(all.at(2, "id") == "12");
    BOOST_TEST(all.at(2, "id_is_link") == "false");
}

BOOST_AUTO_TEST_CASE(an_unreadable_date_is_kept_raw) {
    const auto all =
        read(rss("<item><title>T</title><pubDate>next Tuesday</pubDate></item>"
                 "<item><title>T</title><pubDate>soon</pubDate><dc:date>1518478934</dc:date></item>"));
    BOOST_TEST(all.at(0, "published_raw") == "next Tuesday");
    BOOST_TEST(!all.records.at(0).has("published"));
    BOOST_TEST(all.at(1, "published") == "2018-02-12T23:42:14Z");
}

BOOST_AUTO_TEST_CASE(a_date_without_zone_takes_the_sources) {
    const auto text = rss("<item><title>T</title><pubDate>2013.12.24 16:30:06</pubDate></item>");
    BOOST_TEST(parsed("feed", text, {{{"zone", "+09:00"}}, {}, {}}).at(0, "published") ==
               "2013-12-24T07:30:06Z");
    BOOST_TEST(read(text).at(0, "published") == "2013-12-24T16:30:06Z");
    BOOST_CHECK_THROW(parsed("feed", text, {{{"zone", "Seoul"}}, {}, {}}), base::Error);
}

BOOST_AUTO_TEST_CASE(what_xml_forbids_is_mended) {
    const auto all =
        read("\n\n" + rss("<item><title>A\x02 & B&nbsp;C &eacute; "
                          "&#0;&#x1;x</title><link>https://x.org/?a=1&b=2&copy=3</link></item>"));
    BOOST_TEST(all.at(0, "title") == "A & B C é x");
    BOOST_TEST(all.at(0, "link") == "https://x.org/?a=1&b=2&copy=3");
    BOOST_TEST(all.head("repaired") == "leading blanks, control characters, ampersands, entities");
    BOOST_TEST(!all.document.malformed);
    BOOST_TEST(read(rss("<item><title><![CDATA[a\x1F & b]]></title></item>")).at(0, "title") == "a & b");
}

BOOST_AUTO_TEST_CASE(a_cut_off_feed_hands_over_what_was_closed) {
    const auto whole =
        rss("<item><title>1</title></item><item><title>2</title></item><item><title>3</title></item>");
    const auto second_end = whole.find("</item><item><title>3") + 7;
    const auto cut = read(whole.substr(0, second_end));
    BOOST_TEST(cut.document.malformed);
    BOOST_TEST(cut.records.size() == 2);
    BOOST_TEST(read(whole.substr(0, second_end - 1)).records.size() == 1);
    BOOST_TEST(read(whole.substr(0, whole.find("</title></item></channel>"))).records.size() == 2);
    BOOST_TEST(read(rss("<item><title>1</title></item><item><title>2</wrong></item>")).records.size() == 1);
    BOOST_TEST(clean_cuts("feed", whole) == 0);
}

BOOST_AUTO_TEST_CASE(a_cut_inside_a_korean_character_does_not_change_the_charset) {
    const auto whole = rss("<item><title>반도체 투자</title></item><item><title>데이터센터</title></item>");
    const auto at = whole.find("센터");
    const auto cut = read(whole.substr(0, at + 1));
    BOOST_TEST(cut.head("encoding") == "utf-8");
    BOOST_TEST(cut.at(0, "title") == "반도체 투자");
}

BOOST_AUTO_TEST_CASE(what_is_no_feed_says_what_it_is) {
    BOOST_TEST(read("").fault() == "empty");
    BOOST_TEST(read("<!DOCTYPE html><html><head><title>x</title></head><body><p>no</body></html>").fault() ==
               "html_page");
    BOOST_TEST(read("<wb:data xmlns:wb='http://www.worldbank.org'/>").fault() == "wrong_shape");
    BOOST_TEST(read("{\"items\":[]}").fault() == "wrong_shape");
    BOOST_TEST(read("\x1F\x8B\x08").fault() == "malformed");
    BOOST_TEST(read("<?xml version=\"1.0\"?><ab").fault() == "truncated");
    BOOST_TEST(read("404").fault() == "malformed");
}

BOOST_AUTO_TEST_CASE(a_feed_inside_a_page_is_still_found) {
    BOOST_TEST(
        read("<!DOCTYPE html><html><body>" + atom("<entry><title>T</title></entry>") + "</body></html>")
            .records.size() == 1);
}

BOOST_AUTO_TEST_CASE(an_item_that_says_nothing_is_rejected) {
    const auto all = read(rss("<item></item><item><title>T</title></item>"));
    BOOST_TEST(all.records.size() == 1);
    BOOST_REQUIRE(all.document.rejects.size() == 1);
    BOOST_TEST(all.document.rejects[0].place == "item 1");
}

BOOST_AUTO_TEST_CASE(a_million_bytes_of_nesting_end) {
    std::string bomb, divs;
    while (bomb.size() < 1'000'000) bomb += "<item>";
    while (divs.size() < 500'000) divs += "<div>";
    for (std::size_t i = 0; i < 100'000; ++i) divs += "</div>";
    BOOST_TEST(read(rss(bomb)).document.malformed);
    BOOST_TEST(read(atom("<entry><content type='xhtml'>" + divs + "</content></entry>")).records.size() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
