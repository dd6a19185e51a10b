#include "archive/held.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "archive/group.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"

namespace archive {
namespace {

std::filesystem::path list_of(const std::filesystem::path& folder, const std::string& file) {
    return folder / (file + ".held");
}

/// The list says of which size the file was, and ends with a line of its own: a torn one is no list.
std::string first_line(std::uint64_t size) {
    return fmt::format("tuja-held 1 {}\n", size);
}
constexpr std::string_view last_line = "end\n";

std::optional<std::uint64_t> read_hex(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

}  // namespace

Held::Key Held::key_of(std::string_view url, std::string_view payload) {
    const auto hex = base::sha256(fmt::format("{}\n{}", payload, url));
    const std::string_view text{hex};
    return {read_hex(text.substr(0, 16)).value_or(0), read_hex(text.substr(16, 16)).value_or(0)};
}

std::uint32_t Held::number_of(const std::string& file) {
    if (files_.empty() || files_.back() != file) files_.push_back(file);
    return static_cast<std::uint32_t>(files_.size() - 1);
}

std::optional<Original> Held::find(std::string_view url, std::string_view payload) const {
    const auto found = places_.find(key_of(url, payload));
    if (found == places_.end()) return {};
    const auto& place = found->second;
    return Original{files_[place.file], place.offset, place.fetched};
}

void Held::add(std::string_view url, std::string_view payload, const Original& original) {
    places_.try_emplace(key_of(url, payload),
                        Place{number_of(original.file), original.offset, original.fetched});
}

void Held::load(const std::filesystem::path& folder) {
    for (const auto& path : base::files_in(folder, ".warc.gz")) {
        const auto file = path.filename().string();
        if (read_list(list_of(folder, file), file, std::filesystem::file_size(path))) continue;
        read_records(folder, file);
        save(folder, file);
    }
}

bool Held::read_list(const std::filesystem::path& list, const std::string& file, std::uint64_t size) {
    if (!std::filesystem::exists(list)) return false;
    const auto text = base::read_file(list);
    std::string_view left{text};
    const auto first = first_line(size);
    if (!left.starts_with(first) || !left.ends_with(last_line)) return false;
    left = left.substr(first.size(), left.size() - first.size() - last_line.size());
    const auto number = number_of(file);
    while (!left.empty()) {
        const auto end = std::min(left.find('\n'), left.size() - 1);
        if (!read_line(left.substr(0, end), number)) return false;
        left.remove_prefix(end + 1);
    }
    return true;
}

/// 32 hex digits of the key, the response's offset, the microsecond it was fetched.
bool Held::read_line(std::string_view line, std::uint32_t file) {
    const auto parts = base::split(line, ' ');
    if (parts.size() != 3 || parts[0].size() != 32) return false;
    const auto high = read_hex(parts[0].substr(0, 16)), low = read_hex(parts[0].substr(16));
    const auto offset = base::read_integer(parts[1]), fetched = base::read_integer(parts[2]);
    if (!high || !low || !offset || !fetched) return false;
    places_.try_emplace({*high, *low}, Place{file, static_cast<std::uint64_t>(*offset),
                                             base::Instant{std::chrono::microseconds{*fetched}}});
    return true;
}

void Held::read_records(const std::filesystem::path& folder, const std::string& file) {
    Input in{folder, file};
    const auto learn = [&](Group&& group) {
        const auto* answer = group.answer();
        if (!answer || answer->type() != "response") return;
        const auto fetched = base::read_instant(answer->field("WARC-Date"));
        const auto payload = answer->field("WARC-Payload-Digest");
        if (fetched && !payload.empty()) add(answer->target(), payload, {file, answer->offset, *fetched});
    };
    // Damage is told by `scan` and `repair_tails`; here it only means that nothing may refer to it.
    walk(in, 0, {learn, [](Record&&) {}, [](Damage&&) {}});
}

void Held::save(const std::filesystem::path& folder, const std::string& file) const {
    std::vector<std::string> lines;
    for (const auto& [key, place] : places_)
        if (files_[place.file] == file)
            lines.push_back(fmt::format("{:016x}{:016x} {} {}\n", key[0], key[1], place.offset,
                                        place.fetched.time_since_epoch().count()));
    std::sort(lines.begin(), lines.end());
    try {
        const auto size = std::filesystem::file_size(folder / file);
        base::write_file(list_of(folder, file),
                         first_line(size) + base::join(lines, "") + std::string{last_line});
    } catch (const std::exception&) {
        // Without the list the file is read through next time: slower, never wrong.
    }
}

}  // namespace archive
