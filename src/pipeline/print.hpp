#pragma once

#include <filesystem>
#include <string>

#include "base/time.hpp"

namespace pipeline {

/// The Chromium that would print; "" where none is installed. TUJA_CHROMIUM names another one.
std::string find_printer();

/// Prints an HTML file to PDF through Chromium. Dates inside the PDF are set to `as_known`, so that one
/// Chromium build gives the same bytes. Errors say how to install a printer, and why not as root.
void print_pdf(const std::filesystem::path& html, const std::filesystem::path& pdf, base::Instant as_known);

}  // namespace pipeline
