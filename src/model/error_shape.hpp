#pragma once

#include <string>
#include <vector>

namespace model {

/// How a provider says "no" in the body of an answer, mostly under status 200. A path names members (JSON) or
/// elements (XML, from the root on) joined by `/`; `*` is any of them, a number one of a list, `@name` an
/// attribute. Namespace prefixes are left out.
struct ErrorShape {
    std::vector<std::string> code, message;  // where they stand: a body without a code is no error
    std::vector<std::string> good;           // codes that say "all is well"
    std::vector<std::string> empty;          // … "there is nothing": an answer, no error
    std::vector<std::string> key, quota;     // … "not with this key", "no more for now"
    std::vector<std::string> busy;           // … "later". All other codes: what was asked is wrong
    std::string quota_begins;  // when a spent quota begins anew: hour | day | day+09:00; "" where unknown
};

}  // namespace model
