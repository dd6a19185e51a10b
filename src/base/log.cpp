#include "base/log.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <deque>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/time.hpp"

namespace base::log {
namespace {

struct Writer {
    spdlog::logger logger{"tuja", std::make_shared<spdlog::sinks::stderr_color_sink_st>()};
    Form form = Form::text;
    std::function<void()> before;

    Writer() {
        logger.set_pattern("%^%v%$");
        logger.set_level(spdlog::level::info);
    }
};

Writer& writer() {
    static Writer made;
    return made;
}

Json object(std::string_view level, std::string_view source, std::string_view message) {
    auto json = Json::object();
    json.set("time", iso(clock_now())).set("level", level);
    if (!source.empty()) json.set("source", source);
    return json.set("message", message);
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

void write(spdlog::level::level_enum level, std::string_view name, std::string_view line,
           std::string_view source) {
    auto& to = writer();
    const auto text = fmt::format("{}{}{}{}", level == spdlog::level::warn ? "warning: " : "", source,
                                  source.empty() ? "" : ": ", line);
    const bool shown = to.logger.should_log(level);
    if (shown || level != spdlog::level::debug) remember(text);
    if (!shown) return;
    if (to.before) to.before();
    if (to.form == Form::json)
        return to.logger.log(level, spdlog::string_view_t{object(name, source, line).dump()});
    to.logger.log(level, spdlog::string_view_t{text});
}

}  // namespace

void set_level(Level level) {
    writer().logger.set_level(level == Level::quiet    ? spdlog::level::warn
                              : level == Level::normal ? spdlog::level::info
                                                       : spdlog::level::debug);
}
void set_form(Form form) {
    writer().form = form;
}
void set_before(std::function<void()> before) {
    writer().before = std::move(before);
}

void info(std::string_view line, std::string_view source) {
    write(spdlog::level::info, "info", line, source);
}
void detail(std::string_view line, std::string_view source) {
    write(spdlog::level::debug, "detail", line, source);
}
void warning(std::string_view line, std::string_view source) {
    write(spdlog::level::warn, "warning", line, source);
}

void error(const Error& error) {
    auto& to = writer();
    if (to.before) to.before();
    if (to.form == Form::text) return to.logger.log(spdlog::level::err, spdlog::string_view_t{error.what()});
    const auto line =
        object("error", {}, error.found()).set("where", error.where()).set("next", error.next()).dump();
    to.logger.log(spdlog::level::err, spdlog::string_view_t{line});
}

std::string tail() {
    std::string text;
    for (const auto& line : last_lines()) text += line + "\n";
    return text;
}

}  // namespace base::log
