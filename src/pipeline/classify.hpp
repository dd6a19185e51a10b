#pragma once

#include <optional>
#include <string_view>

#include "archive/archive.hpp"
#include "model/record.hpp"
#include "model/source.hpp"

namespace pipeline {

/// What an answer is, before anyone believes it. `passing`: asked later, it may be better. `final`: what was
/// asked, or who asked, must change first.
enum class Verdict { good, no_data, passing, final, key_refused, quota_spent };

struct Judged {
    Verdict verdict = Verdict::good;
    std::optional<model::Reject> reject;  // why, where it is neither good nor "no data"
};

/// By status, first bytes and the provider's declared way to say "no". Only what is `good` is for a parser:
/// HTTP 200 proves nothing.
Judged judge(const model::Source& source, const archive::Kept& kept);

/// When the quota begins anew that was spent at `now`, if the provider says so.
std::optional<base::Instant> quota_begins(const model::Source& source, base::Instant now);

/// A hop on the way: the host pointed elsewhere and we went there. A refused redirect carries its failure,
/// and one that does not say where to is none.
bool is_redirect(const archive::Kept& kept);

/// A parser's fault in a reader's words: a web page is called by its title.
model::Reject told(model::Reject fault, std::string_view body);

/// What the code of a reject means for asking again.
Verdict verdict_of(std::string_view reason);

}  // namespace pipeline
