#include "model/exchange.hpp"

#include "base/text.hpp"

namespace model {

std::string header(const Headers& headers, std::string_view name) {
    const auto wanted = base::lower_ascii(name);
    for (const auto& [key, value] : headers)
        if (base::lower_ascii(key) == wanted) return value;
    return {};
}

}  // namespace model
