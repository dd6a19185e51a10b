#include "pipeline/repeats.hpp"

#include <algorithm>

namespace pipeline {
namespace {

bool says_the_same(const model::Snapshot& one, const model::Snapshot& other) {
    return one.page == other.page && one.url == other.url && one.sha256 == other.sha256 &&
           one.content_type == other.content_type;
}

bool can_withdraw(const model::Source& source) {
    return source.window != "rolling" && !source.is_feed();
}

bool is_answer(const model::Snapshot& page) {
    return page.failure.empty() && (page.status == 200 || page.status == 304);
}

}  // namespace

std::optional<model::Snapshot> Repeats::last(const std::string& part, const std::string& url) const {
    return store_.repeatable(source_.name, part, url, source_.reject_limit);
}

void Repeats::ask_newer(model::Request& request, const model::Snapshot& than) {
    if (than.etag.empty() && than.last_modified.empty()) return;
    if (!than.etag.empty()) request.headers.emplace_back("If-None-Match", than.etag);
    if (!than.last_modified.empty()) request.headers.emplace_back("If-Modified-Since", than.last_modified);
    request.repeats = model::Repeated{than.fetched, than.sha256, than.bytes, than.content_type, than.at};
}

bool Repeats::rows_since(base::Instant moment) {
    if (looked_at_ != store_.rows_made()) {
        newest_row_ = store_.newest_row(source_.name);
        looked_at_ = store_.rows_made();
    }
    return newest_row_ && *newest_row_ >= moment;
}

bool Repeats::enter(const std::vector<model::Snapshot>& pages) {
    if (!std::all_of(pages.begin(), pages.end(), is_answer)) return false;
    auto sorted = pages;
    std::sort(sorted.begin(), sorted.end(),
              [](const model::Snapshot& a, const model::Snapshot& b) { return a.page < b.page; });
    const auto& first = sorted.front();
    const auto before =
        store_.repeatable(source_.name, first.part, first.url, source_.reject_limit, first.visit);
    if (!before || rows_since(before->visit)) return false;
    const auto& now = first.window;
    const auto& then = before->window;
    if (now != then && can_withdraw(source_) &&
        (now.from != then.from || now.to < then.to || store_.has_periods(source_.name, {then.to, now.to})))
        return false;
    const auto said = store_.pages(*before);
    if (!std::equal(sorted.begin(), sorted.end(), said.begin(), said.end(), says_the_same)) return false;
    store_.put_again(sorted, said);
    return true;
}

}  // namespace pipeline
