#pragma once

#include <string>
#include <vector>

#include "support/folder.hpp"

namespace test {

/// What a run of the program left.
struct Ran {
    int status = 0;
    std::string out, err;
};

/// Runs the built `tuja` with these words and NAME=VALUE settings; everything else of its environment is
/// ours, without any TUJA_*.
Ran tuja(const std::vector<std::string>& words, const std::vector<std::string>& settings = {});

/// The same with another program than the built one.
Ran program(const std::string& file, const std::vector<std::string>& words,
            const std::vector<std::string>& settings = {});
/// A line for /bin/sh: tools that are not ours.
Ran shell(const std::string& line);
/// Starts it; whoever does must wait for it.
int tuja_started(const std::vector<std::string>& words, const std::vector<std::string>& settings);

/// Starts it and kills it with SIGKILL after some microseconds; true when it was still running.
bool tuja_killed_after(long microseconds, const std::vector<std::string>& words,
                       const std::vector<std::string>& settings);

/// A run of the program under way.
class Started {
  public:
    Started(const std::vector<std::string>& words, const std::vector<std::string>& settings);
    ~Started();
    Started(const Started&) = delete;
    void signal(int number) const;
    /// Waits until this stands on its stderr, for so many seconds at most. False if it never did.
    bool told(const std::string& text, int seconds = 5) const;
    /// Waits for its end.
    Ran end();

  private:
    Folder folder_;
    int child_;
};

/// What a terminal of this size was sent by a run of the program, both streams; `signalled`: SIGINT is sent
/// as soon as this text has been seen, nothing of it where it is empty.
struct Shown {
    int status = 0;
    std::string bytes;
};
Shown tuja_on_terminal(const std::vector<std::string>& words, const std::vector<std::string>& settings,
                       unsigned short columns, const std::string& signal_at = {});

}  // namespace test
