#pragma once

#include <string>
#include <string_view>

namespace parse {

struct Repaired {
    std::string text;
    std::string
        what;  // "", or what had to be mended: "leading blanks, control characters, entities, ampersands"
};

/// Feed text (UTF-8) as an XML parser can take it: the declaration and what stands before it out (the text is
/// UTF-8 by now, whatever it says), control characters out, HTML entities as characters, bare & as &amp;.
/// What stands in CDATA sections and comments stays but for control characters.
Repaired repair(std::string_view text);

}  // namespace parse
