#include "pipeline/classify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "parse/faults.hpp"
#include "parse/parse.hpp"
#include "parse/said.hpp"
#include "parse/sniff.hpp"

namespace pipeline {
namespace {

/// What many hosts send in place of the file that was asked for. No format of ours begins like this.
struct Magic {
    std::string_view bytes, name;
};
constexpr std::array magics = {Magic{"PK\x03\x04", "a ZIP archive"},
                               Magic{"%PDF-", "a PDF document"},
                               Magic{"\x89PNG", "a picture"},
                               Magic{"\xFF\xD8\xFF", "a picture"},
                               Magic{"GIF8", "a picture"},
                               Magic{"\x1F\x8B", "gzip bytes"},
                               Magic{"\xD0\xCF\x11\xE0", "an old Office document"}};

struct Meaning {
    std::string_view reason;
    Verdict verdict;
};
constexpr std::array meanings = {Meaning{"key_refused", Verdict::key_refused},
                                 Meaning{"quota_spent", Verdict::quota_spent},
                                 Meaning{"busy", Verdict::passing},
                                 Meaning{"no_answer", Verdict::passing},
                                 Meaning{"empty", Verdict::passing},
                                 Meaning{"truncated", Verdict::passing},
                                 Meaning{"html_page", Verdict::passing}};

Judged refused(std::string_view reason, std::string detail, std::string_view body = {}) {
    return {verdict_of(reason),
            model::Reject{"answer", std::string{reason}, std::move(detail), parse::cut(body)}};
}

const model::ErrorShape& shape_of(const model::Source& source) {
    static const model::ErrorShape none;
    if (!source.error.code.empty()) return source.error;
    const auto* format = parse::format(source.format);
    return format ? format->error : none;
}

bool has(const std::vector<std::string>& codes, const std::string& code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::string in_words(const parse::Said& said) {
    return said.words.empty() ? said.code : fmt::format("{}: {}", said.code, said.words);
}

Judged judge_said(const parse::Said& said, const model::ErrorShape& shape, std::string_view body) {
    const auto words = in_words(said);
    if (has(shape.empty, said.code)) return {Verdict::no_data, {}};
    if (has(shape.key, said.code))
        return refused("key_refused", fmt::format("the host refuses the key ({})", words), body);
    if (has(shape.quota, said.code))
        return refused("quota_spent", fmt::format("the host's quota is spent ({})", words), body);
    if (has(shape.busy, said.code))
        return refused("busy", fmt::format("the host asks to come later ({})", words), body);
    return refused("provider_error", words, body);
}

/// What a refusing host says of itself: a page's title or its error's words.
std::string own_words(std::string_view body, const std::optional<parse::Said>& said) {
    if (said) return fmt::format(" ({})", in_words(*said));
    if (parse::sniff(body) != parse::Kind::html) return {};
    const auto title = parse::page_title(body);
    return title.empty() ? "" : fmt::format(" (\"{}\")", title);
}

std::string_view reason_of(int status, bool with_key) {
    if (status == 429 || status >= 500) return "busy";
    return with_key && (status == 401 || status == 403) ? "key_refused" : "http_status";
}

Judged judge_status(const model::Source& source, const archive::Kept& kept,
                    const std::optional<parse::Said>& said) {
    const int status = kept.snapshot.status;
    if (status == 204) return refused("empty", "the host answered 204: no body");
    if (status == 206)
        return refused("http_status", "the host answered 206: a part of what was asked", kept.body);
    return refused(reason_of(status, !source.key.empty()),
                   fmt::format("the host answered {}{}", status, own_words(kept.body, said)), kept.body);
}

}  // namespace

Judged judge(const model::Source& source, const archive::Kept& kept) {
    const auto& snapshot = kept.snapshot;
    if (!snapshot.failure.empty()) return refused("no_answer", snapshot.failure);
    const auto& shape = shape_of(source);
    const auto said = parse::said(kept.body, shape);
    // A provider that names a meaning is believed under any status: some refuse a key with 400.
    if (said && (snapshot.status == 200 || has(shape.key, said->code) || has(shape.quota, said->code) ||
                 has(shape.empty, said->code)))
        return judge_said(*said, shape, kept.body);
    // A 304 without a failure says an earlier body again, and the archive gives that body.
    if (snapshot.status != 200 && snapshot.status != 304) return judge_status(source, kept, said);
    if (kept.body.empty()) return refused("empty", "the body is empty");
    for (const auto& magic : magics)
        if (kept.body.starts_with(magic.bytes))
            return refused("wrong_shape", fmt::format("{}, not data", magic.name), kept.body);
    return {};
}

std::optional<base::Instant> quota_begins(const model::Source& source, base::Instant now) {
    const auto& begins = shape_of(source).quota_begins;
    if (begins.empty()) return {};
    if (begins == "hour") return std::chrono::floor<std::chrono::hours>(now) + std::chrono::hours{1};
    const std::chrono::hours zone{begins == "day" ? 0 : 9};  // "day+09:00"
    return base::Instant{base::day_of(now + zone) + std::chrono::days{1}} - zone;
}

bool is_redirect(const archive::Kept& kept) {
    constexpr std::array hops = {301, 302, 303, 307, 308};
    return std::find(hops.begin(), hops.end(), kept.snapshot.status) != hops.end() &&
           kept.snapshot.failure.empty() && !model::header(kept.headers, "Location").empty();
}

model::Reject told(model::Reject fault, std::string_view body) {
    if (fault.reason != "html_page" || parse::sniff(body) != parse::Kind::html) return fault;
    const auto title = parse::page_title(body);
    fault.detail =
        title.empty() ? "a web page, not data" : fmt::format("a web page, not data: \"{}\"", title);
    return fault;
}

Verdict verdict_of(std::string_view reason) {
    const auto* found = std::find_if(meanings.begin(), meanings.end(),
                                     [&](const Meaning& one) { return one.reason == reason; });
    return found == meanings.end() ? Verdict::final : found->verdict;
}

}  // namespace pipeline
