#include "archive/group.hpp"

#include <fmt/format.h>

#include "archive/digest.hpp"

namespace archive {
namespace {

/// Puts records together into groups. Ours are request, answer, metadata, in this order and nothing between.
class Assembler {
  public:
    Assembler(Input& in, const Found& found)
        : in_(in), found_(found), ours_(in.name().starts_with("tuja-")), whole_until_(0) {}

    void take(Record&& record);
    void broken(std::uint64_t offset, const std::string& what);
    void end();
    std::uint64_t whole_until() const { return whole_until_; }

  private:
    void start(Record&& record);
    void answer(Record&& record);
    void commit(Record&& record);
    void flush(std::string_view what);
    void damage(std::uint64_t offset, std::string what, const char* next);

    Input& in_;
    const Found& found_;
    const bool ours_;
    std::uint64_t whole_until_;
    std::vector<Record> pending_;
    bool after_damage_ = false;  // the rest of a group whose damage is already told
};

constexpr const char* from_backup =
    "this group is lost, the others are sound; its bytes come back from a backup alone";
constexpr const char* never_whole = "it was never entered: the next run of its source asks again";
constexpr std::string_view unfinished = "a group without its metadata record";

void Assembler::take(Record&& record) {
    const auto type = record.type();
    if (!matches(record.field("WARC-Block-Digest"), record.block))
        return broken(record.offset, fmt::format("a {} record whose block differs from its digest", type));
    if (type == "request") return start(std::move(record));
    if (type == "response" || type == "revisit") return answer(std::move(record));
    if (type == "metadata") return commit(std::move(record));
    flush(unfinished);
    if (type != "resource" && type != "warcinfo") return;
    whole_until_ = record.end();
    if (type == "resource") found_.resource(std::move(record));
}

void Assembler::start(Record&& record) {
    flush(unfinished);
    after_damage_ = false;
    pending_.push_back(std::move(record));
}

void Assembler::answer(Record&& record) {
    const bool follows = pending_.size() == 1 &&
                         pending_.front().field("WARC-Concurrent-To") == record.field("WARC-Record-ID");
    if (follows) {
        pending_.push_back(std::move(record));
        return;
    }
    flush(unfinished);
    if (ours_ && !after_damage_) damage(record.offset, "an answer without its request", from_backup);
}

void Assembler::commit(Record&& record) {
    auto meta = base::Json::parse(record.block);
    const bool of_ours = meta && (*meta)["tuja"].integer() != nullptr;
    if (!of_ours) return flush(unfinished);
    const bool alone = record.field("WARC-Concurrent-To").empty();
    if (alone) flush(unfinished);
    const bool whole = alone || (pending_.size() == 2 && pending_.back().field("WARC-Record-ID") ==
                                                             record.field("WARC-Concurrent-To"));
    if (!whole) {
        flush(unfinished);
        if (!after_damage_) damage(record.offset, "a metadata record without its answer", from_backup);
        return;
    }
    whole_until_ = record.end();
    after_damage_ = false;
    pending_.push_back(std::move(record));
    const auto first = pending_.front().offset;
    Group group{std::move(pending_), std::move(*meta), {in_.name(), first, whole_until_ - first}};
    pending_.clear();
    found_.group(std::move(group));
}

void Assembler::broken(std::uint64_t offset, const std::string& what) {
    damage(pending_.empty() ? offset : pending_.front().offset, what, from_backup);
    pending_.clear();
    after_damage_ = true;
}

void Assembler::flush(std::string_view what) {
    if (ours_ && !pending_.empty()) damage(pending_.front().offset, std::string{what}, never_whole);
    pending_.clear();
}

void Assembler::damage(std::uint64_t offset, std::string what, const char* next) {
    found_.damage({in_.name(), offset, std::move(what), next});
}

void Assembler::end() {
    if (in_.being_written()) return;  // its writer is about to finish it
    flush("half a group at the file's end");
}

}  // namespace

std::uint64_t walk(Input& in, std::uint64_t from, const Found& found) {
    Assembler assembler{in, found};
    Reader reader{in, from};
    for (;;) {
        try {
            auto record = reader.next();
            if (!record) break;
            assembler.take(std::move(*record));
        } catch (const Broken& broken) {
            const bool more = reader.recover();
            if (!more && in.being_written()) break;
            assembler.broken(broken.offset, broken.what);
            if (!more) break;
        }
    }
    assembler.end();
    return assembler.whole_until();
}

bool holds_body(const Record& answer) {
    return answer.type() == "response" ||
           (!answer.field("WARC-Profile").ends_with("identical-payload-digest") && !is_unmodified(answer));
}

bool is_unmodified(const Record& answer) {
    return answer.field("WARC-Profile").ends_with("server-not-modified") &&
           !answer.field("WARC-Refers-To").empty();
}

}  // namespace archive
