#include <fmt/format.h>

#include "archive/archive.hpp"
#include "archive/digest.hpp"
#include "archive/http.hpp"
#include "archive/interpret.hpp"
#include "base/coding.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"

namespace archive {
namespace {

/// Checks the payload's and the snapshot's digest of an answer that holds its body. The bytes are hashed once
/// where they carry no coding: hashing costs as much as inflating.
void check_body(const Group& group, const Kept& kept, const std::string& coding) {
    const auto& answer = *group.answer();
    const auto served = std::string_view{answer.block}.substr(read_http(answer.block).body_at);
    const auto hex = base::sha256(served);
    const auto field = answer.field("WARC-Payload-Digest");
    if (field != label(hex) && !matches(field, served))  // matches: a digest as others write it
        throw Broken{answer.offset, "its body differs from its WARC-Payload-Digest"};
    const auto plain = coding.empty() ? std::nullopt : base::decode(served, coding);
    if (!coding.empty() && !plain)
        throw Broken{answer.offset, fmt::format("its body can't be decoded as '{}'", coding)};
    const auto found = plain ? base::sha256(*plain) : hex;
    if (found != kept.snapshot.sha256)
        throw Broken{answer.offset, fmt::format("its body's SHA-256 is {}, its metadata says '{}'", found,
                                                kept.snapshot.sha256)};
}

Sound sound_of(Group&& group) {
    Sound sound;
    auto kept = interpret_head(group);
    if (const auto* answer = group.answer()) {
        const bool here = holds_body(*answer);
        if (here) check_body(group, kept, coding_of(group, kept.headers));
        sound.repeats = !here;
        sound.body_id = answer->field(here ? "WARC-Record-ID" : "WARC-Refers-To");
        sound.body_file = here ? group.at.file : answer->field("WARC-Refers-To-Filename");
        const auto offset = base::read_integer(answer->field("WARC-Refers-To-File-Offset")).value_or(-1);
        sound.body_offset = here ? answer->offset : static_cast<std::uint64_t>(offset);
    }
    sound.snapshot = std::move(kept.snapshot);
    return sound;
}

}  // namespace

void Archive::verify_file(const std::string& file, const std::function<void(Sound&&)>& sound,
                          const std::function<void(Resource&&)>& resource,
                          const std::function<void(Damage&&)>& damage) const {
    Input in{folder_, file};
    const auto check = [&](Group&& group) {
        const auto first = group.at.offset;
        std::optional<Sound> checked;
        try {
            checked = sound_of(std::move(group));
        } catch (const Broken& broken) {
            return damage({file, first, broken.what, "this group is lost, the others are sound"});
        }
        sound(std::move(*checked));
    };
    walk(in, 0,
         {check,
          [&](Record&& found) {
              const model::Location at{file, found.offset, found.length};
              auto read = interpret(std::move(found));
              read.at = at;
              resource(std::move(read));
          },
          [&](Damage&& found) { damage(std::move(found)); }});
}

}  // namespace archive
