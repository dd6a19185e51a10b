#include "report/fonts.hpp"

#include <fmt/format.h>
#include <hb-subset.h>
#include <hb.h>

#include <algorithm>
#include <memory>

#include "base/error.hpp"
#include "base/text.hpp"

namespace report {
namespace {

constexpr int bold_from = 600;  // one bold face serves 600 and 700

struct Close {
    void operator()(hb_blob_t* one) const noexcept { hb_blob_destroy(one); }
    void operator()(hb_face_t* one) const noexcept { hb_face_destroy(one); }
    void operator()(hb_font_t* one) const noexcept { hb_font_destroy(one); }
    void operator()(hb_set_t* one) const noexcept { hb_set_destroy(one); }
    void operator()(hb_subset_input_t* one) const noexcept { hb_subset_input_destroy(one); }
};
template <class T>
using Held = std::unique_ptr<T, Close>;

Held<hb_face_t> open(const Face& face) {
    const Held<hb_blob_t> blob{hb_blob_create(face.bytes.data(), static_cast<unsigned>(face.bytes.size()),
                                              HB_MEMORY_MODE_READONLY, nullptr, nullptr)};
    Held<hb_face_t> opened{hb_face_create(blob.get(), 0)};
    if (hb_face_get_glyph_count(opened.get()) == 0)
        throw base::Error{face.file, "this is no TrueType face", "install the Debian package fonts-nanum"};
    return opened;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve(bytes.size() / 3 * 4 + 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        unsigned group = 0;
        for (std::size_t i = 0; i < 3; ++i)
            group = group << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i)
            out += at + i > bytes.size() ? '=' : letters[group >> (18 - 6 * i) & 63];
    }
    return out;
}

/// Of the names only copyright and licence stay: the family's own name is reserved for the whole font.
void keep_names(hb_subset_input_t* input) {
    auto* names = hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID);
    hb_set_clear(names);
    hb_set_add(names, 0);
    hb_set_add(names, 13);
    auto* languages = hb_subset_input_set(input, HB_SUBSET_SETS_NAME_LANG_ID);
    hb_set_clear(languages);
    hb_set_add(languages, 0x409);
}

/// The characters of a text, each once, in order; printable ASCII always.
std::u32string used(std::string_view text) {
    std::vector<bool> seen(0x110000);
    for (const char32_t point : base::code_points(text)) seen[point] = true;
    std::u32string all;
    for (char32_t point = 0; point < seen.size(); ++point)
        if (seen[point] || (point >= 0x20 && point < 0x7F)) all += point;
    return all;
}

/// The parts of a page inside <svg>…</svg>.
std::string charts_of(std::string_view html) {
    std::string charts;
    for (auto at = html.find("<svg"); at != std::string_view::npos; at = html.find("<svg", at)) {
        const auto end = std::min(html.find("</svg>", at), html.size());
        charts += html.substr(at, end - at);
        at = end;
    }
    return charts;
}

std::string rule(std::string_view family, const Face& face, const std::u32string& points) {
    // One bold face serves 600 and 700; the range keeps engines from thickening it again.
    return fmt::format(
        "@font-face{{font-family:\"{}\";font-weight:{};font-style:normal;"
        "src:url(data:font/ttf;base64,{}) format(\"truetype\")}}\n",
        family, face.weight >= bold_from ? "600 700" : "400", base64(subset(face, points)));
}

/// Those of the characters that a face has; they are taken out of `wanted`.
std::u32string take_known(const Face& face, std::u32string& wanted) {
    const auto opened = open(face);
    const Held<hb_set_t> known{hb_set_create()};
    hb_face_collect_unicodes(opened.get(), known.get());
    std::u32string taken, rest;
    for (const auto point : wanted) (hb_set_has(known.get(), point) ? taken : rest) += point;
    wanted = std::move(rest);
    return taken;
}

/// Of faces of one weight the first that has a character prints it, so that a Latin face may stand before a
/// Korean.
std::string family_rules(std::string_view family, const std::vector<Face>& faces, std::string_view text) {
    std::string rules;
    const auto all = used(text);
    std::map<bool, std::u32string> left = {{false, all}, {true, all}};
    for (const auto& face : faces) {
        const auto points = take_known(face, left[face.weight >= bold_from]);
        if (!points.empty()) rules += rule(family, face, points);
    }
    return rules;
}

void read_widths(const Face& face, std::map<char32_t, int>& widths, int& otherwise) {
    const auto opened = open(face);
    const Held<hb_font_t> font{hb_font_create(opened.get())};
    const auto per_em = static_cast<long>(hb_face_get_upem(opened.get()));
    const auto width = [&](hb_codepoint_t point) -> long {
        hb_codepoint_t glyph = 0;
        if (!hb_font_get_nominal_glyph(font.get(), point, &glyph)) return -1;
        return (hb_font_get_glyph_h_advance(font.get(), glyph) * 1000L + per_em / 2) / per_em;
    };
    // Latin to arrows and mathematical signs; Hangul syllables share one width.
    for (hb_codepoint_t point = 0x20; point < 0x2600; ++point)
        if (const auto found = width(point); found >= 0) widths.emplace(point, found);
    if (const auto hangul = width(0xAC00); hangul >= 0) otherwise = static_cast<int>(hangul);
}

}  // namespace

std::string subset(const Face& face, const std::u32string& code_points) {
    const auto opened = open(face);
    const Held<hb_subset_input_t> input{hb_subset_input_create_or_fail()};
    auto* wanted = hb_subset_input_unicode_set(input.get());
    for (const auto point : code_points) hb_set_add(wanted, point);
    auto* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (const auto tag :
         {HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
          HB_TAG('k', 'e', 'r', 'n'), HB_TAG('v', 'm', 't', 'x'), HB_TAG('v', 'h', 'e', 'a')})
        hb_set_add(dropped, tag);
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING);
    keep_names(input.get());
    const Held<hb_face_t> cut{hb_subset_or_fail(opened.get(), input.get())};
    if (!cut) throw base::Error{face.file, "HarfBuzz could not subset this face", "use a TrueType face"};
    const Held<hb_blob_t> blob{hb_face_reference_blob(cut.get())};
    unsigned length = 0;
    const auto* bytes = hb_blob_get_data(blob.get(), &length);
    return {bytes, length};
}

std::string font_rules(const std::vector<Face>& faces, std::string_view html) {
    return family_rules("Report Sans", faces, html) + family_rules("Report Sans Fig", faces, charts_of(html));
}

chart::Widths widths_of(const std::vector<Face>& faces) {
    auto widths = chart::built_in_widths();
    for (const auto& face : faces) (face.weight >= bold_from ? widths.bold : widths.regular).clear();
    for (const auto& face : faces)
        face.weight >= bold_from ? read_widths(face, widths.bold, widths.otherwise_bold)
                                 : read_widths(face, widths.regular, widths.otherwise_regular);
    return widths;
}

}  // namespace report
