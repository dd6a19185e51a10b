#include "parse/table.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "parse/charset.hpp"
#include "parse/faults.hpp"

namespace parse {
namespace {

std::optional<model::Reject> wrong_kind(std::string_view bytes) {
    const Kind kind = sniff(bytes);
    const std::string detail = fmt::format("{} instead of delimited text", name(kind));
    switch (kind) {
        case Kind::empty:
            return fault("empty", "the body is empty", bytes);
        case Kind::html:
        case Kind::xml:
            return fault("html_page", detail, bytes);
        case Kind::json:
            return fault("wrong_shape", detail, bytes);
        case Kind::gzip:
            return fault("malformed", detail, bytes);
        case Kind::text:
            break;
    }
    return {};
}

/// The text as UTF-8; the fault says which byte denies the declared encoding.
std::optional<model::Reject> decode_cells(std::string_view& bytes, const Options& options,
                                          std::string& room) {
    const auto encoding = base::lower_ascii(options.get("encoding", "utf-8"));
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        room = decode(bytes, {}).text;
        bytes = room;
    } else if (encoding != "utf-8") {
        room = base::to_utf8(bytes, encoding == "macroman" ? "macintosh" : encoding).value_or("");
        bytes = room;
    }
    bytes = without_mark(bytes);
    if (base::valid_utf8(bytes)) return {};
    return fault("malformed", "not UTF-8; say encoding = \"macintosh\", \"windows-1252\" … in [parse]",
                 bytes);
}

}  // namespace

base::Error unknown_option(std::string_view key, const std::string& found, std::string_view right) {
    return {fmt::format("[parse] {}", key), fmt::format("'{}' is not known", found),
            fmt::format("write {}", right), base::Error::Kind::usage};
}

std::optional<model::Reject> prepare_table(std::string_view& bytes, const Options& options,
                                           std::string& room) {
    const auto encoding = options.get("encoding");
    if (!encoding.empty() && !base::to_utf8("a", encoding == "macroman" ? "macintosh" : encoding))
        throw unknown_option("encoding", encoding, "a charset such as 'utf-8', 'macintosh', 'windows-949'");
    if (auto wrong = wrong_kind(bytes)) return wrong;
    return decode_cells(bytes, options, room);
}

}  // namespace parse
