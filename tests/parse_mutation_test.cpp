// The bounded tier of the fuzzers (tests/fuzz): every format over our own samples, damaged at random. Nothing
// may crash, hang or throw; what is read must be text.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <iostream>
#include <random>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "parse/parse.hpp"
#include "support/samples.hpp"

namespace {

#ifdef TUJA_SANITIZED
constexpr int mutations = 500;
#else
constexpr int mutations = 2000;
#endif
constexpr std::size_t longest = 4096;  // as the long fuzzers' seeds: every element of a format occurs

std::vector<std::string> samples(const std::string& folder, const std::string& ending) {
    std::vector<std::string> all;
    const auto root = std::filesystem::path{TUJA_ROOT} / "jobs/sample/responses" / folder;
    for (const auto& file : base::files_in(root, ending)) {
        all.push_back(base::read_file(file));
        if (all.back().size() > longest) all.back().resize(longest);
    }
    BOOST_REQUIRE_MESSAGE(!all.empty(), folder << " holds no " << ending);
    return all;
}

/// Bytes changed, cut out, doubled, moved from another sample; and the marks that parsers look for.
class Mutator {
  public:
    Mutator(std::vector<std::string> seeds, unsigned seed) : seeds_(std::move(seeds)), random_(seed) {}

    std::string next() {
        auto text = one();
        for (std::size_t times = 1 + below(6); times > 0; --times) change(text);
        return text;
    }

  private:
    std::size_t below(std::size_t count) { return count == 0 ? 0 : random_() % count; }
    const std::string& one() { return seeds_[below(seeds_.size())]; }

    void change(std::string& text) {
        static constexpr std::string_view marks[] = {"<",        "</",
                                                     ">",        "<![CDATA[",
                                                     "]]>",      "&#x110000;",
                                                     "&amp",     "\"",
                                                     "'",        ",",
                                                     "\n",       "\r",
                                                     "\xff\xfe", "\xef\xbb\xbf",
                                                     "[",        "}",
                                                     "{\"",      "1e999",
                                                     "-",        std::string_view{"\0", 1}};
        const auto at = below(text.size());
        const auto length = below(64);
        switch (below(6)) {
            case 0:
                if (!text.empty()) text[at] = static_cast<char>(random_());
                return;
            case 1:
                text.erase(at, length);
                return;
            case 2:
                text.insert(at, text.substr(below(text.size()), length));
                return;
            case 3:
                text.insert(at, marks[below(std::size(marks))]);
                return;
            case 4: {
                const auto& other = one();
                text.replace(at, std::min(length, text.size() - at),
                             other.substr(below(other.size()), length));
                return;
            }
            default:
                text.resize(at);
        }
    }

    std::vector<std::string> seeds_;
    std::mt19937 random_;
};

void read_damaged(const std::string& format, std::vector<std::string> seeds, const parse::Options& options) {
    constexpr unsigned seed = 20261123;
    std::cerr << "reading_damaged_bytes: " << format << " seed " << seed << ", " << mutations
              << " mutations\n";
    Mutator mutator{std::move(seeds), seed};
    const auto& reader = *parse::format(format);
    for (int i = 0; i < mutations; ++i) {
        const auto bytes = mutator.next();
        bool text = true;
        const auto document = reader.read(bytes, options, [&](const model::Record& record) {
            for (const auto& field : record.fields) text = text && base::valid_utf8(field.value);
        });
        for (const auto& reject : document.rejects) text = text && base::valid_utf8(reject.detail);
        BOOST_REQUIRE_MESSAGE(text, format << ": mutation " << i << " of seed " << seed << " gave no UTF-8");
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reading_damaged_bytes)

BOOST_AUTO_TEST_CASE(world_bank_pages_do_no_harm) {
    read_damaged("worldbank", samples("worldbank_wdi", ".xml"), {});
    read_damaged("worldbank-json", samples_like("worldbank", ".json"), {});
}

BOOST_AUTO_TEST_CASE(sdmx_messages_do_no_harm) {
    read_damaged("sdmx-ml", samples_like("sdmx-", ".xml"), {});
    read_damaged("sdmx-csv", samples_like("sdmx-", ".csv"), {});
    read_damaged("sdmx-json", samples_like("sdmx-", ".json"), {});
}

BOOST_AUTO_TEST_CASE(rate_files_do_no_harm) {
    read_damaged("gesmes", samples("ecb_reference_rates", ".xml"), {});
}

BOOST_AUTO_TEST_CASE(feeds_do_no_harm) {
    read_damaged("feed", samples("company_news", ".xml"),
                 {{{"zone", "+09:00"}}, "https://example.org/feed.xml", ""});
}

BOOST_AUTO_TEST_CASE(tables_do_no_harm) {
    read_damaged("delimited", samples("ai_index_2026", ".csv"), {});
    read_damaged("delimited", samples("ai_index_2025", ".csv"),
                 {{{"delimiter", ";"}, {"decimal", ","}, {"percent", "strip"}}, "", ""});
}

BOOST_AUTO_TEST_CASE(json_answers_do_no_harm) {
    read_damaged("json", samples("cbc_taiwan_rates", ".json"),
                 {{{"rows", "data/dataSets/*"}, {"names", "data/structure/Table1/*/data"}, {"first", "date"}},
                  "",
                  ""});
}

BOOST_AUTO_TEST_CASE(mapped_documents_do_no_harm) {
    read_damaged("xml", samples_like("mapped-", ".xml"), {{{"rows", "*/*"}, {"wide", "year"}}, "", ""});
    read_damaged("xml", samples_like("mapped-", ".xml"), {{{"rows", "data/series/values/v"}}, "", ""});
    read_damaged("json", samples_like("mapped-", ".json"),
                 {{{"rows", "RESULTSET/*"}, {"zip", "VALUES/DATES,VALUES/VALUES"}}, "", ""});
    read_damaged("delimited", samples_like("table-", ".tsv"),
                 {{{"delimiter", "tab"}, {"begins", "Currency"}, {"wide", "date"}}, "", ""});
}

BOOST_AUTO_TEST_SUITE_END()
