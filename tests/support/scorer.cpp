#include "support/scorer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/file.hpp"
#include "base/text.hpp"

namespace scorer {
namespace {

using base::Json;
using Places = std::vector<std::pair<std::size_t, std::size_t>>;

/// NFKC, without blanks, ASCII in lower case: what two spans are compared by.
std::string squeeze(std::string_view text) {
    std::string squeezed;
    for (const char c : base::lower_ascii(base::nfkc(text)))
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r') squeezed += c;
    return squeezed;
}

Places occurrences(const std::string& text, const std::string& needle) {
    Places found;
    for (auto at = needle.empty() ? std::string::npos : text.find(needle); at != std::string::npos;
         at = text.find(needle, at + 1))
        found.emplace_back(at, at + needle.size());
    return found;
}

bool overlap(const Places& left, const Places& right) {
    return std::any_of(left.begin(), left.end(), [&](const auto& a) {
        return std::any_of(right.begin(), right.end(),
                           [&](const auto& b) { return a.first < b.second && b.first < a.second; });
    });
}

bool close(double left, double right) {
    return std::abs(left - right) <= 0.005 * std::max(std::abs(left), 1e-9);
}

struct Trap {
    std::string code;
    Places places;
};

struct Document {
    std::string text;
    Places repeats, counted;
    std::vector<Trap> traps;

    explicit Document(const Json& gold)
        : text(squeeze(gold.text("title")) + '\0' + squeeze(gold.text("text"))) {
        for (const auto& other : *gold["amounts_not_counted"].items()) {
            const auto why = other.text("why");
            const auto code = why.substr(0, why.find(':'));
            const auto found = places(other.text("span"));
            if (code == "repeat")
                repeats.insert(repeats.end(), found.begin(), found.end());
            else
                traps.push_back({code, found});
        }
        for (const auto& one : *gold["commitments"].items()) {
            const auto found = places(one.text("span"));
            counted.insert(counted.end(), found.begin(), found.end());
        }
    }
    Places places(std::string_view span) const { return occurrences(text, squeeze(span)); }
    std::string code_of(std::string_view span) const {
        const auto here = places(span);
        for (const auto& trap : traps)
            if (overlap(here, trap.places)) return trap.code;
        return overlap(here, counted) || overlap(here, repeats) ? "repeat" : "other";
    }
};

bool counted_status(std::string_view status) {
    return status == "announced" || status == "raised" || status == "confirmed";
}

bool matches(const Document& document, const Json& gold, const model::Commitment& found) {
    if (gold.text("currency") != found.currency) return false;
    if (!close(gold["amount_low"].number().value_or(0), found.low) ||
        !close(gold["amount_high"].number().value_or(0), found.high))
        return false;
    auto places = document.places(gold.text("span"));
    places.insert(places.end(), document.repeats.begin(), document.repeats.end());
    return overlap(document.places(found.span.text), places);
}

/// Largest one-to-one pairing by augmenting paths; owner[p] is the label of found sum p.
class Pairing {
  public:
    Pairing(const Document& document, const std::vector<Json>& golds,
            const std::vector<model::Commitment>& found)
        : document_(document), golds_(golds), found_(found) {
        for (std::size_t g = 0; g < golds.size(); ++g) {
            std::set<std::size_t> seen;
            place(g, seen);
        }
    }
    std::map<std::size_t, std::size_t> owner;

  private:
    bool place(std::size_t g, std::set<std::size_t>& seen) {
        for (std::size_t p = 0; p < found_.size(); ++p) {
            if (seen.contains(p) || !matches(document_, golds_[g], found_[p])) continue;
            seen.insert(p);
            if (!owner.contains(p) || place(owner[p], seen)) {
                owner[p] = g;
                return true;
            }
        }
        return false;
    }
    const Document& document_;
    const std::vector<Json>& golds_;
    const std::vector<model::Commitment>& found_;
};

std::string bare_name(std::string_view part) {
    auto name = squeeze(part);
    for (const char* form : {"(주)", "주식회사", "株式会社", "股份有限公司", "有限公司"})
        name = base::replace_all(name, form, "");
    if (name.starts_with("the") && base::lower_ascii(base::trim(part)).starts_with("the ")) name.erase(0, 3);
    for (const std::string_view end :
         {",inc", "inc", "inc.", "corporation", "corp", "corp.", "ltd", "ltd.", "plc", "llc"})
        if (name.size() > end.size() + 2 && name.ends_with(end)) {
            name.resize(name.size() - end.size());
            break;
        }
    std::string kept;
    for (const char c : name)
        if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c))) kept += c;
    return kept;
}

std::set<std::string> names(std::string_view value) {
    std::set<std::string> found;
    for (const auto part : base::split(value, ';'))
        if (auto name = bare_name(part); !name.empty()) found.insert(std::move(name));
    return found;
}

bool lenient(const std::set<std::string>& left, const std::set<std::string>& right) {
    if (left.empty() && right.empty()) return true;
    for (const auto& a : left)
        for (const auto& b : right)
            if (std::min(a.size(), b.size()) > 1 && (a.find(b) != a.npos || b.find(a) != b.npos)) return true;
    return false;
}

