#pragma once

// fmt 9 calls an unqualified `compare(…)` of its own in inline code, which a namespace of that name hides
// when it is declared first. The headers of the room `compare` therefore include this before they open it.
#include <fmt/format.h>
