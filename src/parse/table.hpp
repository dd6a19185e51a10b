#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "parse/parse.hpp"

// What every table of text needs before its cells are read.
namespace parse {

/// An option of [parse] that means nothing; `right` is what it may be.
base::Error unknown_option(std::string_view key, const std::string& found, std::string_view right);
/// Bytes that should be a table as UTF-8 without a mark, decoded into `room` where the option `encoding` or a
/// mark says so; or why they are no table.
std::optional<model::Reject> prepare_table(std::string_view& bytes, const Options& options,
                                           std::string& room);

}  // namespace parse