bool same_year(const Json& gold, const std::optional<int>& found) {
    return gold.is_null() ? !found : found && *gold.integer() == *found;
}

void compare(const Json& gold, const model::Commitment& found, Score& into) {
    const auto left = names(gold.text("investor")), right = names(found.investor);
    into.right["investor"] += left == right;
    into.right["investor lenient"] += lenient(left, right);
    into.right["investor country"] += gold.text("investor_country") == found.investor_country;
    into.right["host country"] += gold.text("host_country") == found.host_country;
    into.right["period"] += same_year(gold["period_start"], found.period_start) &&
                            same_year(gold["period_end"], found.period_end);
    into.right["per year"] += *gold["per_year"].boolean() == found.per_year;
    into.right["category"] += gold.text("category") == found.category;
    into.right["status"] += gold.text("status") == found.status;
}

Counts count(const Document& document, const std::vector<Json>& golds,
             const std::vector<model::Commitment>& found) {
    std::vector<Json> labelled;
    std::vector<model::Commitment> ours;
    for (const auto& one : golds)
        if (counted_status(one.text("status"))) labelled.push_back(one);
    for (const auto& one : found)
        if (counted_status(one.status)) ours.push_back(one);
    const auto right = static_cast<int>(Pairing{document, labelled, ours}.owner.size());
    return {right, static_cast<int>(ours.size()) - right, static_cast<int>(labelled.size()) - right};
}

}  // namespace

double Counts::precision() const {
    return right + spurious == 0 ? 0 : 1.0 * right / (right + spurious);
}
double Counts::recall() const {
    return right + missed == 0 ? 0 : 1.0 * right / (right + missed);
}
double Counts::f1() const {
    return right == 0 ? 0 : 2 * precision() * recall() / (precision() + recall());
}

double Score::field(const std::string& name) const {
    const auto found = right.find(name);
    return matched == 0 || found == right.end() ? 0 : 1.0 * found->second / matched;
}
double Score::alarms() const {
    return traps == 0 ? 0 : 1.0 * alarmed / traps;
}

void Score::add(const Score& other) {
    documents += other.documents, traps += other.traps, alarmed += other.alarmed, matched += other.matched;
    for (auto [into, from] : {std::pair{&counted, &other.counted}, std::pair{&ai, &other.ai}}) {
        into->right += from->right;
        into->spurious += from->spurious;
        into->missed += from->missed;
    }
    for (const auto& [name, count] : other.right) right[name] += count;
    for (const auto& [code, count] : other.spurious_by_code) spurious_by_code[code] += count;
    for (const auto& [code, row] : other.confusion)
        for (const auto& [ours, count] : row) confusion[code][ours] += count;
}

std::string Score::text(const std::string& title) const {
    auto line = fmt::format(
        "{:<12} {:>3} docs | counted P {:.3f} R {:.3f} F1 {:.3f} (tp {} fp {} fn {}) | AI F1 {:.3f} | "
        "traps alarmed {} of {} |",
        title, documents, counted.precision(), counted.recall(), counted.f1(), counted.right,
        counted.spurious, counted.missed, ai.f1(), alarmed, traps);
    for (const auto* name : fields) line += fmt::format(" {} {:.3f}", name, field(name));
    return line;
}

std::vector<Json> labels(const std::string& file) {
    std::vector<Json> items;
    const auto text = base::read_file(file);
    for (const auto line : base::split(text, '\n'))
        if (const auto item = Json::parse(line)) items.push_back(*item);
    return items;
}

extract::Reading read(const extract::Lexicon& lexicon, const Json& item) {
    const auto lang = item.text("lang"), date = item.text("date"), publisher = item.text("publisher");
    const auto title = item.text("title"), text = item.text("text");
    return extract::read(lexicon, {lang, date, publisher, title, text});
}

Score score(const Json& gold, const extract::Reading& reading) {
    Score made;
    const Document document{gold};
    const auto& golds = *gold["commitments"].items();
    made.documents = 1;
    made.traps = golds.empty();
    made.alarmed = golds.empty() && !reading.commitments.empty();
    const bool about = *gold["ai_related"].boolean();
    made.ai = {about && reading.ai_related, !about && reading.ai_related, about && !reading.ai_related};
    made.counted = count(document, golds, reading.commitments);
    const Pairing pairing{document, golds, reading.commitments};
    made.matched = static_cast<int>(pairing.owner.size());
    for (const auto& [p, g] : pairing.owner) compare(golds[g], reading.commitments[p], made);
    for (std::size_t p = 0; p < reading.commitments.size(); ++p)
        if (!pairing.owner.contains(p))
            ++made.spurious_by_code[document.code_of(reading.commitments[p].span.text)];
    for (const auto& one : reading.refused) ++made.confusion[document.code_of(one.span.text)][one.code];
    return made;
}

std::map<std::string, Score> score_all(const extract::Lexicon& lexicon, const std::vector<Json>& items) {
    std::map<std::string, Score> scores;
    for (const auto& item : items) {
        const auto one = score(item, read(lexicon, item));
        scores["all"].add(one);
        scores[item.text("lang")].add(one);
    }
    return scores;
}

}  // namespace scorer
