#include "chart/colour.hpp"

#include <array>

namespace chart {
namespace {

constexpr std::array roles = {
    Role{"oth", {"#6B7782", "oth"}, {"#52606D", "oth"}, 1.5, "1.5 3", Mark::circle, false},
    Role{"kr", {"#B83D07", "kr"}, {"#B83D07", "kr"}, 3.2, "", Mark::circle, true},
    Role{"us", {"#152048", "us"}, {"#152048", "us"}, 2.2, "", Mark::square, true},
    Role{"cn", {"#019DA3", "cn"}, {"#00797D", "cn"}, 2.2, "", Mark::up, true},
    Role{"eu", {"#326AAD", "eu"}, {"#326AAD", "eu"}, 1.5, "7 3", Mark::diamond, false},
    Role{"uk", {"#AF8424", "uk"}, {"#86620C", "uk"}, 1.5, "2.5 2.5", Mark::down, false},
    Role{"in", {"#413903", "in"}, {"#413903", "in"}, 1.5, "8 3 2 3", Mark::square, false},
    Role{"jp", {"#783161", "jp"}, {"#783161", "jp"}, 1.5, "4 2.5", Mark::up, false},
};

}  // namespace

const Role& role(std::string_view name) {
    for (const auto& candidate : roles)
        if (candidate.name == name) return candidate;
    return roles.front();
}

const Role& ranked_role(std::string_view name) {
    const auto& found = role(name);
    return found.strong ? found : roles.front();
}

Paint words(const Role& role) {
    return role.name == "kr" ? role.text : ink;
}

}  // namespace chart
