#pragma once

#include <string>
#include <vector>

#include "fetch/web.hpp"

namespace loopback {

/// Limits short enough for tests, with room for a slow machine where nothing is meant to time out.
fetch::Limits short_limits();
/// The clock of these tests: 2026-05-31T04:05:06Z, always.
base::Instant test_time();
model::Request request_for(std::string url);

/// Asks and gives every exchange handed over, in order. Proxies of the environment are not asked.
std::vector<model::Exchange> ask(std::vector<model::Request> requests,
                                 const fetch::Limits& limits = short_limits());
std::vector<model::Exchange> ask(const std::string& url, const fetch::Limits& limits = short_limits());
/// For a question that has one exchange for an answer.
model::Exchange ask_one(const std::string& url, const fetch::Limits& limits = short_limits());

/// A file with these bytes, in the folder for temporary files, for as long as this lives.
class TemporaryFile {
  public:
    explicit TemporaryFile(const std::string& bytes);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

}  // namespace loopback
