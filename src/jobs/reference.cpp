#include "model/reference.hpp"

#include <fmt/format.h>

#include <map>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "jobs/jobs.hpp"
#include "jobs/keys.hpp"
#include "jobs/read.hpp"

namespace jobs {
namespace {

/// Kept at a fixed price by its central bank.
model::Peg peg(const base::Toml& in) {
    model::Peg one;
    one.to = in.choice("to", {"USD"});  // the conversions go through the dollar
    one.units = in.number("units");
    if (!(one.units > 0))
        fail(in.place("units"), "a peg needs a price", "write the units of the currency for one dollar");
    one.from = day(in, "from");
    if (in.has("until")) one.until = day(in, "until");
    one.citation = text(in, "citation");
    in.done();
    return one;
}

model::Entity entity(const base::Toml& in, const std::string& kind) {
    model::Entity one;
    one.kind = kind;
    one.code = identifier(in, "code");
    one.name = names(in, "name");
    one.short_name = in.has("short") ? names(in, "short") : one.name;
    one.aliases = in.maybe_strings("aliases");
    one.zh = in.string("zh", "");
    one.ja = in.string("ja", "");
    if (const auto table = kind == "currency" ? in.maybe_table("peg") : std::nullopt) one.peg = peg(*table);
    if (kind == "aggregate") one.members = in.maybe_strings("members");
    if (kind == "country") {
        one.iso2 = identifier(in, "iso2");
        one.currency = identifier(in, "currency");
        one.compared = in.boolean("compared", false);
    }
    in.done();
    return one;
}

/// Who owns a spelling, so that none means two things. Currencies are looked up apart from countries.
class Owners {
  public:
    void claim(const std::string& kind, const std::string& spelling, const std::string& owner,
               const std::string& place) {
        if (spelling.empty()) return;
        const auto key = (kind == "currency" ? "currency:" : "country:") + base::lower_ascii(spelling);
        const auto [found, fresh] = owners_.emplace(key, owner);
        if (!fresh && found->second != owner)
            fail(place, fmt::format("'{}' means both {} and {}", spelling, found->second, owner),
                 "leave the spelling to one of them");
    }

  private:
    std::map<std::string, std::string> owners_;
};

void add(const base::Toml& in, const std::string& kind, model::Reference& to, Owners& owners) {
    for (const auto& block : in.tables(kind)) {
        const auto one = entity(block, kind);
        if (to.find(one.code))
            fail(block.place("code"), fmt::format("the code '{}' stands here twice", one.code),
                 "merge the two blocks");
        for (const auto& spelling : {one.code, one.iso2, one.name.en, one.name.ko})
            owners.claim(kind, spelling, one.code, block.place("code"));
        for (const auto& spelling : one.aliases)
            owners.claim(kind, spelling, one.code, block.place("aliases"));
        for (const auto& [key, spelling] : {std::pair{"zh", one.zh}, std::pair{"ja", one.ja}})
            owners.claim(kind, spelling, one.code, block.place(key));
        to.entities.push_back(one);
    }
}

void check_currencies(const model::Reference& reference, const std::string& place) {
    for (const auto& one : reference.entities) {
        const auto* currency = one.kind == "country" ? reference.find(one.currency) : nullptr;
        if (one.kind == "country" && (!currency || currency->kind != "currency"))
            fail(place, fmt::format("{} has the unknown currency '{}'", one.code, one.currency),
                 "add it to currencies.toml, or correct its code");
    }
}

void check_members(const model::Reference& reference, const std::string& place) {
    for (const auto& one : reference.entities)
        for (const auto& member : one.members)
            if (!reference.find(member))
                fail(place, fmt::format("{} holds the unknown '{}'", one.code, member),
                     "name codes of [[country]] blocks");
}

}  // namespace

model::Reference read_reference(const base::Layers& folder) {
    const auto countries = folder.file("countries.toml"), currencies = folder.file("currencies.toml");
    const auto text_of_countries = base::read_file(countries),
               text_of_currencies = base::read_file(currencies);
    const auto in = base::Toml::text(text_of_countries, countries.string());
    const auto money = base::Toml::text(text_of_currencies, currencies.string());
    model::Reference reference;
    Owners owners;
    add(in, "country", reference, owners);
    add(in, "aggregate", reference, owners);
    add(money, "currency", reference, owners);
    reference.left_out = in.maybe_strings("left_out");
    for (const auto& spelling : reference.left_out)
        owners.claim("country", spelling, "left_out", in.place("left_out"));
    for (const auto& spelling : money.maybe_strings("left_out")) {
        owners.claim("currency", spelling, "left_out", money.place("left_out"));
        reference.left_out.push_back(spelling);
    }
    in.done();
    money.done();
    check_currencies(reference, countries.string());
    check_members(reference, countries.string());
    read_series_facts(folder, reference);
    reference.digest = base::sha256(text_of_countries + text_of_currencies);
    reference.index();
    return reference;
}

}  // namespace jobs
