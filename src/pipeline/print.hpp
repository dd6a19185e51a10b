#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "pipeline/house.hpp"

namespace pipeline {

/// The Chromium that would print: the one that is set, else one that is installed; "" where none is.
std::string find_printer(const Settings& settings);
/// Where a Chromium is looked for.
std::span<const std::string_view> printer_places();

/// Prints an HTML file to PDF through Chromium. Dates inside the PDF are set to `as_known`, so that one
/// Chromium build gives the same bytes. Errors say how to install a printer, and why not as root.
void print_pdf(const Settings& settings, const std::filesystem::path& html, const std::filesystem::path& pdf,
               base::Instant as_known);

}  // namespace pipeline
