#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "support/archives.hpp"
#include "support/loopback.hpp"

namespace test {

/// A share with three sources (paged, whole, a feed) that ask a server of ours. Its data changes from day to
/// day, its second page does not, and it knows validators.
class ThreeSources {
  public:
    ThreeSources();

    std::atomic<int> day = 1;
    /// For a run at that home, with the clock standing still at this day.
    std::vector<std::string> settings(const std::filesystem::path& home) const;

  private:
    std::string body(const std::string& target) const;
    void play(loopback::Line& line, const loopback::Seen& seen) const;

    support::Folder share_;
    loopback::Server server_;
};

}  // namespace test
