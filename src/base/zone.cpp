// Named time zones through ICU: GCC 12 has none.
#include "base/zone.hpp"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <memory>
#include <string>

namespace base {
namespace {

std::unique_ptr<icu::TimeZone> zone_of(std::string_view name) {
    const auto text = icu::UnicodeString::fromUTF8(std::string{name});
    return std::unique_ptr<icu::TimeZone>{icu::TimeZone::createTimeZone(text)};
}

/// How far the zone's clocks are ahead of UTC. `local`: the moment is told by these clocks.
std::chrono::milliseconds ahead(Instant instant, std::string_view zone, bool local) {
    if (zone == "UTC") return {};
    const auto millis = std::chrono::floor<std::chrono::milliseconds>(instant.time_since_epoch()).count();
    std::int32_t raw = 0, summer = 0;
    UErrorCode fault = U_ZERO_ERROR;
    zone_of(zone)->getOffset(static_cast<UDate>(millis), local, raw, summer, fault);
    return std::chrono::milliseconds{U_SUCCESS(fault) ? raw + summer : 0};
}

}  // namespace

bool is_zone(std::string_view name) {
    // ICU takes any word and answers GMT; "GMT+9" and the like are no names of places.
    const auto zone = zone_of(name);
    icu::UnicodeString known;
    UErrorCode fault = U_ZERO_ERROR;
    icu::TimeZone::getCanonicalID(icu::UnicodeString::fromUTF8(std::string{name}), known, fault);
    return U_SUCCESS(fault) && *zone != icu::TimeZone::getUnknown() && !known.startsWith(u"GMT");
}

Day day_of(Instant instant, std::string_view zone) {
    return day_of(instant + ahead(instant, zone, false));
}

Instant start_of(Day day, std::string_view zone) {
    return Instant{day} - ahead(Instant{day}, zone, true);
}

}  // namespace base
