#include "parse/repair.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "parse/plain.hpp"

namespace parse {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_xml_entity(std::string_view name) {
    constexpr std::array names = {"amp", "lt", "gt", "quot", "apos"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/// '<', '&', control characters and the first byte of U+FFFE: everything else is copied in runs.
constexpr std::array<bool, 256> special = [] {
    std::array<bool, 256> table{};
    for (int c = 0; c < 0x20; ++c) table[static_cast<std::size_t>(c)] = c != '\t' && c != '\n' && c != '\r';
    table['<'] = table['&'] = table[0xEF] = true;
    return table;
}();

std::size_t next_special(std::string_view text, std::size_t at) {
    while (at < text.size() && !special[static_cast<unsigned char>(text[at])]) ++at;
    return at;
}

/// Characters XML forbids, though UTF-8 can spell them.
bool is_forbidden(char32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF;
}

/// One pass from the left; what needs no mending is copied in runs.
class Mender {
  public:
    explicit Mender(std::string_view text) : text_(text) { out_.reserve(text.size() + 16); }

    Repaired mend() {
        skip_declaration();
        while (at_ < text_.size()) {
            const auto next = next_special(text_, at_);
            out_ += text_.substr(at_, next - at_);
            at_ = next;
            if (at_ < text_.size()) special_at();
        }
        return {std::move(out_), base::join(notes_, ", ")};
    }

  private:
    void note(const std::string& what) {
        if (std::find(notes_.begin(), notes_.end(), what) == notes_.end()) notes_.push_back(what);
    }

    void skip_declaration() {
        at_ = std::min(text_.find('<'), text_.size());
        if (text_.substr(at_, 5) != "<?xml" || text_.substr(at_, 6) == "<?xml-") return;
        if (at_ > 0) note("leading blanks");
        const auto end = text_.find("?>", at_);
        at_ = end == npos ? at_ : end + 2;
    }

    void special_at() {
        const char c = text_[at_];
        if (c == '<') return markup();
        if (c == '&') return reference();
        if (is_control(c)) {
            note("control characters");
            ++at_;
            return;
        }
        const auto three = text_.substr(at_, 3);
        if (three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") {
            note("control characters");
            at_ += 3;
            return;
        }
        out_ += text_[at_++];
    }

    void markup() {
        if (text_.substr(at_, 9) == "<![CDATA[") return copy_through("]]>", 9);
        if (text_.substr(at_, 4) == "<!--") return copy_through("-->", 4);
        out_ += text_[at_++];
    }

    void copy_through(std::string_view end, std::size_t opening) {
        const auto found = text_.find(end, at_ + opening);
        const auto stop = found == npos ? text_.size() : found + end.size();
        for (; at_ < stop; ++at_) {
            if (!is_control(text_[at_]))
                out_ += text_[at_];
            else
                note("control characters");
        }
    }

    void reference() {
        const auto [character, length] = entity_at(text_, at_);
        const auto whole = text_.substr(at_, length);
        if (length == 0) {
            note("ampersands");
            out_ += "&amp;";
            ++at_;
            return;
        }
        at_ += length;
        if (is_xml_entity(whole.substr(1, length - 2))) {
            out_ += whole;
        } else if (whole[1] == '#') {
            number(whole, character);
        } else {
            note("entities");
            out_ += base::to_utf8(character);
        }
    }

    /// pugixml would end its text at &#0;.
    void number(std::string_view whole, char32_t character) {
        if (is_forbidden(character) || character == 0xFFFD)
            note("control characters");
        else if (character >= 0x80)
            out_ += base::to_utf8(character);  // windows-1252 numbers mean what they look like
        else
            out_ += whole;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string out_;
    std::vector<std::string> notes_;
};

}  // namespace

Repaired repair(std::string_view text) {
    return Mender{text}.mend();
}

}  // namespace parse
