#include "base/log.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <deque>

namespace base::log {
namespace {

spdlog::logger& logger() {
    static const auto made = [] {
        auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_st>();
        auto fresh = std::make_shared<spdlog::logger>("tuja", sink);
        fresh->set_pattern("%^%v%$");
        fresh->set_level(spdlog::level::info);
        return fresh;
    }();
    return *made;
}

constexpr std::size_t lines_kept = 50;

std::deque<std::string>& last_lines() {
    static std::deque<std::string> lines;
    return lines;
}

void remember(std::string line) {
    auto& lines = last_lines();
    lines.push_back(std::move(line));
    if (lines.size() > lines_kept) lines.pop_front();
}

}  // namespace

void set_level(Level level) {
    logger().set_level(level == Level::quiet    ? spdlog::level::warn
                       : level == Level::normal ? spdlog::level::info
                                                : spdlog::level::debug);
}

void info(std::string_view line) {
    logger().info(line);
    remember(std::string{line});
}
void detail(std::string_view line) {
    logger().debug(line);
    if (logger().should_log(spdlog::level::debug)) remember(std::string{line});
}
void warning(std::string_view line) {
    logger().warn("warning: {}", line);
    remember("warning: " + std::string{line});
}

std::string tail() {
    std::string text;
    for (const auto& line : last_lines()) text += line + "\n";
    return text;
}

}  // namespace base::log
