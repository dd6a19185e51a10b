#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pipeline {

/// How far a source is: windows done of windows wanted.
struct Bar {
    std::string source;
    std::size_t done = 0, total = 0;
    bool finished = false;
};

/// One line for a terminal of that width: "worldbank_wdi   12/40   3.1/s   9 s left". Cut at the width.
std::string line_of(const Bar& bar, std::chrono::milliseconds since, std::size_t name_width,
                    std::size_t width);
/// Columns that UTF-8 takes on a terminal: Korean and Chinese letters take two.
std::size_t columns(std::string_view text);

/// Draws the sources at work on a terminal, one line each, again and again. The cursor always stands below
/// them in the first column, and at the end nothing is left of them.
class Progress {
  public:
    using Steady = std::chrono::steady_clock;

    explicit Progress(bool draw);
    ~Progress();
    Progress(const Progress&) = delete;

    void begin(std::vector<Bar> bars);
    void step(std::size_t source, std::size_t done, bool finished);
    /// Draws what has changed, if it is time.
    void pulse();

  private:
    void clear();
    void draw();

    const bool draws_;
    std::vector<Bar> bars_;
    std::size_t lines_ = 0;  // drawn, and the cursor is below them
    Steady::time_point begun_ = Steady::now(), drawn_ = begun_;
};

}  // namespace pipeline
