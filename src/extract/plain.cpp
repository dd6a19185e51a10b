#include "extract/plain.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.hpp"

namespace extract {
namespace {

/// Marks that belong to the letter before them. ICU orders a run of them in quadratic time, so a run is cut.
bool joins(char32_t c) {
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x1161 && c <= 0x11FF) || c == 0x3099 || c == 0x309A;
}
constexpr std::size_t longest_letter = 24;

bool invisible(char32_t c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0x61C || c == 0x180E ||
           (c >= 0xFE00 && c <= 0xFE0F);
}
bool blank(char32_t c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f' || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0x85;
}
bool line_end(char32_t c) {
    return c == '\n' || c == 0x2028 || c == 0x2029;
}

/// Where one character's compatibility form differs from itself, and by what it is replaced.
class Forms {
  public:
    Forms() {
        for (char32_t c = 0xA0; c < 0x10000; ++c)
            if (may_differ(c)) remember(c);
    }
    const std::string* other(char32_t c) const {
        if (c >= 0x10000) return nullptr;
        const auto index = index_[c];
        return index ? &forms_[index - 1] : nullptr;
    }

  private:
    static bool may_differ(char32_t c) {
        return c < 0x3400 || (c >= 0xF900 && c < 0xFB00) || (c >= 0xFB00 && c < 0xFFF0);
    }
    void remember(char32_t c) {
        const auto itself = base::to_utf8(c);
        auto form = base::nfkc(itself);
        if (form == itself) return;
        forms_.push_back(std::move(form));
        index_[c] = static_cast<std::uint16_t>(forms_.size());
    }
    std::array<std::uint16_t, 0x10000> index_{};
    std::vector<std::string> forms_;
};

const Forms& forms() {
    static const auto made = std::make_unique<Forms>();  // 0.5 MB, too much for a stack
    return *made;
}

/// "자기자본(원): 920,000,000,000", "Amount: $5 million": a form's field.
bool begins_field(std::string_view text, std::size_t at) {
    const auto line = text.substr(at, std::min<std::size_t>(48, text.find('\n', at) - at));
    const auto colon = std::min(line.find(": "), line.find("\xEF\xBC\x9A"));
    return colon != std::string_view::npos && line.substr(0, colon).find(". ") == std::string_view::npos;
}

/// A wrapped line goes on; a list item, a field or an empty line does not.
bool begins_item(std::string_view text, std::size_t at) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
    if (at >= text.size()) return false;
    if (text[at] == '\n' || text[at] == '-' || text[at] == '*' || text[at] == '#') return true;
    if (is_digit(text[at])) {
        auto end = at;
        while (end < text.size() && is_digit(text[end])) ++end;
        return end - at <= 2 && end + 1 < text.size() && (text[end] == '.' || text[end] == ')') &&
               (text[end + 1] == ' ' || static_cast<unsigned char>(text[end + 1]) >= 0x80);
    }
    if (begins_field(text, at)) return true;
    constexpr std::array marks = {"○", "●", "□", "■",  "◇", "◆", "△", "▲", "▶",
                                  "▷", "•", "·", "ㅇ", "※", "①", "②", "③"};
    return std::any_of(marks.begin(), marks.end(),
                       [&](std::string_view mark) { return text.substr(at, mark.size()) == mark; });
}

class Writer {
  public:
    explicit Writer(Plain& out) : out_(out) {}

    void text(std::string_view original) {
        for (std::size_t at = 0; at < original.size();) {
            const auto one = decode(original, at);
            const auto length = letter_length(original, at, one.length);
            if (length > one.length)
                put(base::nfkc(original.substr(at, length)), at);
            else
                character(original, at, one);
            at += length;
        }
        while (out_.text.size() > begun_ && (out_.text.back() == ' ' || out_.text.back() == '\n')) drop();
    }
    void part() { begun_ = out_.text.size(); }

    void put(std::string_view bytes, std::size_t at) {
        out_.text.append(bytes);
        out_.from.insert(out_.from.end(), bytes.size(), static_cast<std::uint32_t>(at));
    }

  private:
    static std::size_t letter_length(std::string_view original, std::size_t at, std::size_t first) {
        auto length = first;
        for (std::size_t marks = 0; marks < longest_letter && at + length < original.size(); ++marks) {
            if (static_cast<unsigned char>(original[at + length]) < 0xC0) break;
            const auto next = decode(original, at + length);
            if (!joins(next.point)) break;
            length += next.length;
        }
        return length;
    }
    void character(std::string_view original, std::size_t at, Decoded one) {
        if (invisible(one.point) || one.point == 0) return;
        if (line_end(one.point)) return gap(begins_item(original, at + one.length) ? '\n' : ' ', at);
        if (blank(one.point)) return gap(' ', at);
        if (one.point < 0x80) return put(original.substr(at, 1), at);
        if (one.point == 0xFFFD) return put("\xEF\xBF\xBD", at);
        if (const auto* form = forms().other(one.point)) return put(*form, at);
        put(original.substr(at, one.length), at);
    }
    void gap(char c, std::size_t at) {
        if (out_.text.size() == begun_) return;
        if (out_.text.back() == '\n') return;
        if (out_.text.back() == ' ') {
            if (c == '\n') out_.text.back() = '\n';
            return;
        }
        put({&c, 1}, at);
    }
    void drop() {
        out_.text.pop_back();
        out_.from.pop_back();
    }

    Plain& out_;
    std::size_t begun_ = 0;
};

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return {0xFFFD, 1};
    char32_t point = lead & (0xFF >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) return {0xFFFD, 1};
        point = (point << 6) | (byte(at + i) & 0x3F);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (point < least[length] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return {0xFFFD, 1};
    return {point, length};
}

Plain plain(std::string_view title, std::string_view text) {
    Plain out;
    out.text.reserve(title.size() + text.size() + 1);
    out.from.reserve(title.size() + text.size() + 2);
    Writer writer{out};
    writer.text(title);
    out.title_end = out.text.size();
    writer.put("\n", title.size());
    writer.part();
    writer.text(text);
    out.from.push_back(static_cast<std::uint32_t>(text.size()));
    out.folded = out.text;
    for (char& c : out.folded)
        if (is_upper(c)) c = static_cast<char>(c + 32);
    return out;
}

}  // namespace extract
