#include "model/table.hpp"

#include "base/text.hpp"

namespace model {

std::string text_of(const std::vector<Cell>& row, int column) {
    if (column < 0) return {};
    const auto& cell = row[static_cast<std::size_t>(column)];
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
    if (const auto* real = std::get_if<double>(&cell)) return base::shortest(*real);
    return {};
}

std::optional<double> number_of(const std::vector<Cell>& row, int column) {
    if (column < 0) return {};
    const auto& cell = row[static_cast<std::size_t>(column)];
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&cell)) return *real;
    return {};
}

}  // namespace model
