// A host's key is sent to that host and stands nowhere else: not in the archive (decompressed), the database,
// the ledger, an edition, a log or an error, in whatever spelling the host sends it back.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>

#include "base/coding.hpp"
#include "base/file.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "support/archives.hpp"
#include "support/bank.hpp"
#include "support/coded.hpp"
#include "support/folder.hpp"
#include "support/loopback.hpp"
#include "support/program.hpp"
#include "support/registers.hpp"

namespace {

using loopback::Line, loopback::Seen, loopback::Server;

const std::string key = "s3cr3t=0123456789+ab";

/// Ways in which a host may write the key back.
const std::vector<std::pair<std::string, std::string>> echoes = {
    {"as it is", key},
    {"in capitals", "S3CR3T=0123456789+AB"},
    {"percent-encoded", "s3cr3t%3D0123456789%2Bab"},
    {"percent-encoded in small letters", "s3cr3t%3d0123456789%2bab"},
    {"JSON-escaped", "s3cr3t\\u003d0123456789\\u002bab"},
    {"HTML-escaped", "s3cr3t&#61;0123456789&#43;ab"},
    {"HTML-escaped in hex", "s3cr3t&#x3D;0123456789&#x2b;ab"},
    {"base64", "czNjcjN0PTAxMjM0NTY3ODkrYWI="},
    {"base64 behind a name", "dXNlcjpzM2NyM3Q9MDEyMzQ1Njc4OSthYjp0YWls"},
    {"base64 behind another name", "dTpzM2NyM3Q9MDEyMzQ1Njc4OSthYg=="},
};

/// What must not be found of an echo: of base64 the letters that the key alone decides.
std::string telling(const std::string& echo) {
    if (echo.starts_with("czNj")) return "czNjcjN0PTAxMjM0NTY3ODkrYW";
    if (echo.starts_with("dXNl") || echo.starts_with("dTpz")) return "zM2NyM3Q9MDEyMzQ1Njc4OSthY";
    return echo;
}

const std::string page = test::world_bank_page({{"KOR", "2024", "1.5"}, {"USA", "2024", "9"}});

/// A share with one source whose host asks for a key, and a home for its data.
struct Keyed {
    test::Folder folder;
    Server::Play play = [](Line& line, const Seen&) { line.answer("200 OK", "", page); };
    Server server{[this](Line& line, const Seen& seen) { play(line, seen); }};
    std::vector<std::pair<std::string, std::string>> texts{};  // what was printed, by whom

    explicit Keyed(const std::string& address = "/{key}/{countries}/{indicator}") {
        const auto share = folder.path / "share";
        const std::filesystem::path root{TUJA_ROOT};
        std::filesystem::create_directories(share);
        for (const auto* part : {"sql", "reports"})
            std::filesystem::copy(root / part, share / part, std::filesystem::copy_options::recursive);
        test::forget_series(share);
        auto toml = test::bank_toml(fmt::format("http://127.0.0.1:{}", server.port()));
        toml = base::replace_all(toml, "/{countries}/{indicator}", address);
        toml = base::replace_all(toml, "access = \"http\"", "access = \"http\"\nkey = \"BANK_KEY\"");
        toml += "[error]\ncode = [\"error/message/@id\"]\nmessage = [\"error/message\"]\n";
        base::write_file(share / "jobs/sources/bank.toml", toml);
        base::write_file(
            share / "jobs/weekly.toml",
            "sources = [\"*\"]\nreport = \"national_ai_investment\"\nschedule = \"*-*-* 06:15:00 "
            "UTC\"\ncron = \"15 6 * * *\"\n");
    }

    test::Ran run(std::vector<std::string> words) {
        auto ran = test::tuja(words, {"TUJA_HOME=" + (folder.path / "home").string(),
                                      "TUJA_SHARE=" + (folder.path / "share").string(), "TUJA_NOW=2026-04-01",
                                      "BANK_KEY=" + key, "no_proxy=*"});
        texts.emplace_back(base::join(words, " "), ran.out + ran.err);
        return ran;
    }

    void expect(const std::vector<std::string>& words, int status) {
        const auto ran = run(words);
        BOOST_TEST(ran.status == status, ran.err);
    }

