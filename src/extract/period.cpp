#include "extract/period.hpp"

#include <algorithm>

#include "extract/years.hpp"

namespace extract {
namespace {

class Reader {
  public:
    Reader(const Context& context, const Lexicon& lexicon, const Seen& one)
        : context_(context),
          lexicon_(lexicon),
          one_(one),
          opens_(lexicon.role("opens")),
          builds_(lexicon.role("builds")),
          phase_(lexicon.role("phase")),
          past_(lexicon.role("past")) {}

    Period read() {
        own_stretch();
        if (!period_.start && !period_.end) sentence();
        if (!period_.start && !period_.end) other_sentences();
        if (!period_.start && !period_.end) headline();
        return period_;
    }

  private:
    /// The sum's own part of its sentence: any year says when it is spent.
    void own_stretch() {
        const auto begin = context_.lang == "en" ? one_.lead : one_.before;
        take(begin, one_.after, true);
        apply_duration(begin, one_.after);
        if (period_.start || period_.end || begin == one_.before) return;
        take(one_.before, one_.after, true);
        apply_duration(one_.before, one_.after);
    }
    void sentence() {
        // Not the stretch of another sum that counts: it has a period of its own.
        const auto& sentence = context_.sentences[one_.sentence];
        auto end = sentence.end;
        for (const auto& other : context_.seen)
            if (&other != &one_ && other.counted && other.sentence == one_.sentence &&
                other.amount.begin > sentence.begin)
                end = std::min(end, other.amount.begin);
        take(sentence.begin, end, end == sentence.end);
        apply_duration(sentence.begin, end);
        if (!period_.start && !period_.end && end < sentence.end && one_.amount.begin < end) {
            take(end, sentence.end, false);
            apply_duration(end, sentence.end);
        }
    }
    void headline() {
        take(0, static_cast<std::uint32_t>(context_.plain.title_end), true);
        apply_duration(0, static_cast<std::uint32_t>(context_.plain.title_end));
    }
    /// Elsewhere a year counts only if something is built or opens in it, or money runs from or until it.
    void other_sentences() {
        for (std::size_t i = 0; i < context_.sentences.size() && i < 12; ++i) {
            const auto& sentence = context_.sentences[i];
            if (i == one_.sentence || sentence.begin < context_.plain.title_end) continue;
            if (has_sum(i)) continue;
            take(sentence.begin, sentence.end, false);
            if (!period_.start && !period_.end) apply_duration(sentence.begin, sentence.end);
            if (period_.start && period_.end) return;
        }
    }
    bool has_sum(std::size_t sentence) const {
        return std::any_of(context_.seen.begin(), context_.seen.end(), [&](const Seen& other) {
            return other.sentence == sentence && !other.amount.conversion && &other != &one_;
        });
    }

    void take(std::uint32_t begin, std::uint32_t end, bool own) {
        for (const auto& year : years_in(context_, lexicon_, begin, end)) {
            if (year.value < context_.year - 1 && year.says != Year::Says::from) continue;
            place(year, own, clause_roles(year, begin, end));
        }
    }
    Roles clause_roles(const Year& year, std::uint32_t begin, std::uint32_t end) const {
        auto from = year.begin, to = year.end;
        while (from > begin && !ends_here(from - 1)) --from;
        while (to < end && !ends_here(to)) ++to;
        const auto before = nearest(from, year.begin, true);
        if (before.any()) return before | (context_.roles_between(from, to) & past_only());
        return nearest(year.end, to, false) | (context_.roles_between(from, to) & past_only());
    }
    bool ends_here(std::uint32_t at) const {
        const bool comma = context_.lang == "ja" && context_.plain.text.compare(at, 3, "、") == 0;
        return comma || clause_ends(context_.plain, at);
    }
    Roles past_only() const { return Roles{}.set(past_); }
    /// The opening, building or first-phase word that stands nearest to a year on one side of it.
    Roles nearest(std::uint32_t from, std::uint32_t to, bool last) const {
        Roles found;
        for (auto m = context_.match_from(from); m < context_.matches.size() && context_.matches[m].end <= to;
             ++m) {
            const auto& roles = context_.matches[m].roles;
            if (!roles.test(opens_) && !roles.test(builds_) && !roles.test(phase_)) continue;
            const bool both =
                (found.test(phase_) && roles.test(opens_)) || (found.test(opens_) && roles.test(phase_));
            found = both ? found | roles : roles;
            if (!last && !roles.test(phase_)) break;
        }
        return found;
    }

    void place(const Year& year, bool own, const Roles& clause) {
        const bool opens = clause.test(opens_), builds = clause.test(builds_), phase = clause.test(phase_);
        if (year.joined) return set_end(year.value);
        switch (year.says) {
            case Year::Says::by:
                if (!(phase && opens)) set_end(year.value);
                return;
            case Year::Says::from:
                if (!(opens || phase) || own) set_start(year.value);
                return;
            case Year::Says::in:
                if (phase && (opens || !own)) return;
                if (opens) return set_end(year.value);
                if (builds) return set_start(year.value);
                if (!own || clause.test(past_) || year.value < context_.year) return;
                if (!period_.start && !period_.end) period_ = {year.value, year.value};
                return;
        }
    }
    void set_start(int year) {
        if (!period_.start && (!period_.end || year <= *period_.end)) period_.start = year;
    }
    void set_end(int year) {
        if (!period_.end && (!period_.start || year >= *period_.start)) period_.end = year;
    }

    /// N years from now are Y to Y+N; with a stated start or end they are N years, both counted.
    void apply_duration(std::uint32_t begin, std::uint32_t end) {
        if (period_.start && period_.end && *period_.start != *period_.end) return;
        const auto found = duration_in(context_, begin, end);
        if (!found) return;
        if (found->months > 0) {
            if (!period_.start && !period_.end)
                period_ = {context_.year,
                           context_.year + (std::max(context_.month, 1) - 1 + found->months) / 12};
            return;
        }
        if (period_.start && (!period_.end || *period_.end == *period_.start)) {
            const bool stated = true;
            period_.end = *period_.start + found->years - (stated ? 1 : 0);
        } else if (period_.end) {
            period_.start = *period_.end - found->years + 1;
        } else {
            period_ = {context_.year, context_.year + found->years};
        }
    }

    const Context& context_;
    const Lexicon& lexicon_;
    const Seen& one_;
    std::size_t opens_, builds_, phase_, past_;
    Period period_;
};

}  // namespace

Period period_of(const Context& context, const Lexicon& lexicon, const Seen& one) {
    return Reader{context, lexicon, one}.read();
}

}  // namespace extract
