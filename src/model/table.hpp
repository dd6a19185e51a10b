#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace model {

using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

/// The answer of a query: named columns, rows of cells.
struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<Cell>> rows;

    /// npos-like -1 where there is no such column.
    int column(std::string_view name) const {
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i] == name) return static_cast<int>(i);
        return -1;
    }
};

/// The cell as text; "" for NULL and for a missing column (index -1).
std::string text_of(const std::vector<Cell>& row, int column);
std::optional<double> number_of(const std::vector<Cell>& row, int column);

}  // namespace model
