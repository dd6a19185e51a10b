#include "support/kills.hpp"

#include <signal.h>

#include <stdexcept>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "support/archives.hpp"

namespace test {
namespace {

namespace files = std::filesystem;

#if defined(TUJA_NO_ROOM) && !defined(TUJA_SANITIZED)
const std::string shim = TUJA_NO_ROOM;  // tests/no_room: counts writes, and kills at one of them
#else
const std::string shim;  // a sanitizer must be loaded first: nothing can stand before it
#endif

std::vector<std::string> watched(const files::path& home, const std::string& setting) {
    if (shim.empty()) return {};
    return {"LD_PRELOAD=" + shim, "TUJA_NO_ROOM_IN=" + home.string(), setting};
}

}  // namespace

files::path quick_room() {
    const files::path memory = "/dev/shm";
    return files::is_directory(memory) ? memory : files::temp_directory_path();
}

Killer::Killer(const Errand& errand, unsigned seed) : errand_(errand), random_(seed) {
    const support::Folder home{quick_room()}, beside{quick_room()};
    begin(home);
    const auto counted = beside.path() / "writes";
    const auto start = std::chrono::steady_clock::now();
    const auto ran = run(home, errand_.words, watched(home, "TUJA_NO_ROOM_COUNT=" + counted.string()));
    if (ran.status != 0) throw std::runtime_error{errand_.name + ": " + ran.err};
    // Kills fall anywhere in a run, however fast this machine and this build are.
    one_run_ =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
    if (!shim.empty())
        writes_ = static_cast<int>(base::read_integer(base::trim(base::read_file(counted))).value_or(0));
    expected_ = left(home);
}

std::string Killer::kill(int number) {
    const support::Folder home{quick_room()};
    begin(home);
    // Some die twice, some late enough to be in the report.
    for (int again = 0; again <= static_cast<int>(random_() % 2); ++again)
        hit += writes_ > 0 && random_() % 2 == 0 ? strike_at_some_write(home) : strike_at_some_moment(home);
    const auto next = run(home, errand_.words);
    if (left(home) != expected_) return "other facts or editions\n" + next.err;
    if (next.status != 0 && !is_done(next)) return "the next run fails: " + next.err;
    const auto verified = run(home, {"archive", "verify"});
    if (verified.status != 0) return verified.out + verified.err;
    if (number % 10 > 0) return "";
    run(home, {"rebuild"});
    return left(home) == expected_ ? "" : "other facts after a rebuild";
}

void Killer::begin(const files::path& home) const {
    if (!errand_.begin.empty()) files::copy(errand_.begin, home, files::copy_options::recursive);
}

Ran Killer::run(const files::path& home, std::vector<std::string> words,
                const std::vector<std::string>& more) const {
    if (errand_.offline) words.push_back("--offline");
    auto settings = errand_.settings(home);
    settings.insert(settings.end(), more.begin(), more.end());
    return tuja(words, settings);
}

Left Killer::left(const files::path& home) const {
    Left left{run(home, {"dump"}).out, {}};
    const auto folder = home / (errand_.offline ? "offline" : "") / "editions";
    if (!files::exists(folder)) return left;
    for (const auto& entry : files::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            left.editions[files::relative(entry.path(), folder).string()] =
                base::sha256(base::read_file(entry.path()));
    return left;
}

/// Killed between its last transaction and its end, a plan is done, and is refused a second time.
bool Killer::is_done(const Ran& next) const {
    return errand_.words.front() == "apply" && next.err.find("applied") != next.err.npos;
}

bool Killer::strike_at_some_moment(const files::path& home) {
    auto words = errand_.words;
    if (errand_.offline) words.push_back("--offline");
    const auto moment = static_cast<long>(random_() % static_cast<unsigned long>(one_run_.count()));
    return tuja_killed_after(moment, words, errand_.settings(home));
}

/// In place of a write, a sync, a rename or after half of a write: where a kill hurts most.
bool Killer::strike_at_some_write(const files::path& home) {
    const auto write = 1 + random_() % static_cast<unsigned>(writes_);
    const auto* where = random_() % 2 == 0 ? "TUJA_NO_ROOM_FROM=" : "TUJA_NO_ROOM_AT=";
    auto settings = watched(home, where + std::to_string(write));
    settings.push_back("TUJA_NO_ROOM_KILLS=1");
    const auto ran = run(home, errand_.words, settings);
    return ran.status == 128 + SIGKILL;
}

}  // namespace test
