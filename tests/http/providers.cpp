// Each provider's own way to say "no" under status 200, in the shape that it documents.
#include "support/providers.hpp"

#include "http/play.hpp"

namespace http {
namespace {

Play said(Play play, const char* error, const char* body) {
    play.error = error;
    play.act = [body = std::string{body}](Line& line, const Seen&, int) {
        line.answer("200 OK", "Content-Type: application/xml\r\n", body);
    };
    return play;
}

/// "There is nothing": an answer, and what was known is withdrawn.
Play nothing(Play play) {
    play.value = "";
    return play;
}

Play refused(Play play) {
    play.key = "k3y-0123456789abcdef";
    play.exit = 12;
    return failing(std::move(play));
}

}  // namespace

std::vector<Play> provider_plays() {
    using namespace test::providers;
    return {
        failing(said({"world_bank_error",
                      "answers as the World Bank to a wrong parameter",
                      {},
                      200,
                      1,
                      "provider_error",
                      "120: Parameter 'date' has an invalid value"},
                     "", worldbank_120)),
        nothing(said({"world_bank_no_data", "answers as the World Bank without data"}, "", worldbank_160)),
        nothing(said({"ecos_no_data", "answers as ECOS without data"}, ecos, ecos_no_data)),
        refused(said({"ecos_key",
                      "answers as ECOS to a wrong key",
                      {},
                      200,
                      1,
                      "key_refused",
                      "the host refuses the key (INFO-100"},
                     ecos, ecos_key)),
        nothing(said({"ecos_quota",
                      "answers as ECOS to who asks too much",
                      {},
                      200,
                      1,
                      "quota_spent",
                      "the host's quota is spent (ERROR-602"},
                     ecos, ecos_throttled)),
        failing(said({"ecos_server",
                      "answers as ECOS in trouble",
                      {},
                      200,
                      1,
                      "busy",
                      "the host asks to come later (ERROR-500"},
                     ecos, ecos_server)),
        failing(said({"ecos_request",
                      "answers as ECOS to a wrong request",
                      {},
                      200,
                      1,
                      "provider_error",
                      "ERROR-101: "},
                     ecos, ecos_request)),
        nothing(said({"kosis_no_data", "answers as KOSIS without data"}, kosis, kosis_no_data)),
        refused(said({"kosis_key",
                      "answers as KOSIS to a key that is over",
                      {},
                      200,
                      1,
                      "key_refused",
                      "the host refuses the key (11"},
                     kosis, kosis_key)),
        refused(said({"opendart_key",
                      "answers as OpenDART to an unknown key",
                      {},
                      200,
                      1,
                      "key_refused",
                      "the host refuses the key (010"},
                     opendart, opendart_key)),
        nothing(said({"opendart_no_data", "answers as OpenDART without data"}, opendart, opendart_no_data)),
        failing(said(
            {"opendart_xml", "answers as OpenDART in place of a file", {}, 200, 1, "provider_error", "014: "},
            opendart, opendart_no_file)),
        failing(said({"eurostat_footer",
                      "answers as Eurostat to a request too large",
                      {},
                      200,
                      1,
                      "provider_error",
                      "413: "},
                     sdmx, eurostat_footer)),
        failing(said({"eurostat_fault",
                      "answers as Eurostat with a SOAP fault",
                      {},
                      200,
                      1,
                      "provider_error",
                      "413: EXTRACTION_TOO_BIG"},
                     sdmx, eurostat_fault)),
        failing(said({"uis_hint",
                      "answers as UNESCO UIS to an unknown country",
                      {},
                      200,
                      1,
                      "provider_error",
                      "UIS::HINT::003"},
                     uis, uis_hint)),
        failing(said({"sec_rate",
                      "answers as SEC to who asks too often",
                      {},
                      200,
                      1,
                      "html_page",
                      "a web page, not data: \"SEC.gov | Request Rate Threshold Exceeded\""},
                     "", sec_rate)),
        failing(said({"sec_no_key",
                      "answers as SEC's store to an unknown file",
                      {},
                      200,
                      1,
                      "provider_error",
                      "NoSuchKey: "},
                     s3, sec_no_such_key)),
    };
}

}  // namespace http
