#pragma once

#include <string_view>

#include "parse/parse.hpp"

// The readers behind the table of formats, one file each.
namespace parse {

Document worldbank(Input& input, const Options& options, const Sink& sink);
Document worldbank_json(std::string_view bytes, const Options& options, const Sink& sink);
Document sdmx_ml(Input& input, const Options& options, const Sink& sink);
Document sdmx_csv(std::string_view bytes, const Options& options, const Sink& sink);
Document sdmx_json(std::string_view bytes, const Options& options, const Sink& sink);
Document mapped_xml(Input& input, const Options& options, const Sink& sink);
Document gesmes(std::string_view bytes, const Options& options, const Sink& sink);
Document delimited(std::string_view bytes, const Options& options, const Sink& sink);
Document curated(std::string_view bytes, const Options& options, const Sink& sink);
Document json(std::string_view bytes, const Options& options, const Sink& sink);
Document feed(std::string_view bytes, const Options& options, const Sink& sink);

}  // namespace parse
