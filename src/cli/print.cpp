#include <cstdio>

#include "base/text.hpp"
#include "cli/commands.hpp"

namespace cli {
namespace {

constexpr std::size_t columns = 80;

}  // namespace

void print(std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
}

void print_wrapped(std::string_view text, std::size_t indent) {
    std::string line;
    const auto begin = text.find_first_not_of(' ');
    line.append(begin == std::string_view::npos ? 0 : begin, ' ');
    for (const auto word : base::split(text.substr(line.size()), ' ')) {
        const auto filled = line.find_last_not_of(' ') != std::string::npos;
        const bool fits = base::code_points(line).size() + 1 + base::code_points(word).size() <= columns;
        if (filled && !fits) {
            print(line);
            line.assign(indent, ' ');
        } else if (filled) {
            line += ' ';
        }
        line += word;
    }
    print(line);
}

}  // namespace cli
