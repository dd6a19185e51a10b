#pragma once

#include <string>
#include <string_view>

namespace model {

enum class Language { ko, en };

/// One wording in both languages of the report.
struct Names {
    std::string ko, en;

    const std::string& in(Language language) const { return language == Language::ko ? ko : en; }
    bool operator==(const Names&) const = default;
};

inline std::string_view code(Language language) {
    return language == Language::ko ? "ko" : "en";
}

}  // namespace model
