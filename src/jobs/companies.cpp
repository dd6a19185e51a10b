#include "jobs/companies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/toml.hpp"
#include "jobs/keys.hpp"

namespace jobs {
namespace {

bool is_digits(std::string_view text, std::size_t length) {
    return text.size() == length &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// ISO 17442: twenty letters and digits; read as a number (A is 10), it leaves 1 when divided by 97.
bool is_lei(std::string_view text) {
    if (text.size() != 20) return false;
    int rest = 0;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (!digit && (c < 'A' || c > 'Z')) return false;
        rest = digit ? (rest * 10 + c - '0') % 97 : (rest * 100 + c - 'A' + 10) % 97;
    }
    return rest == 1;
}

std::string number(const base::Toml& in, std::string_view key, std::size_t length) {
    const auto value = in.string(key, "");
    if (!value.empty() && !is_digits(value, length))
        fail(in.place(key), fmt::format("'{}' is no {}", value, key),
             fmt::format("write it with all its {} digits", length));
    return value;
}

model::Company company(const base::Toml& in) {
    model::Company one;
    one.code = identifier(in, "code");
    one.country = in.string("country");
    one.spellings = in.strings("names");
    if (one.spellings.empty()) fail(in.place("names"), "the company has no name", "give its English name");
    one.name = {in.string("ko", one.spellings.front()), one.spellings.front()};
    if (std::find(one.spellings.begin(), one.spellings.end(), one.name.ko) == one.spellings.end())
        one.spellings.push_back(one.name.ko);
    one.cik = number(in, "cik", 10);
    one.corp_code = number(in, "corp_code", 8);
    one.lei = in.string("lei", "");
    if (!one.lei.empty() && !is_lei(one.lei))
        fail(in.place("lei"), fmt::format("'{}' is no LEI", one.lei),
             "its last two digits do not fit the others");
    return one;
}

/// No identifier stands for two companies; a name may.
class Owners {
  public:
    void claim(std::string_view kind, const std::string& value, const model::Company& by,
               const std::string& place) {
        if (value.empty()) return;
        const auto [found, fresh] = owners_.emplace(fmt::format("{} {}", kind, value), by.code);
        if (!fresh)
            fail(place, fmt::format("the {} {} stands for {} and {}", kind, value, found->second, by.code),
                 "look it up again: one of them is wrong");
    }

  private:
    std::map<std::string, std::string> owners_;
};

}  // namespace

std::vector<model::Company> read_companies(const base::Layers& reference) {
    const auto in = base::Toml::file(reference.file("companies.toml"));
    std::vector<model::Company> all;
    Owners owners;
    for (const auto& block : in.tables("company")) {
        if (!block.has("code")) continue;  // only its spellings are known: they serve the lexicon
        all.push_back(company(block));
        const auto& one = all.back();
        owners.claim("code", one.code, one, block.place("code"));
        owners.claim("cik", one.cik, one, block.place("cik"));
        owners.claim("corp_code", one.corp_code, one, block.place("corp_code"));
        owners.claim("lei", one.lei, one, block.place("lei"));
    }
    return all;
}

std::vector<std::string> read_legal_forms(const base::Layers& reference) {
    const auto in = base::Toml::file(reference.file("legal_forms.toml"));
    auto forms = in.strings("forms");
    in.done();
    return forms;
}

}  // namespace jobs
