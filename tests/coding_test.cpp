#include <sys/resource.h>

#include <boost/test/unit_test.hpp>

#include "base/coding.hpp"
#include "support/archives.hpp"
#include "support/coded.hpp"

using support::gzipped;

BOOST_AUTO_TEST_SUITE(decoding_bodies)

BOOST_AUTO_TEST_CASE(each_coding_is_removed) {
    const std::string text = "투자, investment";
    BOOST_TEST(base::decode(text, "").value() == text);
    BOOST_TEST(base::decode(text, "Identity").value() == text);
    BOOST_TEST(base::decode(gzipped(text), "gzip").value() == text);
    BOOST_TEST(base::decode(gzipped(text), "X-GZIP").value() == text);
    BOOST_TEST(base::decode(support::deflated(text, 15), "deflate").value() == text);
    BOOST_TEST(base::decode(support::deflated(text, -15), "deflate").value() == text);
    BOOST_TEST(base::decode(gzipped(support::deflated(text, 15)), "deflate, gzip").value() == text);
    BOOST_TEST(base::decode(support::brotli(text), "br").value() == text);
    BOOST_TEST(base::decode(support::zstd(text), "zstd").value() == text);
    BOOST_TEST(base::decode(support::brotli(gzipped(support::zstd(text))), "zstd,gzip , br").value() == text);
    for (const auto* coding : {"gzip", "deflate", "br", "zstd"})
        BOOST_TEST(base::decode("", coding).value().empty());
}

BOOST_AUTO_TEST_CASE(all_members_are_read_and_padding_is_not) {
    const auto two = gzipped("one ") + gzipped("two");
    BOOST_TEST(base::decode(two, "gzip").value() == "one two");
    BOOST_TEST(base::decode(two + std::string(512, '\0'), "gzip").value() == "one two");
    BOOST_TEST(base::decode(support::zstd("one ") + support::zstd("two"), "zstd").value() == "one two");
}

BOOST_AUTO_TEST_CASE(a_body_may_come_in_pieces_of_any_size) {
    const auto text = support::observations(7);
    const std::pair<const char*, std::string> coded[] = {
        {"gzip", gzipped(text) + gzipped(text)},
        {"deflate", support::deflated(text, 15)},
        {"deflate", support::deflated(text, -15)},
        {"br", support::brotli(text)},
        {"zstd", support::zstd(text) + support::zstd(text)},
        {"gzip, br", support::brotli(gzipped(text))},
    };
    for (const auto& [coding, body] : coded)
        for (const std::size_t size : {1, 2, 3, 1000}) {
            std::string got;
            base::Decoder decoder{coding, text.size() * 2, [&](std::string_view bytes) {
                                      got.append(bytes);
                                      return true;
                                  }};
            for (std::size_t at = 0; at < body.size(); at += size)
                decoder.take(std::string_view{body}.substr(at, size));
            BOOST_TEST(decoder.whole());
            BOOST_TEST((got == text || got == text + text), coding);
        }
}

BOOST_AUTO_TEST_CASE(what_is_broken_cut_or_unknown_is_nothing) {
    const auto whole = gzipped("some text that is long enough");
    for (std::size_t length = 1; length < whole.size(); ++length)
        BOOST_REQUIRE(!base::decode(whole.substr(0, length), "gzip").has_value());
    auto flipped = whole;
    flipped[flipped.size() - 6] ^= 1;
    BOOST_TEST(!base::decode(flipped, "gzip").has_value());
    BOOST_TEST(!base::decode(whole + "rest", "gzip").has_value());
    for (const auto* coding : {"br", "zstd", "gzip, br", "compress", "gzip,gzip,gzip,gzip,gzip"})
        BOOST_TEST(!base::decode(whole, coding).has_value());
    for (const auto& [coding, body] : {std::pair{"br", support::brotli("some text that is long enough")},
                                       std::pair{"zstd", support::zstd("some text that is long enough")},
                                       std::pair{"deflate", support::deflated("some text", 15)},
                                       std::pair{"deflate", support::deflated("some text", -15)}}) {
        for (std::size_t length = 1; length < body.size(); ++length)
            BOOST_REQUIRE(!base::decode(body.substr(0, length), coding).has_value());
        BOOST_TEST(!base::decode(body + "rest", coding).has_value());
    }
}

BOOST_AUTO_TEST_CASE(the_limit_is_exact) {
    const auto body = gzipped(std::string(200'000, 'a'));
    BOOST_TEST(base::decode(body, "gzip", 200'000).has_value());
    BOOST_TEST(!base::decode(body, "gzip", 199'999).has_value());
    BOOST_TEST(!base::decode(std::string(11, 'a'), "", 10).has_value());
}

BOOST_AUTO_TEST_CASE(a_zstd_window_that_costs_more_than_8_mb_is_refused) {
    const std::string body(std::size_t{9} << 20, 'a');
    BOOST_TEST(base::decode(support::zstd(body, 23), "zstd").has_value());
    BOOST_TEST(!base::decode(support::zstd(body, 24), "zstd").has_value());
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_told_apart) {
    using State = base::Decoder::State;
    BOOST_TEST((base::Decoder{"compress", 10}.take("a") == State::unknown));
    BOOST_TEST((base::Decoder{"gzip", 10}.take("no gzip at all") == State::broken));
    BOOST_TEST((base::Decoder{"gzip", 10}.take(gzipped("eleven byte")) == State::too_large));
    base::Decoder cut{"gzip", 100};
    BOOST_TEST((cut.take(gzipped("eleven byte").substr(0, 15)) == State::well));
    BOOST_TEST(!cut.whole());
}

BOOST_AUTO_TEST_CASE(a_bomb_is_counted_and_stopped_in_little_memory) {
    const auto bomb = support::bomb(1024);
    rusage before{}, after{};
    ::getrusage(RUSAGE_SELF, &before);
    base::Decoder decoder{"gzip", std::size_t{256} << 20};
    std::size_t read = 0;
    for (; decoder.take(std::string_view{bomb}.substr(read, 16384)) == base::Decoder::State::well;)
        read += 16384;
    BOOST_TEST(read < bomb.size() / 3);
    BOOST_TEST(decoder.decoded() <= std::size_t{256} << 20);
    BOOST_TEST(!base::decode(bomb, "gzip", std::size_t{1} << 20).has_value());
    ::getrusage(RUSAGE_SELF, &after);
    BOOST_TEST(after.ru_maxrss - before.ru_maxrss < 4096);
}

BOOST_AUTO_TEST_SUITE_END()
