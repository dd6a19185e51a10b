#include "model/figure.hpp"

namespace model {

std::string EditionKey::id() const {
    return kind + "-" + period + "@" + base::iso(base::day_of(as_known));
}

}  // namespace model
