// Who works alone, and how an edition takes its place.
#include <boost/test/unit_test.hpp>

#include "base/error.hpp"
#include "base/file.hpp"
#include "pipeline/folder.hpp"
#include "pipeline/lock.hpp"
#include "pipeline/run.hpp"
#include "support/folder.hpp"

BOOST_AUTO_TEST_SUITE(holding_a_source)

BOOST_AUTO_TEST_CASE(a_held_source_is_not_given_twice_and_is_free_afterwards) {
    test::Folder folder;
    {
        const auto lock = pipeline::Lock::take(folder.path, "bank");
        BOOST_REQUIRE(lock.has_value());
        BOOST_TEST(!pipeline::Lock::take(folder.path, "bank").has_value());
        BOOST_TEST(pipeline::Lock::holder(folder.path, "bank").starts_with("pid "));
    }
    BOOST_TEST(pipeline::Lock::take(folder.path, "bank").has_value());
}

BOOST_AUTO_TEST_CASE(sharers_keep_out_who_wants_to_be_alone) {
    test::Folder folder;
    auto one = pipeline::Lock::share(folder.path, "store");
    auto two = pipeline::Lock::share(folder.path, "store");
    BOOST_TEST((one.has_value() && two.has_value()));
    BOOST_TEST(!pipeline::Lock::take(folder.path, "store").has_value());
    one.reset();
    two.reset();
    const auto alone = pipeline::Lock::take(folder.path, "store");
    BOOST_TEST(alone.has_value());
    BOOST_TEST(!pipeline::Lock::share(folder.path, "store").has_value());
}

BOOST_AUTO_TEST_CASE(who_shares_a_lock_is_not_taken_for_who_holds_it) {
    test::Folder folder;
    { const auto ended = pipeline::Lock::share(folder.path, "store"); }
    const auto sharer = pipeline::Lock::share(folder.path, "store");
    BOOST_TEST(pipeline::Lock::holder(folder.path, "store") == "");
    BOOST_TEST(pipeline::Lock::any_holder(folder.path) == "");
    const auto alone = pipeline::Lock::take(folder.path, "bank");
    BOOST_TEST(pipeline::Lock::any_holder(folder.path).starts_with("pid "));
}

BOOST_AUTO_TEST_CASE(the_worse_of_two_exits_wins_in_the_designs_order) {
    using pipeline::Exit;
    BOOST_TEST(int(pipeline::worse(Exit::done, Exit::partial)) == 3);
    BOOST_TEST(int(pipeline::worse(Exit::partial, Exit::check)) == 4);
    BOOST_TEST(int(pipeline::worse(Exit::check, Exit::locked)) == 11);
    BOOST_TEST(int(pipeline::worse(Exit::stale, Exit::partial)) == 3);
    BOOST_TEST(int(pipeline::worse(Exit::interrupted, Exit::usage)) == 130);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(putting_editions_in_place)

BOOST_AUTO_TEST_CASE(a_new_edition_takes_the_place_of_the_old_one) {
    const test::Folder folder;
    pipeline::put_in_place(folder.path / "e", {{"a", "1"}, {"b", "1"}});
    pipeline::put_in_place(folder.path / "e", {{"a", "2"}});
    BOOST_TEST(base::read_file(folder.path / "e/a") == "2");
    BOOST_TEST(!std::filesystem::exists(folder.path / "e/b"));
    BOOST_TEST(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 1);
}

BOOST_AUTO_TEST_CASE(an_edition_that_a_kill_took_away_comes_back) {
    const test::Folder folder;
    folder.write(".e.old/a", "1");
    folder.write(".e.new/a", "half");
    folder.write("index.html", "all");
    folder.write("index.html.new", "half");
    pipeline::mend_editions(folder.path);
    BOOST_TEST(base::read_file(folder.path / "e/a") == "1");
    BOOST_TEST(base::read_file(folder.path / "index.html") == "all");
    BOOST_TEST(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 2);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_leaves_the_old_edition) {
    const test::Folder folder;
    pipeline::put_in_place(folder.path / "e", {{"a", "1"}});
    BOOST_CHECK_THROW(pipeline::put_in_place(folder.path / "e", {{"a", "2"}, {"a/b", "2"}}), base::Error);
    BOOST_TEST(base::read_file(folder.path / "e/a") == "1");
    BOOST_TEST(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
