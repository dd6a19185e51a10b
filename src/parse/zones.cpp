#include "parse/zones.hpp"

#include <array>
#include <string>

#include "base/text.hpp"

namespace parse {
namespace {

using std::chrono::minutes;

struct Zone {
    std::string_view name;
    int minutes_east;
};
constexpr std::array zones = {
    Zone{"z", 0},      Zone{"gmt", 0},    Zone{"utc", 0},     Zone{"ut", 0},      Zone{"est", -300},
    Zone{"edt", -240}, Zone{"cst", -360}, Zone{"cdt", -300},  Zone{"mst", -420},  Zone{"mdt", -360},
    Zone{"pst", -480}, Zone{"pdt", -420}, Zone{"akst", -540}, Zone{"akdt", -480}, Zone{"hst", -600},
    Zone{"ast", -240}, Zone{"adt", -180}, Zone{"wet", 0},     Zone{"west", 60},   Zone{"bst", 60},
    Zone{"cet", 60},   Zone{"cest", 120}, Zone{"met", 60},    Zone{"mez", 60},    Zone{"mesz", 120},
    Zone{"eet", 120},  Zone{"eest", 180}, Zone{"msk", 180},   Zone{"msd", 240},   Zone{"gst", 240},
    Zone{"ist", 330},  Zone{"sgt", 480},  Zone{"hkt", 480},   Zone{"awst", 480},  Zone{"kst", 540},
    Zone{"jst", 540},  Zone{"aest", 600}, Zone{"aedt", 660},  Zone{"nzst", 720},  Zone{"nzdt", 780},
};

}  // namespace

std::optional<minutes> read_zone(std::string_view text, minutes home) {
    const std::string lower = base::lower_ascii(base::trim(text));
    const auto sign = lower.find_first_of("+-");
    const auto name = std::string_view{lower}.substr(0, sign);
    minutes east{0};
    bool known = name.empty();
    for (const auto& zone : zones)
        if (zone.name == name) {
            east = minutes{zone.minutes_east};
            known = true;
        }
    if (name == "cst" && home == minutes{480}) east = home;
    if (!known || lower.empty()) return {};
    if (sign == std::string::npos) return east;
    const std::string digits = base::replace_all(std::string_view{lower}.substr(sign + 1), ":", "");
    const auto value = base::read_integer(digits);
    if (!value || *value < 0 || digits.empty() || digits.size() > 4) return {};
    const auto hours = digits.size() <= 2 ? *value : *value / 100;
    const auto rest = digits.size() <= 2 ? 0 : *value % 100;
    if (hours > 14 || rest > 59) return {};
    const minutes offset{hours * 60 + rest};
    return lower[sign] == '-' ? -offset : offset;
}

}  // namespace parse
