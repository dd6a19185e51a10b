#include "pipeline/paging.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "fetch/address.hpp"

namespace pipeline {
namespace {

using Answers = std::vector<const ReadPage*>;

/// More linked pages than this are a mistake of the provider's.
constexpr int most_links = 10'000;

/// A number of the answer: the format's own, or the head's field of that name.
std::optional<int> stated(const parse::Document& document, const std::string& name, std::optional<int> own) {
    if (name.empty()) return own;
    const auto found = document.head.find(name);
    const auto value = found == document.head.end() ? std::nullopt : base::read_integer(found->second);
    if (!value || *value < 0 || *value > 1'000'000'000) return {};
    return static_cast<int>(*value);
}

model::Reject wrong(const std::string& code, std::string detail) {
    return {"answer", code, std::move(detail), ""};
}

int pages_for(int total, int size) {
    return std::max(1, (total + size - 1) / size);
}

/// <https://…?page=2>; rel="next", <…>; rel="last" (RFC 8288)
std::string linked(std::string_view header) {
    for (auto open = header.find('<'); open != header.npos; open = header.find('<', open)) {
        const auto close = header.find('>', open);
        if (close == header.npos) return {};
        const auto link = header.substr(open + 1, close - open - 1);
        open = std::min(header.find(",", close), header.size());
        const auto rest = base::lower_ascii(header.substr(close, open - close));
        if (rest.find("rel=\"next\"") != rest.npos || rest.find("rel=next") != rest.npos)
            return std::string{link};
    }
    return {};
}

std::optional<model::Reject> read_link(ReadPage& page, const parse::Document& document,
                                       const model::Paging& paging, const archive::Kept& kept) {
    auto link = document.next;
    if (const auto field = document.head.find(paging.next); field != document.head.end())
        link = field->second;
    for (const auto& [name, value] : kept.headers)
        if (link.empty() && base::lower_ascii(name) == "link") link = linked(value);
    const auto& here = page.facts.snapshot.url;
    if (!link.empty()) page.next = fetch::resolve(here, link).value_or(link);
    page.page = page.facts.snapshot.page;
    page.pages = page.page + !page.next.empty();
    if (!page.next.empty() && fetch::read_address(page.next) != fetch::read_address(here))
        return wrong(
            "wrong_page",
            fmt::format("the next page is said to be at {}, another host than that of {}", page.next, here));
    if (page.page >= most_links && !page.next.empty())
        return wrong("wrong_page", fmt::format("{} pages and still another one", page.page));
    return {};
}

/// Pages that are asked for by the numbers of their rows.
std::optional<model::Reject> read_rows(ReadPage& page, const parse::Document& document,
                                       const model::Paging& paging) {
    page.page = page.facts.snapshot.page;
    if (!page.total)
        return wrong("wrong_shape",
                     "the answer does not say how many rows there are; name the field of its "
                     "head as total in [paging]");
    page.pages = pages_for(*page.total, paging.size);
    const auto size = stated(document, paging.per_page, document.per_page);
    if (size && *size != paging.size && page.pages > 1)
        return wrong("wrong_page", fmt::format("{} rows a page were asked for, the provider gives {}; write "
                                               "that as size in [paging]",
                                               paging.size, *size));
    const auto asked = (page.page - 1) * paging.size + paging.first;
    const auto first = stated(document, paging.offset, document.offset);
    if (first && *first != asked && page.rows > 0)
        return wrong("wrong_page",
                     fmt::format("rows from {} on were asked for, the answer begins with {}", asked, *first));
    return {};
}

std::optional<model::Reject> read_number(ReadPage& page, const parse::Document& document,
                                         const model::Paging& paging) {
    const auto asked = page.facts.snapshot.page;
    if (page.total == 0) return {};  // an empty answer is of no page
    const auto said = stated(document, paging.page, document.page);
    page.page = said ? *said - paging.first + 1 : asked;
    const auto size = stated(document, paging.per_page, document.per_page).value_or(paging.size);
    const auto pages = stated(document, paging.pages, document.pages);
    if (!pages && (!page.total || size == 0))
        return wrong("wrong_shape",
                     "the answer does not say how many pages there are; name the field of its "
                     "head as pages or total in [paging]");
    page.pages = std::max(1, pages ? *pages : pages_for(*page.total, size));
    if (page.page == asked) return {};
    return wrong("wrong_page", fmt::format("page {} was asked for, the answer is page {}",
                                           asked - 1 + paging.first, said.value_or(0)));
}

std::string moved(const Answers& answers, const model::Paging& paging) {
    const auto& first = *answers.front();
    for (const auto* page : answers) {
        const auto number = page->facts.snapshot.page;
        if (page->total != first.total)
            return fmt::format("the total moved while paging: page {} says {} rows, page {} says {}",
                               first.facts.snapshot.page, first.total.value_or(0), number,
                               page->total.value_or(0));
        if (page->pages != first.pages && paging.by != "next")
            return fmt::format("the total moved while paging: page {} says {} pages, page {} says {}",
                               first.facts.snapshot.page, first.pages, number, page->pages);
    }
    return {};
}

/// The same bytes under two numbers: the provider did not understand which page was meant, or goes in a
/// circle.
std::string repeated(const Answers& answers) {
    std::map<std::string, int> seen;
    std::set<std::string> addresses;
    for (const auto* page : answers) {
        const auto& at = page->facts.snapshot;
        const auto [before, fresh] = seen.emplace(at.sha256, at.page);
        if (!fresh) return fmt::format("page {} repeats page {}, byte for byte", at.page, before->second);
        addresses.insert(at.url);
        if (addresses.contains(page->next))
            return fmt::format("page {} names as the next one a page that was read before", at.page);
    }
    return {};
}

std::string missing(const Answers& answers) {
    int wanted = 1;
    for (const auto* page : answers) wanted = std::max(wanted, page->pages);
    if (static_cast<int>(answers.size()) == wanted) return {};
    return fmt::format("{} of {} pages came", answers.size(), wanted);
}

/// A row on two pages: the pages shifted while they were read, and another row is on none.
std::string shifted(const Answers& answers) {
    std::map<std::tuple<std::string, std::string, std::int64_t, std::optional<base::Instant>>, int> seen;
    for (const auto* page : answers)
        for (const auto& fact : page->facts.observations) {
            const int number = page->facts.snapshot.page;
            const auto [before, fresh] = seen.emplace(
                std::tuple{fact.indicator, fact.entity, fact.period.key(), fact.released}, number);
            if (!fresh && before->second != number)
                return fmt::format("{} of {} stands on page {} and again on page {}", fact.indicator,
                                   fact.entity, before->second, number);
        }
    return {};
}

std::string too_few(const Answers& answers) {
    const auto& total = answers.front()->total;
    std::size_t rows = 0;
    for (const auto* page : answers) rows += page->rows;
    if (!total || rows == static_cast<std::size_t>(*total)) return {};
    return fmt::format("the pages hold {} rows, {} were announced", rows, *total);
}

/// The page itself or the one it names was there before.
bool goes_in_a_circle(const ReadPage& page, const std::vector<const model::Snapshot*>& came) {
    return std::any_of(came.begin(), came.end(), [&](const model::Snapshot* one) {
        const bool same = one->page != page.page && one->sha256 == page.facts.snapshot.sha256;
        return one->url == page.next || same;
    });
}

}  // namespace

std::optional<model::Reject> number(ReadPage& page, const parse::Document& document,
                                    const model::Paging& paging, const archive::Kept& kept) {
    page.page = page.facts.snapshot.page;
    page.rows = document.records + document.rejects.size();
    if (paging.by == "none") return {};
    page.total = stated(document, paging.total, document.total);
    if (paging.by == "next") return read_link(page, document, paging, kept);
    if (paging.by == "pages") return read_number(page, document, paging);
    return read_rows(page, document, paging);
}

std::vector<model::Request> following(const model::Source& source, const jobs::Visit& visit,
                                      const ReadPage& page, const std::vector<const model::Snapshot*>& came,
                                      const model::Reference& reference) {
    std::vector<model::Request> more;
    if (page.facts.outcome == "failed") return more;
    if (source.paging.by == "next") {
        if (page.next.empty() || goes_in_a_circle(page, came)) return more;
        more.push_back(jobs::request(source, visit, page.page + 1, reference));
        more.back().url = page.next;
        return more;
    }
    if (page.page != 1) return more;
    for (int number = 2; number <= page.pages; ++number)
        more.push_back(jobs::request(source, visit, number, reference));
    return more;
}

std::string misfit(const model::Source& source, const std::vector<const ReadPage*>& answers) {
    if (source.paging.by == "none") return {};
    auto found = moved(answers, source.paging);
    if (found.empty()) found = repeated(answers);
    if (found.empty()) found = missing(answers);
    const auto* part = source.part(answers.front()->facts.snapshot.part);
    const bool sums = part && !part->map.combine.empty();  // each page holds a share of the same sums
    if (found.empty() && answers.size() > 1 && !sums) found = shifted(answers);
    if (found.empty()) found = too_few(answers);
    return found;
}

jobs::Visit once_more(jobs::Visit visit) {
    visit.at += std::chrono::microseconds{1};
    return visit;
}

}  // namespace pipeline
