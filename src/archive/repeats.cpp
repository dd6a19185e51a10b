#include "archive/repeats.hpp"

#include <fmt/format.h>

#include "archive/http.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace archive {
namespace {

/// The response record that a revisit names, from the file and the offset that it names.
Record response_repeated(const std::filesystem::path& folder, const Record& revisit) {
    const auto file = revisit.field("WARC-Refers-To-Filename");
    const auto offset = base::read_integer(revisit.field("WARC-Refers-To-File-Offset"));
    // A file name from a record must not lead out of the folder.
    if (file.empty() || file.find('/') != file.npos || !offset) throw Broken{0, "its place is not given"};
    Input in{folder, file};
    auto record = Reader{in, static_cast<std::uint64_t>(*offset)}.next();
    if (!record || record->field("WARC-Record-ID") != revisit.field("WARC-Refers-To"))
        throw Broken{0, "another record stands there"};
    return std::move(*record);
}

Unmodified said_by(const Group& group) {
    const auto& answer = *group.answer();
    Unmodified said;
    said.sha256 = group.meta.text("sha256");
    if (const auto* bytes = group.meta["bytes"].integer()) said.bytes = static_cast<std::uint64_t>(*bytes);
    if (is_unmodified(answer)) {
        said.coding = group.meta.text("coding");
        said.content_type = group.meta.text("content_type");
        return said;
    }
    const auto headers = read_http(answer.block).headers;
    said.content_type = model::header(headers, "Content-Type");
    const auto* removed = group.meta["decoded"].boolean();
    if (!removed || *removed) said.coding = model::header(headers, "Content-Encoding");
    return said;
}

/// Where the body stands: here, or where this answer itself refers to.
void place(Unmodified& said, const std::string& file, const Record& answer) {
    const bool here = holds_body(answer);
    const auto field = [&](const char* own, const char* referred) {
        return answer.field(here ? own : referred);
    };
    said.id = field("WARC-Record-ID", "WARC-Refers-To");
    said.url = here ? answer.target() : answer.field("WARC-Refers-To-Target-URI");
    said.original.fetched =
        base::read_instant(field("WARC-Date", "WARC-Refers-To-Date")).value_or(base::Instant{});
    said.original.file = here ? file : answer.field("WARC-Refers-To-Filename");
    const auto offset = base::read_integer(answer.field("WARC-Refers-To-File-Offset")).value_or(0);
    said.original.offset = here ? answer.offset : static_cast<std::uint64_t>(offset);
}

}  // namespace

FindOriginal originals_in(const std::filesystem::path& folder) {
    return [folder](const Record& revisit) {
        const auto told = [&](const std::string& what) {
            return Broken{revisit.offset, fmt::format("the body it repeats (archive/{} at offset {}): {}",
                                                      revisit.field("WARC-Refers-To-Filename"),
                                                      revisit.field("WARC-Refers-To-File-Offset"), what)};
        };
        try {
            return served_body(response_repeated(folder, revisit));
        } catch (const base::Error& error) {
            throw told(error.found());
        } catch (const Broken& broken) {
            throw told(broken.what);
        }
    };
}

Unmodified unmodified_since(const std::filesystem::path& folder, const model::Location& at) {
    Input in{folder, at.file, at.length};
    in.end_at(at.offset + at.length);
    std::optional<Unmodified> said;
    const auto take = [&](Group&& group) {
        if (said || !group.answer()) return;
        said = said_by(group);
        place(*said, at.file, *group.answer());
    };
    walk(in, at.offset, {take, [](Record&&) {}, [](Damage&&) {}});
    if (!said || said->bytes == 0 || said->original.file.empty())
        throw base::Error{fmt::format("archive/{} at offset {}", at.file, at.offset),
                          "no answer with a body stands here", "ask again without validators"};
    return std::move(*said);
}

std::optional<Original> standing(const std::filesystem::path& folder, const model::Location& at,
                                 const std::string& url, const std::string& payload) {
    try {
        auto said = unmodified_since(folder, at);
        Input in{folder, said.original.file};
        auto record = Reader{in, said.original.offset}.next();
        if (!record || record->field("WARC-Record-ID") != said.id || record->target() != url ||
            record->field("WARC-Payload-Digest") != payload)
            return {};
        served_body(std::move(*record));
        return said.original;
    } catch (const base::Error&) {  // what can't be read any more is not referred to: the body is kept anew
    } catch (const Broken&) {
    }
    return {};
}

}  // namespace archive
