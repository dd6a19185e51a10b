#include "base/json.hpp"

#include <nlohmann/json.hpp>

namespace base {
namespace {

using Library = nlohmann::ordered_json;

Json taken(Library&& from) {
    switch (from.type()) {
        case Library::value_t::boolean:
            return Json{from.get<bool>()};
        case Library::value_t::number_integer:
            return Json{from.get<std::int64_t>()};
        case Library::value_t::number_unsigned: {
            const auto value = from.get<std::uint64_t>();
            if (value <= INT64_MAX) return Json{static_cast<std::int64_t>(value)};
            return Json{static_cast<double>(value)};
        }
        case Library::value_t::number_float:
            return Json{from.get<double>()};
        case Library::value_t::string:
            return Json{std::move(from.get_ref<std::string&>())};
        case Library::value_t::array: {
            Json::Array items;
            items.reserve(from.size());
            for (auto& item : from) items.push_back(taken(std::move(item)));
            return Json{std::move(items)};
        }
        case Library::value_t::object: {
            Json::Object members;
            members.reserve(from.size());
            for (auto& [key, value] : from.items()) members.emplace_back(key, taken(std::move(value)));
            return Json{std::move(members)};
        }
        default:
            return {};
    }
}

Library given(const Json& from) {
    if (const auto* text = from.string()) return *text;
    if (const auto* truth = from.boolean()) return *truth;
    if (const auto* whole = from.integer()) return *whole;
    if (const auto number = from.number()) return *number;
    if (const auto* items = from.items()) {
        Library array = Library::array();
        for (const auto& item : *items) array.push_back(given(item));
        return array;
    }
    if (const auto* members = from.members()) {
        Library object = Library::object();
        for (const auto& [key, value] : *members) object[key] = given(value);
        return object;
    }
    return nullptr;
}

}  // namespace

std::optional<Json> Json::parse(std::string_view text) {
    auto parsed = Library::parse(text, nullptr, false);
    if (parsed.is_discarded()) return {};
    return taken(std::move(parsed));
}

std::optional<double> Json::number() const {
    if (const auto* whole = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value_)) return *real;
    return {};
}

const Json& Json::operator[](std::string_view key) const {
    static const Json nothing;
    if (const auto* all = members())
        for (const auto& [name, value] : *all)
            if (name == key) return value;
    return nothing;
}

std::string Json::text(std::string_view key) const {
    const auto* found = (*this)[key].string();
    return found ? *found : std::string{};
}

Json& Json::set(std::string_view key, Json value) {
    if (!members()) value_ = Object{};
    auto& all = std::get<Object>(value_);
    for (auto& [name, old] : all)
        if (name == key) {
            old = std::move(value);
            return *this;
        }
    all.emplace_back(key, std::move(value));
    return *this;
}

Json& Json::push(Json value) {
    if (!items()) value_ = Array{};
    std::get<Array>(value_).push_back(std::move(value));
    return *this;
}

std::string Json::dump(int indent) const {
    return given(*this).dump(indent > 0 ? indent : -1, ' ', false, Library::error_handler_t::replace);
}

}  // namespace base
