#include <boost/test/unit_test.hpp>

#include "base/words.hpp"

using base::index_words;
using base::searchable;

namespace {

bool finds(const std::vector<std::string>& words, const std::string& text) {
    return base::WordsWanted{words}.are_in(text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(words_of_a_text)

BOOST_AUTO_TEST_CASE(are_runs_of_letters_or_digits_of_one_kind_of_script) {
    BOOST_TEST(searchable("AI투자, 80億円!") == " ai 투자 80 億円 ");
    BOOST_TEST(searchable("") == " ");
    BOOST_TEST(searchable("--- …") == " ");
}

BOOST_AUTO_TEST_CASE(are_the_same_in_every_width_case_and_composition) {
    BOOST_TEST(searchable("ＡＩ ﾃﾞｰﾀｾﾝﾀｰ") == searchable("ai データセンター"));
    BOOST_TEST(searchable("STRASSE") == searchable("straße"));
    BOOST_TEST(searchable("\u1109\u1161\u11B7\u1109\u1165\u11BC") == " 삼성 ");  // as conjoining letters
    BOOST_TEST(searchable("삼\u200B성") == " 삼성 ");                            // a zero-width space inside
}

BOOST_AUTO_TEST_CASE(keep_marks_with_their_letters) {
    BOOST_TEST(searchable("निवेश") == " निवेश ");
}

BOOST_AUTO_TEST_CASE(stand_in_the_index_whole_or_as_pairs_of_neighbours) {
    BOOST_TEST(index_words("삼성전자는 NVIDIA") == "삼성 성전 전자 자는 는 nvidia ");
    BOOST_TEST(index_words("AI") == "ai ");
    BOOST_TEST(index_words("李") == "李 ");
}

BOOST_AUTO_TEST_CASE(survive_broken_bytes) {
    BOOST_TEST(searchable("a\xFF\xFE"
                          "b") == " a b ");
    BOOST_TEST(base::WordsWanted({"\xC3"}).empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(searching_for_words)

BOOST_AUTO_TEST_CASE(finds_a_name_with_its_particle) {
    BOOST_TEST(finds({"삼성"}, "삼성전자는 평택에 투자한다"));
    BOOST_TEST(finds({"전자"}, "삼성전자는 평택에 투자한다"));
    BOOST_TEST(finds({"投资"}, "阿里巴巴投资3800亿元"));
    BOOST_TEST(!finds({"성삼"}, "삼성전자는 평택에 투자한다"));
}

BOOST_AUTO_TEST_CASE(wants_every_word_in_any_order) {
    BOOST_TEST(finds({"투자", "삼성"}, "삼성전자는 평택에 투자한다"));
    BOOST_TEST(finds({"투자 삼성"}, "삼성전자는 평택에 투자한다"));
    BOOST_TEST(!finds({"삼성", "인수"}, "삼성전자는 평택에 투자한다"));
}

BOOST_AUTO_TEST_CASE(takes_the_beginning_of_a_word_where_words_have_spaces) {
    BOOST_TEST(finds({"invest"}, "Meta invests more"));
    BOOST_TEST(!finds({"vests"}, "Meta invests more"));
    BOOST_TEST(finds({"AI투자"}, "올해 AI 투자를 늘린다"));
    BOOST_TEST(finds({"$1.5"}, "about $1.5 billion"));
    BOOST_TEST(!finds({"1.5"}, "15 billion"));
}

BOOST_AUTO_TEST_CASE(asks_the_index_with_quotes_that_nothing_typed_can_close) {
    BOOST_TEST(base::WordsWanted({"삼성전자", "a\" OR *"}).match() ==
               "\"삼성\" AND \"성전\" AND \"전자\" AND \"a\"* AND \"or\"*");
    BOOST_TEST(base::WordsWanted({"법"}).match() == "\"법\"*");
}

BOOST_AUTO_TEST_SUITE_END()
