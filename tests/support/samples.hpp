#pragma once

#include <string>
#include <string_view>
#include <vector>

/// A small document of tests/samples/formats.
std::string sample(const std::string& name);
/// All of them whose names begin and end like this.
std::vector<std::string> samples_like(std::string_view begin, std::string_view end);
