#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/error.hpp"
#include "parse/parse.hpp"

/// Feeds the fuzzer's bytes to one format and touches every field it hands over. Options follow from the
/// first byte, so that a corpus of real files still finds the paths behind them.
inline void parse_one(const char* format, const std::uint8_t* data, std::size_t size,
                      const parse::Options& options) {
    std::size_t touched = 0;
    try {
        parse::format(format)->read({reinterpret_cast<const char*>(data), size}, options,
                                    [&](const model::Record& record) {
                                        for (const auto& field : record.fields)
                                            for (const char c : field.value)
                                                touched += static_cast<unsigned char>(c);
                                    });
    } catch (const base::Error&) {
        // An option's value that the format refuses: said to the user, no finding.
    }
    [[maybe_unused]] static volatile std::size_t sink;
    sink = touched;
}
