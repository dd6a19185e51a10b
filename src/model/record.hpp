#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace model {

/// Named fields that a parser found, before anyone knows what they mean. The views live only as long as the
/// call that hands the record over.
struct Record {
    struct Field {
        std::string_view name, value;
    };

    std::string place;  // where in the file: "row 17", "item 3"
    std::vector<Field> fields;

    /// The first field of that name; nullptr where there is none.
    const std::string_view* find(std::string_view name) const {
        for (const auto& field : fields)
            if (field.name == name) return &field.value;
        return nullptr;
    }
    std::string_view get(std::string_view name) const {
        const auto* value = find(name);
        return value ? *value : std::string_view{};
    }
};

/// What could not be used: where, why (a code of the list below), the finding, the original text (cut at 500
/// bytes). Codes: `provider_error`, `key_refused`, `quota_spent`, `busy`, `html_page`, `empty`, `truncated`,
/// `malformed`, `wrong_page`, `wrong_shape`, `unknown_format`, `http_status`, `no_answer`, `unknown_entity`,
/// `unknown_indicator`, `bad_period`, `bad_value`, `bad_magnitude`, `wrong_unit`, `missing_field`,
/// `duplicate`.
struct Reject {
    std::string place, reason, detail, original;
    bool operator==(const Reject&) const = default;
};

}  // namespace model
