#pragma once

#include <string_view>

#include "parse/parse.hpp"

// The readers behind the table of formats, one file each.
namespace parse {

Document worldbank(std::string_view bytes, const Options& options, const Sink& sink);
Document gesmes(std::string_view bytes, const Options& options, const Sink& sink);
Document delimited(std::string_view bytes, const Options& options, const Sink& sink);
Document json(std::string_view bytes, const Options& options, const Sink& sink);
Document feed(std::string_view bytes, const Options& options, const Sink& sink);

}  // namespace parse
