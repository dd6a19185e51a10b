#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "support/program.hpp"

namespace test {

/// Memory where there is some. A kill costs nothing that was written, so that no disk is needed.
std::filesystem::path quick_room();

/// What is killed: a command, and the home in which it begins ("": an empty one).
struct Errand {
    std::string name;
    std::vector<std::string> words;
    std::filesystem::path begin;
    std::function<std::vector<std::string>(const std::filesystem::path& home)> settings;
    bool offline = false;  // its home is that of the bundled edition
};

/// What a home holds that a reader can see.
struct Left {
    std::string dump;
    std::map<std::string, std::string> editions;  // file → SHA-256
    bool operator==(const Left&) const = default;
};

/// Kills one errand again and again, from the same beginning, and compares what the next run leaves with what
/// an undisturbed one left.
class Killer {
  public:
    Killer(const Errand& errand, unsigned seed);

    /// "" where nothing of the kill can be seen.
    std::string kill(int number);
    int hit = 0;  // runs that did not live to their end

  private:
    void begin(const std::filesystem::path& home) const;
    Ran run(const std::filesystem::path& home, std::vector<std::string> words,
            const std::vector<std::string>& more = {}) const;
    Left left(const std::filesystem::path& home) const;
    bool is_done(const Ran& next) const;
    bool strike_at_some_moment(const std::filesystem::path& home);
    bool strike_at_some_write(const std::filesystem::path& home);

    const Errand& errand_;
    std::mt19937 random_;
    std::chrono::microseconds one_run_{};
    int writes_ = 0;  // of an undisturbed run; 0: they can't be counted here
    Left expected_;
};

}  // namespace test
