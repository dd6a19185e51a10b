#include "pipeline/facts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "jobs/placeholders.hpp"
#include "normalize/normalize.hpp"
#include "parse/parse.hpp"
#include "pipeline/classify.hpp"
#include "pipeline/paging.hpp"

namespace pipeline {
namespace {

constexpr std::size_t longest_original = 500;

void fail(ReadPage& page, model::Reject reject) {
    if (reject.original.size() > longest_original) reject.original.resize(longest_original);
    page.facts.outcome = "failed";
    page.facts.observations.clear();
    page.facts.announcements.clear();
    page.facts.rejects = {std::move(reject)};
}

parse::Options options_of(const model::Part& part, const archive::Kept& kept) {
    parse::Options options;
    options.values = part.parse;
    options.url = kept.snapshot.url;
    options.content_type = kept.snapshot.content_type;
    if (!part.zone_offset.empty()) options.values.emplace("zone", part.zone_offset);
    return options;
}

/// The part with the period of the request filled in, where that is the period of its records.
model::Part dated(model::Part part, const base::Window& window) {
    if (part.map.period.starts_with("={")) part.map.period = jobs::fill_dates(part.map.period, window);
    return part;
}

/// Why the pages are not one whole visit; "" when they are.
std::string trouble(const model::Source& source, const std::vector<ReadPage>& pages) {
    for (const auto& page : pages)
        if (page.facts.outcome == "failed")
            return fmt::format("page {}: {}", page.facts.snapshot.page, page.facts.rejects.front().detail);
    std::vector<const ReadPage*> answers;
    for (const auto& page : pages) answers.push_back(&page);
    return misfit(source, answers);
}

/// The code of what made the first failed page fail.
std::string cause(const std::vector<ReadPage>& pages) {
    for (const auto& page : pages)
        if (page.facts.outcome == "failed") return page.facts.rejects.front().reason;
    return {};
}

/// Of answers to the same page the last one counts; redirects are none.
std::vector<ReadPage> last_answers(std::vector<ReadPage>& pages, std::vector<model::PageFacts>& others) {
    std::sort(pages.begin(), pages.end(), [](const ReadPage& a, const ReadPage& b) {
        const auto& one = a.facts.snapshot;
        const auto& other = b.facts.snapshot;
        return std::tie(one.page, one.fetched, one.sha256) <
               std::tie(other.page, other.fetched, other.sha256);
    });
    std::vector<ReadPage> answers;
    for (auto& page : pages) {
        if (page.facts.outcome == "redirect") {
            others.push_back(std::move(page.facts));
            continue;
        }
        if (!answers.empty() && answers.back().facts.snapshot.page == page.facts.snapshot.page) {
            others.push_back(std::move(answers.back().facts));
            others.back().observations.clear();
            others.back().announcements.clear();
            answers.pop_back();
        }
        answers.push_back(std::move(page));
    }
    return answers;
}

/// Sums over all pages stand on the last page that adds to them.
void gather(std::vector<ReadPage>& pages) {
    struct Sum {
        model::Observation fact;
        model::PageFacts* page;
    };
    std::map<std::tuple<std::string, std::string, std::int64_t>, Sum> sums;
    for (auto& page : pages) {
        for (auto& fact : page.facts.observations) {
            const auto key = std::tuple{fact.indicator, fact.entity, fact.period.key()};
            const auto [at, fresh] = sums.try_emplace(key, Sum{fact, &page.facts});
            if (!fresh) normalize::add_up(at->second.fact, fact);
            at->second.page = &page.facts;
        }
        page.facts.observations.clear();
    }
    for (auto& [key, sum] : sums) sum.page->observations.push_back(std::move(sum.fact));
}

std::size_t count_rejects(const std::vector<ReadPage>& pages) {
    std::size_t count = 0;
    for (const auto& page : pages) count += page.facts.rejects.size();
    return count;
}

/// A whole answer of which nothing is chosen: the provider says otherwise what `only` names.
bool chooses_nothing(const model::Source& source, const parse::Document& document,
                     const normalize::Sorted& sorted) {
    return source.paging.by == "none" && document.records > 0 && sorted.unchosen == document.records;
}

/// What the normalizer made of a document that could be read.
void take(ReadPage& page, const parse::Document& document, normalize::Sorted sorted) {
    auto& facts = page.facts;
    facts.observations = std::move(sorted.observations);
    facts.announcements = std::move(sorted.announcements);
    facts.rejects = document.rejects;
    facts.rejects.insert(facts.rejects.end(), sorted.rejects.begin(), sorted.rejects.end());
    if (document.malformed)
        facts.rejects.push_back(
            {"file", "malformed", "the file is damaged; what stands before the fault was read", ""});
    if (facts.observations.empty() && facts.announcements.empty() && facts.rejects.empty())
        facts.outcome = "empty";
}

}  // namespace

ReadPage read_page(const model::Source& source, const model::Part& part, const model::Reference& reference,
                   const archive::Kept& kept) {
    ReadPage page;
    page.facts.snapshot = kept.snapshot;
    if (is_redirect(kept)) {
        page.facts.outcome = "redirect";
        return page;
    }
    auto judged = judge(source, kept);
    if (judged.verdict == Verdict::no_data) page.facts.outcome = "empty";
    if (judged.reject) fail(page, std::move(*judged.reject));
    if (judged.verdict != Verdict::good) return page;
    const auto asked = dated(part, kept.snapshot.window);
    normalize::Sorter sorter{source, asked, reference};
    const auto document = parse::format(source.format)
                              ->read(kept.body, options_of(part, kept),
                                     [&](const model::Record& record) { sorter.take(record); });
    page.rhythm = document.rhythm;
    if (document.fault)
        fail(page, told(*document.fault, kept.body));
    else if (auto wrong = number(page, document, source.paging, kept))
        fail(page, std::move(*wrong));
    else if (auto sorted = sorter.finish(document.head); chooses_nothing(source, document, sorted))
        fail(page,
             {"file", "wrong_shape",
              fmt::format("{} records, and none is what [map] chooses with `only`", document.records), ""});
    else
        take(page, document, std::move(sorted));
    return page;
}

std::string paging_trouble(const model::Source& source, const std::vector<const ReadPage*>& pages) {
    std::vector<const ReadPage*> answers;
    for (const auto* page : pages) {
        if (page->facts.outcome == "redirect") continue;
        const auto* why = page->facts.outcome == "failed" ? &page->facts.rejects.front() : nullptr;
        if (why) return why->reason == "wrong_page" ? why->detail : std::string{};
        answers.push_back(page);
    }
    std::sort(answers.begin(), answers.end(), [](const ReadPage* a, const ReadPage* b) {
        return a->facts.snapshot.page < b->facts.snapshot.page;
    });
    return answers.empty() ? std::string{} : misfit(source, answers);
}

model::VisitFacts join_pages(const model::Source& source, const model::Part& part,
                             std::vector<ReadPage> pages) {
    model::VisitFacts visit;
    visit.source = source.name;
    visit.part = part.id;
    visit.window = pages.front().facts.snapshot.window;
    if (!part.indicator.empty()) visit.indicators = {part.indicator};
    auto answers = last_answers(pages, visit.pages);
    visit.reason = answers.empty() ? "only redirects came" : trouble(source, answers);
    visit.cause = cause(answers);
    visit.whole = visit.reason.empty();
    const auto rejects = count_rejects(answers);
    const bool sound = rejects <= static_cast<std::size_t>(source.reject_limit);
    if (visit.whole && !sound) {
        visit.reason = fmt::format("{} records could not be used, {} are allowed; first: {}", rejects,
                                   source.reject_limit, [&] {
                                       for (const auto& page : answers)
                                           if (!page.facts.rejects.empty())
                                               return page.facts.rejects.front().detail;
                                       return std::string{};
                                   }());
    }
    // What is unreadable may be a period that is still listed: then nothing is withdrawn.
    visit.withdraws = visit.whole && rejects == 0 && source.window != "rolling" && !source.is_feed();
    if (!part.map.combine.empty()) gather(answers);
    for (const auto& page : answers) {
        visit.pages.push_back(page.facts);
        if (visit.whole) continue;
        auto& facts = visit.pages.back();
        facts.observations.clear();
        facts.announcements.clear();
        if (facts.outcome != "failed") facts.outcome = "incomplete";
    }
    if (!sound) visit.whole = false;  // its good records count, the window does not
    return visit;
}

}  // namespace pipeline
