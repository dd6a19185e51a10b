// One newsroom's feed at five moments, and `tuja announcements`.
#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "base/file.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "support/bank.hpp"
#include "support/site.hpp"

using base::Json;

namespace {

const std::filesystem::path newsroom = std::filesystem::path{TUJA_ROOT} / "tests/announcements/newsroom";
constexpr const char* address = "https://newsroom.halmi.example/feed";

bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// The newsroom's feed as a source whose files are handed over.
struct Newsroom : test::Site {
    Newsroom() {
        std::filesystem::remove(source());
        base::write_file(
            share() / "jobs/sources/wire.toml",
            base::replace_all(test::feed_toml(address), "access = \"http\"", "access = \"manual\""));
    }
    test::Ran tuja(std::vector<std::string> words) const { return run("2026-10-01", words); }
    /// Takes these of the five files, in this order.
    void take(const std::vector<int>& order) const {
        const auto files = base::files_in(newsroom, ".xml");
        for (const auto i : order) {
            const auto& file = files.at(static_cast<std::size_t>(i));
            const auto name = file.stem().string();  // 20260901T060000Z
            const auto at = name.substr(0, 4) + "-" + name.substr(4, 2) + "-" + name.substr(6, 5) + ":" +
                            name.substr(11, 2) + ":00Z";
            const auto taken =
                tuja({"fetch", "wire", "--file", file.string(), "--url", address, "--retrieved", at});
            BOOST_REQUIRE_MESSAGE(taken.status == 0, taken.err);
        }
    }
    std::vector<Json> list(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{"announcements", "list", "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return lines(tuja(words).out);
    }
    std::vector<std::string> found(const std::vector<std::string>& words) const {
        std::vector<std::string> all{"announcements", "search", "--json"}, titles;
        all.insert(all.end(), words.begin(), words.end());
        const auto ran = tuja(all);
        BOOST_TEST(ran.status == 0, ran.err);
        for (const auto& one : lines(ran.out)) titles.push_back(one["wordings"].items()->at(0).text("title"));
        return titles;
    }
    static std::vector<Json> lines(const std::string& text) {
        std::vector<Json> all;
        for (const auto line : base::split(text, '\n'))
            if (!line.empty()) all.push_back(*Json::parse(line));
        return all;
    }
};

/// What must stand there of one announcement, as a sentence to compare.
std::string expectation(const Json& versions, const std::string& field) {
    std::string text;
    for (const auto& one : *versions.items()) text += one.text("known") + " " + one.text(field) + "\n";
    return text;
}

std::string the_field_of(const Json& version) {
    for (const auto* field : {"title", "text", "link"})
        if (!version.text(field).empty()) return field;
    return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(one_newsroom_at_five_moments)

BOOST_FIXTURE_TEST_CASE(gives_no_duplicate_and_every_edit, Newsroom) {
    take({0, 1, 2, 3, 4});
    std::vector<std::vector<std::string>> told;  // of each announcement: its wordings by the three fields
    for (const auto& one : list()) {
        const auto whole = *Json::parse(tuja({"announcements", "show", one.text("id"), "--json"}).out);
        const auto& wordings = whole["wordings"];
        told.push_back(
            {expectation(wordings, "title"), expectation(wordings, "text"), expectation(wordings, "link")});
    }
    const auto expected = lines(base::read_file(newsroom / "expected.jsonl"));
    BOOST_TEST(told.size() == expected.size());
    for (const auto& item : expected) {
        const auto& versions = item["versions"];
        const auto wanted = expectation(versions, the_field_of(versions.items()->at(0)));
        const bool there = std::any_of(told.begin(), told.end(), [&](const auto& fields) {
            return std::find(fields.begin(), fields.end(), wanted) != fields.end();
        });
        BOOST_TEST(there, item.text("item") + ": " + item.text("why") + "\n" + wanted);
    }
}

BOOST_FIXTURE_TEST_CASE(gives_the_same_in_whatever_order_they_came, Newsroom) {
    take({0, 1, 2, 3, 4});
    const auto in_order = tuja({"dump"}).out;
    for (const auto& order : {std::vector<int>{4, 3, 2, 1, 0}, {2, 0, 4, 1, 3}}) {
        Newsroom other;
        other.take(order);
        BOOST_TEST(other.tuja({"rebuild"}).status == 0);
        BOOST_TEST(other.tuja({"dump"}).out == in_order);
    }
    take({3, 0});  // and again
    BOOST_TEST(tuja({"dump"}).out == in_order);
}

BOOST_FIXTURE_TEST_CASE(shows_what_was_edited_and_when, Newsroom) {
    take({0, 1, 2, 3, 4});
    const auto id = lines(tuja({"announcements", "search", "구미", "--json"}).out).at(0).text("id");
    const auto shown = tuja({"announcements", "show", id.substr(0, 6)}).out;
    BOOST_TEST(says(shown, "known since 2026-09-01T06:00:00Z from "), shown);
    BOOST_TEST(says(shown, "edited 2026-09-02T06:00:00Z from "), shown);
    BOOST_TEST(says(shown, "title was: 할미로보틱스, 구미 AI 로봇 공장에 3,200억 원 투자\n"), shown);
    BOOST_TEST(says(shown, "title is:  할미로보틱스, 구미 AI 로봇 공장에 3,020억 원 투자\n"), shown);
    BOOST_TEST(says(shown, "edited 2026-09-29T06:00:00Z from "), shown);
    const auto then = tuja({"announcements", "show", id, "--as-known", "2026-09-10"}).out;
    BOOST_TEST(says(then, "title     할미로보틱스, 구미 AI 로봇 공장에 3,020억 원 투자\n"), then);
    BOOST_TEST(!says(then, "2026-09-29"), then);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(finding_announcements)

BOOST_FIXTURE_TEST_CASE(by_words_of_title_or_text_in_every_language, Newsroom) {
    take({4});
    BOOST_TEST(
        found({"할미", "인수"}) == std::vector<std::string>{"할미로보틱스, 영상 인식 스타트업 눈빛랩 인수"},
        boost::test_tools::per_element());
    BOOST_TEST(found({"TACTILE"}) == std::vector<std::string>{"Halmi Robotics opens AI lab in Eindhoven"},
               boost::test_tools::per_element());
    BOOST_TEST(found({"달"}).empty());
    BOOST_TEST(found({"눈빛랩", "eindhoven"}).empty());
}

BOOST_FIXTURE_TEST_CASE(by_day_and_in_the_wording_then_known, Newsroom) {
    take({0, 2});
    BOOST_TEST(found({"3,020억"}).size() == 1u);
    BOOST_TEST(found({"3,200억"}).empty());  // the index knows it, the newest wording does not say it
    BOOST_TEST(found({"3,020억", "--as-known", "2026-09-01"}).empty());
    BOOST_TEST(found({"할미로보틱스", "--since", "2026-08-31"}).size() == 2u);
    BOOST_TEST(found({"할미로보틱스", "--since", "2026-09-01"}).size() == 1u);
    BOOST_TEST(list({"--since", "2027-01-01"}).empty());
}

BOOST_FIXTURE_TEST_CASE(after_a_rebuild_as_before, Newsroom) {
    take({0, 4});
    const auto before = tuja({"announcements", "search", "AI"}).out;
    BOOST_TEST(says(before, " announcements\n"), before);
    BOOST_TEST(tuja({"rebuild"}).status == 0);
    BOOST_TEST(tuja({"announcements", "search", "AI"}).out == before);
}

BOOST_FIXTURE_TEST_CASE(in_a_store_of_before_there_was_an_index, Newsroom) {
    take({0, 2});
    {
        SQLite::Database old{(home() / "tuja.db").string(), SQLite::OPEN_READWRITE};
        old.exec(
            "DROP TRIGGER announcement_version_words; DROP TRIGGER announcement_gone;"
            "DROP TABLE announcement_words; PRAGMA user_version = 9");
    }
    take({4});
    BOOST_TEST(found({"구미"}).size() == 1u);
    BOOST_TEST(found({"눈빛랩"}).size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(refuses_what_it_can_not_mean, Newsroom) {
    take({0});
    const auto refused = [&](std::vector<std::string> words, const std::string& why) {
        words.insert(words.begin(), "announcements");
        const auto ran = tuja(words);
        BOOST_TEST(ran.status == 2);
        BOOST_TEST(says(ran.err, why), ran.err);
    };
    refused({"search"}, "no word was typed");
    refused({"search", "!"}, "there is no letter or digit to search for");
    refused({"show"}, "one id is wanted");
    refused({"show", "zz"}, "no announcement has the id 'zz'");
    refused({"show", ""}, "no announcement has the id ''");
    refused({"list", "AI"}, "`tuja announcements search` takes words");
    refused({"look"}, "knows no 'look'");
    refused({"list", "--source", "wirr"}, "wire");
}

BOOST_AUTO_TEST_SUITE_END()
