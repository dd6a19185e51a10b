#include "fetch/transport.hpp"

#include <algorithm>
#include <array>

namespace fetch {

bool is_hop(const model::Exchange& exchange) {
    constexpr std::array redirects = {301, 302, 303, 307, 308};
    const bool redirect = std::find(redirects.begin(), redirects.end(), exchange.status) != redirects.end();
    return redirect && exchange.failure.empty() && !model::header(exchange.headers, "Location").empty();
}

}  // namespace fetch
