// The built program on a disk that is too small, wherever in a run it becomes full.
#include <sys/mount.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <iostream>

#include "base/text.hpp"
#include "support/home.hpp"

namespace {

using test::Home;

#ifdef TUJA_SANITIZED
constexpr int steps = 6;
#else
constexpr int steps = 24;
#endif

/// A tmpfs of some kilobytes over a folder, gone with it.
class Small {
  public:
    Small(std::filesystem::path folder, std::uintmax_t bytes) : folder_(std::move(folder)) {
        mounted_ = ::mount("tmpfs", folder_.c_str(), "tmpfs", 0, size(bytes).c_str()) == 0;
    }
    Small(const Small&) = delete;
    Small& operator=(const Small&) = delete;
    ~Small() {
        if (mounted_) ::umount(folder_.c_str());
    }
    bool mounted() const { return mounted_; }
    bool grow(std::uintmax_t bytes) const {
        return ::mount("tmpfs", folder_.c_str(), "tmpfs", MS_REMOUNT, size(bytes).c_str()) == 0;
    }

  private:
    static std::string size(std::uintmax_t bytes) { return "size=" + std::to_string(bytes); }
    std::filesystem::path folder_;
    bool mounted_ = false;
};

std::uintmax_t bytes_in(const std::filesystem::path& folder) {
    std::uintmax_t bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        bytes += entry.is_regular_file() ? (entry.file_size() + 4095) / 4096 * 4096 : 4096;
    return bytes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_disk_that_is_full)

BOOST_AUTO_TEST_CASE(is_said_once_and_the_next_run_with_room_completes) {
    const Home whole;
    BOOST_REQUIRE(whole.run({"run", "quarterly", "--offline"}).status == 0);
    const auto dump = whole.dump();
    const auto editions = whole.editions();
    const auto enough = bytes_in(whole.folder.path) * 2;
    int full = 0;
    for (int step = 1; step <= steps; ++step) {
        const Home home;
        const Small disk{home.folder.path, enough * static_cast<unsigned>(step) / steps};
        if (!disk.mounted()) {
            std::cerr << "skipped: a_disk_that_is_full: this user can't mount a small tmpfs\n";
            return;
        }
        const auto ran = home.run({"run", "quarterly", "--offline", "-q"});
        full += ran.status != 0;
        if (ran.status != 0) {
            BOOST_TEST(ran.status == 1, "step " << step << ": " << ran.err);
            BOOST_TEST(base::split(base::trim(ran.err), '\n').size() <= 2u,
                       "step " << step << ": " << ran.err);
            BOOST_TEST(ran.err.find("free some space") != std::string::npos,
                       "step " << step << ": " << ran.err);
        }
        BOOST_REQUIRE(disk.grow(enough * 4));
        const auto next = home.run({"run", "quarterly", "--offline"});
        BOOST_TEST(next.status == 0, "step " << step << ": " << next.err);
        BOOST_TEST((home.dump() == dump), "step " << step << ": another dump");
        BOOST_TEST((home.editions() == editions), "step " << step << ": other editions");
    }
    BOOST_TEST((full > steps / 8 && full < steps));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_store_without_rights)

BOOST_AUTO_TEST_CASE(is_one_sentence_for_writers_and_still_answers_readers) {
    const Home home;
    const Small disk{home.folder.path, 64u << 20};
    if (!disk.mounted()) {
        std::cerr << "skipped: a_store_without_rights: this user can't mount a tmpfs\n";
        return;
    }
    home.run({"run", "quarterly", "--offline"});
    const auto dump = home.dump();
    BOOST_REQUIRE(::mount("tmpfs", home.folder.path.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, "") == 0);
    for (const auto& words : {std::vector<std::string>{"run", "quarterly", "--offline", "-q"},
                              {"rebuild", "--offline", "-q"},
                              {"report", "quarterly", "--offline", "-q"}}) {
        const auto ran = home.run(words);
        BOOST_TEST(ran.status == 1, ran.err);
        BOOST_TEST(base::split(base::trim(ran.err), '\n').size() <= 2u, ran.err);
        BOOST_TEST(ran.err.find("should not have") == std::string::npos, ran.err);
    }
    BOOST_TEST(home.dump() == dump);
}

BOOST_AUTO_TEST_SUITE_END()
