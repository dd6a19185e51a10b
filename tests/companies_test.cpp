// Companies by code and by name, and what kind of company a name says it is.
#include <boost/test/unit_test.hpp>
#include <set>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "jobs/companies.hpp"
#include "normalize/companies.hpp"
#include "support/folder.hpp"

namespace {

const std::filesystem::path reference = TUJA_ROOT "/sql/reference";

std::string stripped(std::string_view name) {
    static const normalize::LegalForms forms{jobs::read_legal_forms(reference)};
    return std::string{forms.strip(name)};
}

normalize::Companies committed() {
    return {jobs::read_companies(reference), normalize::LegalForms{jobs::read_legal_forms(reference)}};
}

std::string only(const normalize::Companies& companies, std::string_view name) {
    const auto found = companies.named(name);
    return found.size() == 1 ? found.front()->code : std::to_string(found.size()) + " companies";
}

/// What the reader says of this file.
std::string fault(const std::string& companies) {
    const test::Folder folder;
    base::write_file(folder.path / "companies.toml", "company = [\n" + companies + "\n]\n");
    try {
        jobs::read_companies(folder.path);
    } catch (const base::Error& error) {
        return error.found();
    }
    return "nothing was wrong";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(legal_forms)

BOOST_AUTO_TEST_CASE(korean_chinese_and_japanese_forms_go_from_either_end_and_may_touch) {
    for (const auto* name :
         {"주식회사 카카오", "카카오 주식회사", "㈜카카오", "카카오㈜", "(주)카카오", "카카오(주)"})
        BOOST_TEST(stripped(name) == "카카오", name);
    BOOST_TEST(stripped("華為技術有限公司") == "華為技術");
    BOOST_TEST(stripped("中芯国际集成电路制造有限公司") == "中芯国际集成电路制造");
    BOOST_TEST(stripped("株式会社日立製作所") == "日立製作所");
    BOOST_TEST(stripped("トヨタ自動車株式会社") == "トヨタ自動車");
}

BOOST_AUTO_TEST_CASE(the_longest_form_goes_first) {
    BOOST_TEST(stripped("宁德时代新能源科技股份有限公司") == "宁德时代新能源科技");
    BOOST_TEST(stripped("LG Display Co., Ltd.") == "LG Display");
    BOOST_TEST(stripped("Helios GmbH & Co. KG") == "Helios");
    BOOST_TEST(stripped("Tata Consultancy Services Private Limited") == "Tata Consultancy Services");
    BOOST_TEST(stripped("YTL Power International Sdn. Bhd.") == "YTL Power International");
}

BOOST_AUTO_TEST_CASE(latin_forms_go_from_the_end_in_any_case_with_what_joins_them) {
    BOOST_TEST(stripped("Apple Inc.") == "Apple");
    BOOST_TEST(stripped("AMAZON COM INC") == "AMAZON COM");
    BOOST_TEST(stripped("SAMSUNG ELECTRONICS CO,.LTD") == "SAMSUNG ELECTRONICS");
    BOOST_TEST(stripped("ARM HOLDINGS PLC /UK") == "ARM HOLDINGS");
    BOOST_TEST(stripped("QUALCOMM INC/DE") == "QUALCOMM");
    BOOST_TEST(stripped("JPMorgan Chase & Co.") == "JPMorgan Chase");
    BOOST_TEST(stripped("ASML Holding N.V.") == "ASML Holding");
    BOOST_TEST(stripped("Atos S.A.") == "Atos");
    BOOST_TEST(stripped("SAP SE") == "SAP");
}

BOOST_AUTO_TEST_CASE(a_form_inside_a_name_or_grown_into_it_stays) {
    for (const auto* name : {"Visa", "Cisco", "Texaco", "Ericsson AB Service", "SA Power Networks",
                             "Co-operative Bank", "Limited Run Games", "한국주식회사연구원", "AGL"})
        BOOST_TEST(stripped(name) == name);
}

BOOST_AUTO_TEST_CASE(a_name_that_is_nothing_else_stays) {
    for (const auto* name : {"Limited", "주식회사", "SE", "Co., Ltd."}) BOOST_TEST(!stripped(name).empty());
    BOOST_TEST(stripped("Limited") == "Limited");
    BOOST_TEST(stripped("") == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(knowing_companies)

BOOST_AUTO_TEST_CASE(the_committed_ones_are_found_by_their_identifiers) {
    const auto companies = committed();
    BOOST_TEST(companies.all().size() >= 100u);
    BOOST_TEST(companies.with_cik("0000320193")->code == "apple");
    BOOST_TEST(companies.with_cik("320193")->code == "apple");
    BOOST_TEST(companies.with_corp_code("00164779")->code == "sk_hynix");
    BOOST_TEST(companies.with_lei("9884007ER46L6N7EI764")->code == "samsung_electronics");
    BOOST_TEST(companies.with_code("naver")->country == "KOR");
    BOOST_TEST(companies.with_code("sk_hynix")->name.ko == "SK하이닉스");
    BOOST_TEST(companies.with_cik("1") == nullptr);
}

BOOST_AUTO_TEST_CASE(their_names_are_found_in_four_languages_with_any_legal_form_case_and_width) {
    const auto companies = committed();
    for (const auto* name :
         {"SK hynix Inc.", "sk HYNIX", "에스케이하이닉스(주)", "SK海力士", "ＳＫハイニックス株式会社"})
        BOOST_TEST(only(companies, name) == "sk_hynix", name);
    BOOST_TEST(only(companies, "삼성전자㈜") == "samsung_electronics");
    BOOST_TEST(only(companies, "nobody at all") == "0 companies");
}

BOOST_AUTO_TEST_CASE(companies_of_one_name_are_told_apart_by_code_alone) {
    const normalize::Companies companies{
        {{"novatek", "TWN", {"노바텍", "Novatek"}, {"Novatek", "노바텍"}, "", "", ""},
         {"novatech", "KOR", {"노바텍", "Novatech"}, {"Novatech", "노바텍"}, "", "00999999", ""}},
        normalize::LegalForms{{"주식회사"}}};
    BOOST_TEST(companies.named("노바텍 주식회사").size() == 2u);
    BOOST_TEST(companies.with_corp_code("00999999")->code == "novatech");
    BOOST_TEST(only(companies, "Novatek") == "novatek");
}

BOOST_AUTO_TEST_CASE(an_identifier_of_two_companies_or_of_none_is_refused) {
    const std::string a = R"({ code = "a", country = "USA", cik = "0000320193", names = ["A"] },)";
    BOOST_TEST(fault(a) == "nothing was wrong");
    BOOST_TEST(fault(a + "\n" + base::replace_all(a, "\"a\"", "\"b\"")) ==
               "the cik 0000320193 stands for a and b");
    BOOST_TEST(fault(a + "\n" + a) == "the code a stands for a and a");
    BOOST_TEST(fault(base::replace_all(a, "0000320193", "320193")) == "'320193' is no cik");
    BOOST_TEST(fault(R"({ code = "a", country = "USA", corp_code = "1234", names = ["A"] })") ==
               "'1234' is no corp_code");
    BOOST_TEST(fault(R"({ code = "a", country = "USA", lei = "HWUPKR0MPOU8FGXBT395", names = ["A"] })") ==
               "'HWUPKR0MPOU8FGXBT395' is no LEI");
    BOOST_TEST(fault(R"({ code = "a", country = "USA", names = [] })") == "the company has no name");
}

BOOST_AUTO_TEST_CASE(samples_of_filers_bear_the_codes_that_are_declared) {
    const auto samples = test::shared("the CIKs of companies");
    if (samples.empty()) return;
    const auto file = samples / "samples/announcements/sec-edgar/company_tickers.json";
    const auto text = base::read_file(file);
    for (const auto& one : committed().all()) {
        if (one.cik.empty()) continue;
        const auto bare = one.cik.substr(one.cik.find_first_not_of('0'));
        BOOST_TEST(text.find("\"cik_str\":" + bare + ",") != text.npos, one.code);
    }
}

BOOST_AUTO_TEST_SUITE_END()