    /// Everything that a run and a look at it leave, file by file, gzip opened.
    std::vector<std::pair<std::string, std::string>> everything() {
        for (const auto* command : {"status", "check", "doctor", "dump"}) run({command});
        run({"status", "--json"});
        auto all = texts;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path / "home")) {
            if (!entry.is_regular_file()) continue;
            auto bytes = base::read_file(entry.path());
            const bool packed = entry.path().string().find(".warc.gz") != std::string::npos;
            if (packed) bytes += support::zcat(entry.path());
            // What stands inside a record under a coding of its own.
            for (auto at = bytes.find("\x1F\x8B"); packed && at != bytes.npos;
                 at = bytes.find("\x1F\x8B", at + 1))
                bytes += base::decode(std::string_view{bytes}.substr(at), "gzip").value_or("");
            all.emplace_back(entry.path().filename().string(), std::move(bytes));
        }
        return all;
    }

    void check_nowhere(const std::string& what, const std::string& echo = key) {
        for (const auto& [place, text] : everything()) {
            BOOST_TEST((text.find(key) == text.npos), what << ": the key stands in " << place);
            BOOST_TEST((text.find(telling(echo)) == text.npos), what << ": an echo stands in " << place);
            BOOST_TEST(!base::tells(text, key), what << ": a spelling of it stands in " << place);
        }
    }
};

bool was_sent(const Keyed& host) {
    const auto seen = host.server.seen();
    return !seen.empty() && seen.front().target.find(key) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_key_is_nowhere)

BOOST_AUTO_TEST_CASE(whether_it_goes_in_the_path_or_in_the_query) {
    for (const auto* address : {"/{key}/{countries}/{indicator}", "/{countries}/{indicator}/{key}",
                                "/{countries}/{indicator}/odd{key}name"}) {
        Keyed host{address};
        host.expect({"run", "weekly", "--verbose"}, 0);
        BOOST_TEST(was_sent(host));
        host.check_nowhere(address);
    }
    // A query of a name that tells nothing, and one that does.
    for (const auto* name : {"x", "crtfc_key"}) {
        Keyed host{"/{countries}/{indicator}"};
        const auto file = host.folder.path / "share/jobs/sources/bank.toml";
        base::write_file(file, base::replace_all(base::read_file(file), "&page={page}",
                                                 fmt::format("&{}={{key}}&page={{page}}", name)));
        host.expect({"run", "weekly", "--verbose"}, 0);
        BOOST_TEST(was_sent(host));
        host.check_nowhere(name);
    }
}

BOOST_AUTO_TEST_CASE(when_the_host_echoes_it_in_its_headers_and_its_body) {
    Keyed host;
    std::string echo;
    int kind = 0;
    host.play = [&](Line& line, const Seen&) {
        const auto body = page + "<!-- " + echo + " -->";
        const auto header = "X-Asked-With: " + echo + "\r\n" + (echo == key ? echo + ": yes\r\n" : "");
        if (kind == 0) return line.answer("200 OK", header, body);
        const auto coded = kind == 1   ? std::pair{"gzip", support::gzipped(body)}
                           : kind == 2 ? std::pair{"br", support::brotli(body)}
                                       : std::pair{"zstd", support::zstd(body)};
        line.answer("200 OK", fmt::format("Content-Encoding: {}\r\n", coded.first) + header, coded.second);
    };
    for (const auto& [how, text] : echoes)
        for (kind = 0; kind < 4; ++kind) {
            echo = text;
            host.texts.clear();
            std::filesystem::remove_all(host.folder.path / "home");
            host.expect({"fetch", "bank", "--verbose"}, 0);
            host.check_nowhere(fmt::format("{}, coding {}", how, kind), text);
            if (kind > 0 && how != "as it is") break;  // each coding once is enough
        }
}

