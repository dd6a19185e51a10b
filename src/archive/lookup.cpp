#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "archive/archive.hpp"
#include "archive/repeats.hpp"
#include "base/error.hpp"

namespace archive {
namespace {

[[noreturn]] void refuse(const model::Location& at, std::string what) {
    throw base::Error{
        fmt::format("archive/{} at offset {}", at.file, at.offset), std::move(what),
        "`tuja archive verify` says which groups are sound; `tuja rebuild` makes the index new"};
}

/// The one group or resource at a place.
template <class Result>
std::optional<Result> found_at(Input& in, const model::Location& at,
                               const std::function<Result(Group&&)>& group,
                               const std::function<Result(Record&&)>& resource) {
    std::optional<Result> result;
    std::optional<Damage> first;
    const Found found{[&](Group&& here) { result = group(std::move(here)); },
                      [&](Record&& here) { result = resource(std::move(here)); },
                      [&](Damage&& damage) {
                          if (!first) first = std::move(damage);
                      }};
    in.end_at(at.offset + at.length);
    walk(in, at.offset, found);
    if (first && first->offset <= at.offset) refuse(at, first->what);
    return result;
}

}  // namespace

Kept Archive::read(const model::Location& at) const {
    Input in{folder_, at.file, at.length};
    const auto kept = found_at<Kept>(
        in, at, [&](Group&& group) { return interpret(std::move(group), originals_in(folder_)); },
        [&](Record&&) -> Kept { refuse(at, "a resource stands here, not an exchange"); });
    if (!kept) refuse(at, "no whole group stands here");
    return *kept;
}

std::string Archive::body(const model::Location& at) const {
    Input in{folder_, at.file, at.length};
    const auto body = found_at<std::string>(
        in, at, [&](Group&& group) { return interpret(std::move(group), originals_in(folder_)).body; },
        [](Record&& record) { return std::move(record.block); });
    if (!body) refuse(at, "no whole group stands here");
    return *body;
}

std::string Archive::served(const model::Location& at) const {
    Input in{folder_, at.file, at.length};
    const auto body = found_at<std::string>(
        in, at, [&](Group&& group) { return served_body(std::move(group), originals_in(folder_)); },
        [](Record&& record) { return std::move(record.block); });
    if (!body) refuse(at, "no whole group stands here");
    return *body;
}

void Archive::scan(const std::function<void(Kept&&)>& group, const std::function<void(Resource&&)>& resource,
                   const std::function<void(Damage&&)>& damage) const {
    for (const auto& [file, size] : files()) scan_file(file, 0, group, resource, damage);
}

void Archive::scan_file(const std::string& file, std::uint64_t from, const std::function<void(Kept&&)>& group,
                        const std::function<void(Resource&&)>& resource,
                        const std::function<void(Damage&&)>& damage) const {
    Input in{folder_, file};
    const auto original = originals_in(folder_);
    const auto give = [&](Group&& found) {
        const auto offset = found.at.offset;
        std::optional<Kept> kept;
        try {
            kept = interpret(std::move(found), original);
        } catch (const base::Error& error) {
            return damage({file, offset, error.found(), error.next()});
        }
        group(std::move(*kept));
    };
    walk(in, from,
         {give,
          [&](Record&& found) {
              const model::Location at{file, found.offset, found.length};
              auto read = interpret(std::move(found));
              read.at = at;
              resource(std::move(read));
          },
          [&](Damage&& found) { damage(std::move(found)); }});
}

bool Archive::being_written(const std::string& file) const {
    return Input{folder_, file}.being_written();
}

std::vector<std::pair<std::string, std::uint64_t>> Archive::files() const {
    std::map<std::string, std::uint64_t> sizes;
    if (!std::filesystem::is_directory(folder_)) return {};
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        auto name = entry.path().filename().string();
        if (name.ends_with(open_suffix)) name.resize(name.size() - open_suffix.size());
        if (!name.ends_with(".warc.gz") && !name.ends_with(".warc")) continue;
        std::error_code renamed;  // between the listing and this look: the file is there under its final name
        const auto size = std::filesystem::file_size(entry.path(), renamed);
        sizes[name] = renamed ? std::filesystem::file_size(folder_ / name) : size;
    }
    return {sizes.begin(), sizes.end()};
}

}  // namespace archive
