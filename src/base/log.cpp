#include "base/log.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

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

}  // namespace

void set_level(Level level) {
    logger().set_level(level == Level::quiet    ? spdlog::level::warn
                       : level == Level::normal ? spdlog::level::info
                                                : spdlog::level::debug);
}

void info(std::string_view line) {
    logger().info(line);
}
void detail(std::string_view line) {
    logger().debug(line);
}
void warning(std::string_view line) {
    logger().warn("warning: {}", line);
}

}  // namespace base::log