BOOST_AUTO_TEST_CASE(when_a_coded_body_that_holds_it_breaks_off) {
    Keyed host;
    host.play = [](Line& line, const Seen&) {
        const auto packed = support::gzipped(key + page + std::string(5'000, 'x'));
        line.answer("200 OK", "Content-Encoding: gzip\r\n", packed.substr(0, packed.size() - 6));
    };
    host.expect({"fetch", "bank", "--verbose"}, 3);
    host.check_nowhere("a broken gzip");
}

BOOST_AUTO_TEST_CASE(when_an_error_or_a_page_quotes_it) {
    const std::string xml =
        "<wb:error xmlns:wb=\"http://www.worldbank.org\"><wb:message id=\"120\">no such key " + key +
        "</wb:message></wb:error>";
    const std::string html = "<html><head><title>Denied: " + key + "</title></head></html>";
    const std::vector<std::pair<std::string, std::string>> answers = {{"200 OK", xml},
                                                                      {"200 OK", html},
                                                                      {"403 Forbidden", html},
                                                                      {"503 Service Unavailable", html},
                                                                      {"404 " + key, "no"}};
    for (const auto& [status, body] : answers) {
        Keyed host;
        host.play = [&, answer = status, text = body](Line& line, const Seen&) {
            line.answer(answer, "", text);
        };
        host.run({"run", "weekly", "--verbose"});
        host.check_nowhere(status + body.substr(0, 20));
    }
}

BOOST_AUTO_TEST_CASE(when_a_redirect_carries_it) {
    for (const auto* to :
         {"/again/", "http://localhost:1/", "http://127.0.0.1:1/", "ftp://127.0.0.1/", "http://["}) {
        Keyed host;
        host.play = [to = std::string{to}](Line& line, const Seen& seen) {
            if (seen.target.starts_with("/again/")) return line.answer("200 OK", "", page);
            line.answer("302 Found", "Location: " + to + key + "\r\n", "over there: " + to + key);
        };
        host.run({"fetch", "bank", "--verbose"});
        BOOST_TEST(was_sent(host));
        host.check_nowhere(to);
    }
}

BOOST_AUTO_TEST_CASE(when_a_redirect_would_take_it_to_another_host_nobody_goes_there) {
    Server other{[](Line& line, const Seen&) { line.answer("200 OK", "", page); }, nullptr, "127.0.0.2"};
    Keyed host;
    for (const auto& [how, text] : echoes) {
        if (how == "JSON-escaped" || how.starts_with("HTML")) continue;  // no address is spelt like that
        host.play = [&other, text = text](Line& line, const Seen&) {
            line.answer("302 Found", "Location: " + other.url("/" + text) + "\r\n", "");
        };
        BOOST_TEST(host.run({"fetch", "bank", "--verbose"}).status == 3);
        BOOST_TEST(other.seen().empty(), how);
    }
    host.check_nowhere("another host");
}

BOOST_AUTO_TEST_CASE(when_nobody_answers) {
    Keyed host;
    host.play = [](Line& line, const Seen&) { line.reset(); };
    BOOST_TEST(host.run({"fetch", "bank", "--verbose"}).status == 3);
    host.check_nowhere("a reset");
    const auto file = host.folder.path / "share/jobs/sources/bank.toml";
    for (const auto& [from, to] :
         {std::pair<std::string, std::string>{"http://127.0.0.1:", "http://nobody.invalid:"},
          {"http://nobody.invalid:", "http://{key}.invalid:"},
          {"http://{key}.invalid:", "https://u:{key}@127.0.0.1:"}}) {
        base::write_file(file, base::replace_all(base::read_file(file), from, to));
        host.run({"fetch", "bank", "--verbose"});
        host.check_nowhere(to);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(hiding_a_secret)

BOOST_AUTO_TEST_CASE(every_spelling_is_found_and_taken_out) {
    for (const auto& [how, text] : echoes) {
        const auto around = "before " + text + " behind";
        BOOST_TEST(base::tells(around, key), how);
        BOOST_TEST(base::without(around, key).find(telling(text)) == std::string::npos, how);
        BOOST_TEST(base::without(around, key).starts_with("before "), how);
        BOOST_TEST(base::crossed_out(around, key).size() == around.size(), how);
    }
    BOOST_TEST(base::without("a " + key + " b " + key, key) == "a REDACTED b REDACTED");
    std::string wide;
    for (const char c : key) wide.append({c, '\0'});
    BOOST_TEST(base::tells(wide, key));
}

BOOST_AUTO_TEST_CASE(what_is_not_the_secret_stays) {
    const std::string text = "s3cr3t = 0123456789 + ab, and czNj";
    BOOST_TEST(base::without(text, key) == text);
    BOOST_TEST(base::crossed_out(text, key) == text);
    BOOST_TEST(base::without(text, "") == text);
    BOOST_TEST(!base::tells(text, ""));
}

BOOST_AUTO_TEST_SUITE_END()
