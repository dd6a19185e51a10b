#include "pipeline/progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "base/log.hpp"
#include "base/text.hpp"

namespace pipeline {
namespace {

using std::chrono::milliseconds;

/// What is over sooner than this needs no line, and no line is drawn more often.
constexpr milliseconds beat{100};

struct Size {
    std::size_t columns = 80, rows = 24;
};

Size terminal() {
    winsize size{};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return {};
    return {size.ws_col, size.ws_row};
}

void write(std::string_view text) {
    while (!text.empty()) {
        const auto count = ::write(STDERR_FILENO, text.data(), text.size());
        if (count <= 0) return;  // a terminal that went away needs no progress
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

/// Letters that a terminal draws two columns wide (East Asian Width W and F, as far as names need them).
std::size_t columns(char32_t letter) {
    const auto within = [&](char32_t first, char32_t last) { return letter >= first && letter <= last; };
    const bool wide = within(0x1100, 0x115F) || within(0x2E80, 0xA4CF) || within(0xAC00, 0xD7A3) ||
                      within(0xF900, 0xFAFF) || within(0xFE30, 0xFE6F) || within(0xFF00, 0xFF60) ||
                      within(0xFFE0, 0xFFE6) || within(0x1F300, 0x1FAFF) || within(0x20000, 0x3FFFD);
    return wide ? 2 : 1;
}

/// As much of the text as fits, filled up with blanks if it is shorter.
std::string fit(std::string_view text, std::size_t width, bool fill) {
    std::string cut;
    std::size_t used = 0;
    for (const auto letter : base::code_points(text)) {
        if (used + columns(letter) > width) break;
        cut += base::to_utf8(letter);
        used += columns(letter);
    }
    if (fill) cut.append(width - used, ' ');
    return cut;
}

std::string span(double seconds) {
    if (seconds < 90) return fmt::format("{:.0f} s", seconds);
    if (seconds < 5400) return fmt::format("{:.0f} min", seconds / 60);
    return fmt::format("{:.0f} h", seconds / 3600);
}

}  // namespace

std::size_t columns(std::string_view text) {
    std::size_t sum = 0;
    for (const auto letter : base::code_points(text)) sum += columns(letter);
    return sum;
}

std::string line_of(const Bar& bar, milliseconds since, std::size_t name_width, std::size_t width) {
    const auto seconds = static_cast<double>(since.count()) / 1000;
    const auto rate = seconds > 0 ? static_cast<double>(bar.done) / seconds : 0;
    auto line = fmt::format("{}  {:>9}", fit(bar.source, name_width, true),
                            fmt::format("{}/{}", bar.done, bar.total));
    if (bar.done > 0 && rate > 0) {
        line += fmt::format("  {:.1f}/s", rate);
        line += fmt::format("  {} left", span(static_cast<double>(bar.total - bar.done) / rate));
    }
    return fit(line, width, false);
}

Progress::Progress(bool draw) : draws_(draw) {
    if (draws_) base::log::set_before([this] { clear(); });
}

Progress::~Progress() {
    if (!draws_) return;
    clear();
    base::log::set_before({});
}

void Progress::begin(std::vector<Bar> bars) {
    bars_ = std::move(bars);
}

void Progress::step(std::size_t source, std::size_t done, bool finished) {
    bars_[source].done = done;
    bars_[source].finished = finished;
}

void Progress::pulse() {
    const auto now = Steady::now();
    if (!draws_ || now - drawn_ < beat) return;
    drawn_ = now;
    draw();
}

void Progress::clear() {
    if (lines_ == 0) return;
    write(fmt::format("\x1b[{}A\r\x1b[J", lines_));
    lines_ = 0;
}

/// All lines in one write, so that none is seen half drawn. Those at work come first, as many as fit.
void Progress::draw() {
    const auto [width, rows] = terminal();
    std::size_t name_width = 0, shown = 0, open = 0;
    for (const auto& bar : bars_) name_width = std::max(name_width, columns(bar.source));
    name_width = std::min(name_width, width / 2);
    const auto since = std::chrono::duration_cast<milliseconds>(drawn_ - begun_);
    auto text = lines_ > 0 ? fmt::format("\x1b[{}A\r\x1b[J", lines_) : std::string{};
    for (const auto& bar : bars_) {
        if (bar.finished) continue;
        ++open;
        if (shown + 3 > rows) continue;
        ++shown;
        text += line_of(bar, since, name_width, width - 1) + "\n";
    }
    if (open > shown) text += fit(fmt::format("and {} more", open - shown), width - 1, false) + "\n";
    lines_ = shown + (open > shown);
    write(text);
}

}  // namespace pipeline
