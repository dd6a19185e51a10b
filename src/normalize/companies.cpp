#include "normalize/companies.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace normalize {
namespace {

constexpr std::size_t cik_digits = 10;

/// Or a byte of one, in UTF-8.
bool is_letter(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// What stands between a name and its legal form, and goes with it.
std::string_view without_marks(std::string_view name) {
    constexpr std::string_view marks = " ,&-";
    const auto first = name.find_first_not_of(marks);
    if (first == name.npos) return {};
    return name.substr(first, name.find_last_not_of(marks) - first + 1);
}

bool is_latin(std::string_view form) {
    return std::any_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// "Visa" does not end with "SA": Latin letters must not touch. Korean, Chinese and Japanese forms may.
bool ends_with(std::string_view lower, std::string_view form) {
    if (lower.size() <= form.size() || !lower.ends_with(form)) return false;
    const char before = lower[lower.size() - form.size() - 1];
    return !is_latin(form) || !is_letter(form.front()) || !is_letter(before);
}

/// No Latin form stands before a name: "SA Power Networks" and "Co-operative Bank" are whole.
bool begins_with(std::string_view lower, std::string_view form) {
    return lower.size() > form.size() && !is_latin(form) && lower.starts_with(form);
}

}  // namespace

LegalForms::LegalForms(std::vector<std::string> forms) {
    for (const auto& form : forms) forms_.push_back(base::lower_ascii(form));
    std::stable_sort(forms_.begin(), forms_.end(),
                     [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

std::string_view LegalForms::strip(std::string_view name) const {
    name = base::trim(name);
    for (bool again = true; again;) {
        again = false;
        const auto lower = base::lower_ascii(name);
        for (const auto& form : forms_) {
            std::string_view rest;
            if (ends_with(lower, form))
                rest = name.substr(0, name.size() - form.size());
            else if (begins_with(lower, form))
                rest = name.substr(form.size());
            rest = without_marks(rest);
            if (rest.empty()) continue;
            name = rest;
            again = true;
            break;
        }
    }
    return name;
}

Companies::Companies(std::vector<model::Company> all, LegalForms forms)
    : all_(std::move(all)), forms_(std::move(forms)) {
    for (std::size_t i = 0; i < all_.size(); ++i) {
        const auto& one = all_[i];
        codes_[one.code] = i;
        if (!one.cik.empty()) ciks_[one.cik] = i;
        if (!one.corp_code.empty()) corp_codes_[one.corp_code] = i;
        if (!one.lei.empty()) leis_[one.lei] = i;
        for (const auto& spelling : one.spellings) {
            auto& owners = names_[key_of(spelling)];
            if (owners.empty() || owners.back() != i) owners.push_back(i);
        }
    }
}

/// Width and case aside, and without its legal form.
std::string Companies::key_of(std::string_view name) const {
    const auto plain = base::nfkc(name);
    return base::lower_ascii(forms_.strip(plain));
}

const model::Company* Companies::found(const Index& index, std::string_view key) const {
    const auto at = index.find(key);
    return at == index.end() ? nullptr : &all_[at->second];
}

const model::Company* Companies::with_code(std::string_view code) const {
    return found(codes_, code);
}

const model::Company* Companies::with_cik(std::string_view cik) const {
    if (cik.size() >= cik_digits) return found(ciks_, cik);
    return found(ciks_, std::string(cik_digits - cik.size(), '0').append(cik));
}

const model::Company* Companies::with_corp_code(std::string_view corp_code) const {
    return found(corp_codes_, corp_code);
}

const model::Company* Companies::with_lei(std::string_view lei) const {
    return found(leis_, lei);
}

std::vector<const model::Company*> Companies::named(std::string_view name) const {
    std::vector<const model::Company*> all;
    if (const auto at = names_.find(key_of(name)); at != names_.end())
        for (const auto i : at->second) all.push_back(&all_[i]);
    return all;
}

}  // namespace normalize
