#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace base {

/// A JSON value. Objects keep the order in which their members were added, so that output is stable.
class Json {
  public:
    using Array = std::vector<Json>;
    using Object = std::vector<std::pair<std::string, Json>>;

    Json() = default;  // null
    Json(bool value) : value_(value) {}
    Json(int value) : value_(std::int64_t{value}) {}
    Json(std::int64_t value) : value_(value) {}
    Json(std::size_t value) : value_(static_cast<std::int64_t>(value)) {}
    Json(double value) : value_(value) {}
    Json(const char* value) : value_(std::string{value}) {}
    Json(std::string_view value) : value_(std::string{value}) {}
    Json(std::string value) : value_(std::move(value)) {}
    Json(Array value) : value_(std::move(value)) {}
    Json(Object value) : value_(std::move(value)) {}
    template <class T>
    Json(const std::optional<T>& value) {
        if (value) *this = Json{*value};
    }

    static Json array() { return Json{Array{}}; }
    static Json object() { return Json{Object{}}; }
    /// Nothing when `text` is not one whole JSON value.
    static std::optional<Json> parse(std::string_view text);

    bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
    const std::string* string() const { return std::get_if<std::string>(&value_); }
    const bool* boolean() const { return std::get_if<bool>(&value_); }
    const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value_); }
    /// Integers count as numbers.
    std::optional<double> number() const;
    const Array* items() const { return std::get_if<Array>(&value_); }
    const Object* members() const { return std::get_if<Object>(&value_); }
    /// The member of an object; null (shared, static) where there is none.
    const Json& operator[](std::string_view key) const;
    /// The member's text, or "" where there is none or it is no string.
    std::string text(std::string_view key) const;

    Json& set(std::string_view key, Json value);
    Json& push(Json value);

    /// One line without blanks; with `indent` > 0 over several lines. Invalid UTF-8 becomes U+FFFD.
    std::string dump(int indent = 0) const;

  private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

}  // namespace base
