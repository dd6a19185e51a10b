#pragma once

#include <cstddef>
#include <string_view>

#include "extract/plain.hpp"

namespace extract {

/// A number as written: 1,180 · 1.5万亿 · 4천800억 · 12億5000万 · 삼천억 · 一亿.
struct Number {
    std::size_t end = 0;  // 0: no number
    double value = 0;
    double scale = 1;    // its last great unit (억 = 1e8): what a bare "10" before "~20억" is short of
    bool vague = false;  // 수십조, 数百亿: a size, no figure
};

/// The number that begins at `at`; native numerals only where they end in 만, 억, 조 or their like.
Number read_number(const Plain& plain, std::size_t at);

}  // namespace extract
