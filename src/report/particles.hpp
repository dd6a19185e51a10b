#pragma once

#include <string>
#include <string_view>

namespace report {

/// Chooses Korean particles by the sound before them: a text says "{{x}}은(는)" and prints "161배는" or
/// "57%는". Pairs: 은(는) 이(가) 을(를) 과(와) 으로(로) 이다(다)… Markup between word and particle is looked
/// through.
std::string settle_particles(std::string_view html);

}  // namespace report
