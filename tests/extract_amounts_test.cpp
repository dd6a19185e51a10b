// How sums are written, and what is no sum: the amount rulings of the labelling guide.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <chrono>

#include "base/text.hpp"
#include "extract/amounts.hpp"
#include "extract/extract.hpp"
#include "pipeline/lexicon.hpp"

namespace {

const extract::Lexicon& lexicon() {
    static const auto loaded = pipeline::load_lexicon(TUJA_ROOT "/sql");
    return loaded;
}

std::string whole(double value) {
    return fmt::format("{:.0f}", value);
}

/// "USD 175000000000-185000000000", one after the other.
std::string sums(std::string_view lang, std::string_view text) {
    std::string out;
    const auto plain = extract::plain("", text);
    for (const auto& one : extract::amounts(plain, lexicon().money(), lang)) {
        if (!out.empty()) out += "; ";
        out += fmt::format("{} {}", one.currency, whole(one.low));
        if (one.range) out += "-" + whole(one.high);
        if (one.conversion) out += " conversion";
        if (one.vague) out += " vague";
    }
    return out;
}

struct Form {
    const char *lang, *text, *sum;
};

void check(const std::vector<Form>& forms) {
    for (const auto& form : forms) BOOST_TEST(sums(form.lang, form.text) == form.sum, form.text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sums_in_text)

BOOST_AUTO_TEST_CASE(counts_in_english_words_are_read_whole) {
    check({{"en", "seven hundred and fifty million dollars", "USD 750000000"},
           {"en", "twenty-five million euros", "EUR 25000000"},
           {"en", "a hundred million pounds", "GBP 100000000"},
           {"en", "three-quarters of a billion dollars", "USD 750000000"},
           {"en", "two and a quarter billion dollars", "USD 2250000000"},
           {"en", "half-a-billion dollars", "USD 500000000"},
           {"en", "a billion and a half dollars", "USD 1500000000"},
           {"en", "one of the firms has ten people", ""}});
}

BOOST_AUTO_TEST_CASE(digits_are_grouped_as_other_countries_do) {
    check({{"en", "1 000 000 euros", "EUR 1000000"},
           {"en", "10.000.000 euros", "EUR 10000000"},
           {"en", "\u20AC10 000 million", "EUR 10000000000"},
           {"en", "1.125 million euros", "EUR 1125000"}});
}

BOOST_AUTO_TEST_CASE(signs_and_words_of_rarer_money_are_read) {
    check({{"en", "SKr2bn and Ksh10 billion", "SEK 2000000000; KES 10000000000"},
           {"en", "R1.5 billion for DeepSeek R1", "ZAR 1500000000"},
           {"ko", "1조5천억 동", "VND 1500000000000"},
           {"ko", "아파트 3동", ""},
           {"zh", "50个亿", "CNY 5000000000"},
           {"zh", "上百亿元", "CNY 10000000000 vague"},
           {"zh", "十几亿元", "CNY 1000000000 vague"},
           {"ja", "20億リンギ", "MYR 2000000000"}});
}

BOOST_AUTO_TEST_CASE(english_signs_words_and_multipliers_are_read) {
    check({{"en", "$80 billion", "USD 80000000000"},
           {"en", "a 80B USD plan", "USD 80000000000"},
           {"en", "half a trillion dollars", "USD 500000000000"},
           {"en", "two and a half billion euros", "EUR 2500000000"},
           {"en", "Rs 10 lakh crore", "INR 10000000000000"},
           {"en", "Rs 9,000 crore", "INR 90000000000"},
           {"en", "C$2.4bn", "CAD 2400000000"},
           {"en", "US$20bn", "USD 20000000000"},
           {"en", "R$14.7 bln", "BRL 14700000000"},
           {"en", "RM20bil", "MYR 20000000000"},
           {"en", "KRW 9.9tn and \u20A99.4tn", "KRW 9900000000000; KRW 9400000000000"},
           {"en", "14.7 billion reais", "BRL 14700000000"},
           {"en", "a 2.7 billion-euro plan", "EUR 2700000000"},
           {"en", "$400bn-plus", "USD 400000000000"},
           {"en", "NT$48 billion", "TWD 48000000000"}});
}

BOOST_AUTO_TEST_CASE(great_units_of_korean_chinese_and_japanese_are_read) {
    check({{"ko", "7조 2,000억원", "KRW 7200000000000"},
           {"ko", "5조5천억 투자", "KRW 5500000000000"},
           {"ko", "4천800억원", "KRW 480000000000"},
           {"ko", "12조1천661억원", "KRW 12166100000000"},
           {"ko", "1조96억원", "KRW 1009600000000"},
           {"ko", "약 삼천억원", "KRW 300000000000"},
           {"ko", "5,000만 달러", "USD 50000000"},
           {"ko", "100여억 원", "KRW 10000000000"},
           {"ko", "투자금액(원): 31,500,000,000", "KRW 31500000000"},
           {"zh", "3,440亿元", "CNY 344000000000"},
           {"zh", "1.5万亿美元", "USD 1500000000000"},
           {"zh", "捐资一亿元", "CNY 100000000"},
           {"zh", "30多亿元", "CNY 3000000000"},
           {"zh", "新台幣166億元", "TWD 16600000000"},
           {"ja", "2兆2000億円", "JPY 2200000000000"},
           {"ja", "6・2兆円", "JPY 6200000000000"},
           {"ja", "七億ドル", "USD 700000000"}});
}

BOOST_AUTO_TEST_CASE(full_width_digits_wrapped_lines_and_hard_blanks_change_nothing) {
    check({{"ko", "１２００억원", "KRW 120000000000"},
           {"ja", "４００億ドル", "USD 40000000000"},
           {"ja", "12億5000\n万円", "JPY 1250000000"},
           {"ko", "1조 2,500억\n원", "KRW 1250000000000"},
           {"en", "US$\u00A0850\u00A0million", "USD 850000000"},
           {"en", "$12.5\nmillion", "USD 12500000"}});
}

BOOST_AUTO_TEST_CASE(only_a_range_with_two_ends_has_two_bounds) {
    check({{"en", "$175 to $185 billion", "USD 175000000000-185000000000"},
           {"en", "between $79 billion and $134 billion", "USD 79000000000-134000000000"},
           {"en", "$70\u201372 billion", "USD 70000000000-72000000000"},
           {"zh", "20亿至30亿元", "CNY 2000000000-3000000000"},
           {"ko", "7800억~9900억달러", "USD 780000000000-990000000000"},
           {"en", "up to $10 billion", "USD 10000000000"},
           {"en", "raised it from $75 billion to $85 billion", "USD 75000000000; USD 85000000000"}});
}

BOOST_AUTO_TEST_CASE(a_sum_said_again_in_another_currency_is_a_conversion) {
    check({{"ko", "5억달러(약 6,900억원)", "USD 500000000; KRW 690000000000 conversion"},
           {"en", "Rp 16 trillion, about US$1 billion", "IDR 16000000000000; USD 1000000000 conversion"}});
}

BOOST_AUTO_TEST_CASE(things_and_bare_numbers_are_no_money) {
    check({{"en", "two trillion parameters and 100,000 GPUs", ""},
           {"ko", "파라미터 6000억개, GPU 26만장", ""},
           {"zh", "1.26万颗GPU", ""},
           {"ja", "10万人の雇用", ""},
           {"en", "H100 and GPT-4", ""}});
}

BOOST_AUTO_TEST_CASE(a_size_without_a_figure_is_vague) {
    check({{"ko", "수십조원", "KRW 10000000000000 vague"}});
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(hostile_text)

namespace {

std::string repeated(std::string_view piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += piece;
    return text;
}

extract::Reading read(std::string_view text) {
    return extract::read(lexicon(), {"en", "2025-01-01", "", "AI", text}, false);
}

}  // namespace

BOOST_AUTO_TEST_CASE(ten_megabytes_of_anything_are_read_and_promise_nothing) {
    for (const char* piece :
         {"$1", "9", "a", "(", "((", "$1 (€2) ", "조", "억1", "AI ", "\u0301", "1,", "$1-", "until 2030 "}) {
        const auto text = repeated(piece, 10'000'000);
        const auto begin = std::chrono::steady_clock::now();
        BOOST_TEST(read(text).commitments.empty(), piece);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        BOOST_TEST_MESSAGE(fmt::format("10 MB of '{}': {:.2f} s", piece, took.count()));
    }
}

BOOST_AUTO_TEST_CASE(broken_utf8_keeps_the_offsets_right) {
    const std::string text = "\xFF\xC3 Acme will invest $5 billion in AI data centers.\xED\xA0";
    const auto reading = read(text);
    BOOST_REQUIRE(reading.commitments.size() == 1);
    const auto& span = reading.commitments[0].span;
    BOOST_TEST(text.substr(span.begin, span.end - span.begin) == "$5 billion");
}

BOOST_AUTO_TEST_CASE(invisible_and_bidirectional_marks_hide_no_sum) {
    const auto reading = read("Acme will invest \u202E$5\u200B billion\u202C in AI data\u00AD centers.");
    BOOST_REQUIRE(reading.commitments.size() == 1);
    BOOST_TEST(reading.commitments[0].low == 5e9);
}

BOOST_AUTO_TEST_CASE(digits_of_other_scripts_are_not_guessed) {
    BOOST_TEST(
        read("Acme will invest $\u0665 billion and \u096B billion dollars in AI.").commitments.empty());
}

BOOST_AUTO_TEST_SUITE_END()
