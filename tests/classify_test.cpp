// What an answer is, before a parser sees it: each provider's own way to say "no", under HTTP 200.
#include <boost/test/unit_test.hpp>

#include "parse/said.hpp"
#include "pipeline/classify.hpp"
#include "pipeline/facts.hpp"
#include "support/bank.hpp"
#include "support/jobs_folder.hpp"
#include "support/providers.hpp"

using pipeline::Verdict;
using namespace test::providers;

namespace {

/// The bank's source with another [error] table.
model::Source source_with(const std::string& error, const std::string& key = "") {
    auto toml = test::bank_toml("http://bank.example") + error;
    if (!key.empty()) {
        toml = base::replace_all(toml, "access = \"http\"", "access = \"http\"\nkey = \"" + key + "\"");
        toml = base::replace_all(toml, "/{countries}/", "/{key}/{countries}/");
    }
    return jobs::read_source(toml, "bank", "bank.toml", {{"worldbank", {}}});
}

archive::Kept answer(std::string body, int status = 200, std::string type = "") {
    archive::Kept kept;
    kept.snapshot.status = status;
    kept.snapshot.content_type = std::move(type);
    kept.snapshot.url = "http://bank.example/";
    kept.body = std::move(body);
    return kept;
}

pipeline::Judged judged(const model::Source& source, const archive::Kept& kept) {
    return pipeline::judge(source, kept);
}

/// A provider's shape, one body of it, and what that means.
struct Case {
    const char *who, *shape, *body;
    Verdict verdict;
    const char* words;
};

const std::vector<Case> cases = {
    {"World Bank", "", worldbank_120, Verdict::final,
     "120: Parameter 'date' has an invalid value: The value is"},
    {"World Bank, no data", "", worldbank_160, Verdict::no_data, ""},
    {"World Bank, JSON", "", worldbank_json, Verdict::final, "120: Invalid value: no"},
    {"World Bank, JSON without its list", "", worldbank_json_alone, Verdict::final,
     "175: Invalid format: no"},
    {"ECOS, no data", ecos, ecos_no_data, Verdict::no_data, ""},
    {"ECOS, key", ecos, ecos_key, Verdict::key_refused, "INFO-100: 유효하지 않은 인증키"},
    {"ECOS, XML", ecos, ecos_request, Verdict::final, "ERROR-101: 주기와 다른 형식의 날짜"},
    {"ECOS, throttled", ecos, ecos_throttled, Verdict::quota_spent,
     "the host's quota is spent (ERROR-602: 과도한"},
    {"ECOS, server", ecos, ecos_server, Verdict::passing, "the host asks to come later (ERROR-500"},
    {"KOSIS, no data", kosis, kosis_no_data, Verdict::no_data, ""},
    {"KOSIS, key", kosis, kosis_key, Verdict::key_refused, "인증키 기간만료"},
    {"KOSIS, a number for a code", kosis, kosis_request, Verdict::final, "20: 변수"},
    {"OpenDART, key", opendart, opendart_key, Verdict::key_refused, "010"},
    {"OpenDART, no data", opendart, opendart_no_data, Verdict::no_data, ""},
    {"OpenDART, quota", opendart, opendart_quota, Verdict::quota_spent, "020"},
    {"OpenDART, maintenance", opendart, opendart_maintenance, Verdict::passing, "800"},
    {"OpenDART, field", opendart, opendart_field, Verdict::final, "100"},
    {"OpenDART, good", opendart, opendart_good, Verdict::good, ""},
    {"OpenDART, XML for a ZIP", opendart, opendart_suspended, Verdict::key_refused, "011: 중지된 키"},
    {"Eurostat, footer", sdmx, eurostat_footer, Verdict::final, "413: too large"},
    {"Eurostat, fault", sdmx, eurostat_fault, Verdict::final, "413: EXTRACTION_TOO_BIG"},
    {"UIS, unknown country", uis, uis_hint, Verdict::final, "UIS::HINT::003: not found, XXX"},
    {"UIS, truly empty", uis, uis_empty, Verdict::good, ""},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(classifying_an_answer)

BOOST_AUTO_TEST_CASE(each_providers_error_is_known_under_status_200_with_its_own_words) {
    for (const auto& one : cases) {
        const auto found = judged(source_with(one.shape), answer(one.body));
        BOOST_TEST((found.verdict == one.verdict), one.who);
        BOOST_TEST(
            found.reject.has_value() == (one.verdict != Verdict::good && one.verdict != Verdict::no_data),
            one.who);
        if (found.reject)
            BOOST_TEST(found.reject->detail.find(one.words) != std::string::npos,
                       one.who << ": " << found.reject->detail);
    }
}

BOOST_AUTO_TEST_CASE(no_data_is_an_empty_answer_without_rejects) {
    const auto source = source_with(ecos);
    const model::Reference nobody;
    const auto page = pipeline::read_page(source, source.parts.front(), nobody,
                                          answer(R"({"RESULT":{"CODE":"INFO-200","MESSAGE":"-"}})"));
    BOOST_TEST(page.facts.outcome == "empty");
    BOOST_TEST(page.facts.rejects.empty());
    BOOST_TEST(pipeline::join_pages(source, source.parts.front(), {page}).whole);
}

BOOST_AUTO_TEST_CASE(a_refused_key_is_known_by_its_code_under_any_status) {
    const auto source = source_with(ecos, "BANK_KEY");
    const auto body = R"({"RESULT":{"CODE":"INFO-100","MESSAGE":"-"}})";
    for (const int status : {200, 400, 403, 500})
        BOOST_TEST((judged(source, answer(body, status)).verdict == Verdict::key_refused), status);
}

BOOST_AUTO_TEST_CASE(a_status_alone_refuses_a_key_only_where_one_was_sent) {
    for (const int status : {401, 403}) {
        BOOST_TEST(
            (judged(source_with("", "BANK_KEY"), answer("no", status)).verdict == Verdict::key_refused));
        BOOST_TEST((judged(source_with(""), answer("no", status)).verdict == Verdict::final));
    }
}

BOOST_AUTO_TEST_CASE(a_status_says_whether_to_come_again) {
    const auto source = source_with("");
    for (const int status : {429, 500, 502, 503, 504})
        BOOST_TEST((judged(source, answer("no", status)).verdict == Verdict::passing), status);
    for (const int status : {206, 400, 404, 405, 410, 418})
        BOOST_TEST((judged(source, answer("no", status)).verdict == Verdict::final), status);
    BOOST_TEST((judged(source, answer("", 204)).verdict == Verdict::passing));
    BOOST_TEST((judged(source, answer("")).verdict == Verdict::passing));
}

BOOST_AUTO_TEST_CASE(a_refusing_host_is_quoted) {
    const auto page =
        judged(source_with(""), answer("<!DOCTYPE html><html><head><title>SEC.gov | Declare\n your  tool"
                                       "</title></head></html>",
                                       403));
    BOOST_TEST(page.reject->detail == "the host answered 403 (\"SEC.gov | Declare your tool\")");
    const auto xml = judged(source_with(s3), answer("<Error><Code>NoSuchKey</Code><Message>The key does not "
                                                    "exist.</Message></Error>",
                                                    404));
    BOOST_TEST(xml.reject->detail == "the host answered 404 (NoSuchKey: The key does not exist.)");
    BOOST_TEST(judged(source_with(""), answer("gone", 410)).reject->detail == "the host answered 410");
}

BOOST_AUTO_TEST_CASE(a_web_page_is_called_by_its_title) {
    const auto source = source_with("");
    const model::Reference nobody;
    const auto read = [&](std::string body) {
        const auto page = pipeline::read_page(source, source.parts.front(), nobody,
                                              answer(std::move(body), 200, "text/xml"));
        return page.facts.rejects.empty() ? "" : page.facts.rejects.front().detail;
    };
    BOOST_TEST(read("<html><head><title>Sign in &amp; go on</title></head></html>") ==
               "a web page, not data: \"Sign in & go on\"");
    BOOST_TEST(read("<!doctype html><p>hello") == "a web page, not data");
}

BOOST_AUTO_TEST_CASE(files_of_other_kinds_are_named) {
    for (const auto& [bytes, name] : {std::pair{"PK\x03\x04rest", "a ZIP archive, not data"},
                                      {"%PDF-1.7", "a PDF document, not data"},
                                      {"\x89PNG\r\n", "a picture, not data"},
                                      {"\x1F\x8B\x08", "gzip bytes, not data"}})
        BOOST_TEST(judged(source_with(""), answer(bytes)).reject->detail == name);
}

BOOST_AUTO_TEST_CASE(data_longer_than_any_error_is_not_looked_through) {
    auto body = std::string{R"({"status":"010","pad":")"} + std::string(70'000, 'x') + "\"}";
    BOOST_TEST((judged(source_with(opendart), answer(body)).verdict == Verdict::good));
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text_are_no_error_shape) {
    model::ErrorShape shape;
    shape.code = {"*"};
    for (const auto* bytes : {"{", "<a", "[[[", "<a><b></a>", "", "\xFF\xFE", "nonsense"})
        BOOST_TEST(!parse::said(bytes, shape));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(declaring_an_error)

BOOST_AUTO_TEST_CASE(a_code_means_one_thing) {
    const support::Folder folder;
    const auto fault = folder.fault(
        [] { source_with("[error]\ncode = [\"err\"]\nempty = [\"30\"]\nkey = [\"10\", \"30\"]\n"); });
    BOOST_TEST(fault.find("the code '30' stands here twice") != std::string::npos, fault);
}

BOOST_AUTO_TEST_CASE(a_misspelt_key_is_told) {
    const support::Folder folder;
    const auto fault = folder.fault([] { source_with("[error]\ncode = [\"err\"]\nkeys = [\"10\"]\n"); });
    BOOST_TEST(fault.find("keys") != std::string::npos, fault);
    BOOST_TEST(folder.fault([] { source_with("[error]\nmessage = [\"a\"]\n"); }).find("code") !=
               std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
