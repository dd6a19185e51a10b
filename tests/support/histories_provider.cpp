#include "support/histories_provider.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace histories {
namespace {

constexpr int first_year = 2019, last_year = 2026, page_size = 3;
const std::vector<std::string> countries = {"KOR", "USA", "CHN"};

std::string random_value(Dice& dice) {
    // Few values, so that a revision often comes back to what was said before.
    return dice.happens(10) ? fmt::format("{}.50", dice.roll(4)) : std::to_string(dice.roll(5));
}

/// Years for most, months for the ticker.
std::string random_period(Dice& dice, const std::string& name) {
    if (name.starts_with("ticker")) return fmt::format("2026-{:02}", 1 + dice.roll(8));
    return std::to_string(first_year + dice.roll(last_year - first_year + 1));
}

bool lies_in(const std::string& period, const base::Window& window) {
    const auto year = static_cast<int>(base::read_integer(period.substr(0, 4)).value());
    const auto month =
        period.size() > 4 ? static_cast<unsigned>(base::read_integer(period.substr(5)).value()) : 1;
    const auto day = base::make_day(year, month, 1);
    return window.from <= day && day < window.to;
}

}  // namespace

Provider::Provider(std::uint64_t seed) {
    Dice dice{seed};
    for (const auto* name : {"bank/GDP", "bank/RND", "table/left", "table/right", "book/all", "ticker/all"}) {
        auto& list = lists_[name];
        for (int i = 2 + dice.roll(10); i > 0; --i) change_cell(dice, name, list);
        list.empty = false;
    }
    for (const auto* feed : {"wire_rss", "wire_atom"})
        for (int i = 1 + dice.roll(4); i > 0; --i) change_items(dice, items_[feed]);
}

void Provider::change(Dice& dice) {
    for (int i = 1 + dice.roll(4); i > 0; --i) {
        ++changes_;
        if (dice.happens(25)) {
            auto feed = std::next(items_.begin(), dice.roll(static_cast<int>(items_.size())));
            change_items(dice, feed->second);
        } else {
            auto list = std::next(lists_.begin(), dice.roll(static_cast<int>(lists_.size())));
            change_cell(dice, list->first, list->second);
        }
    }
}

std::string Provider::edition() const {
    return base::iso(base::make_day(2026, 1, 1) + std::chrono::days{changes_});
}

void Provider::change_cell(Dice& dice, const std::string& name, List& list) {
    list.updated = edition();
    if (dice.happens(3)) {
        list.empty = !list.empty;
        return;
    }
    list.empty = list.empty && dice.happens(50);
    const auto country = dice.happens(4) ? "XXX" : dice.happens(4) ? "WLD" : dice.one_of(countries);
    const std::pair key{country, random_period(dice, name)};
    const auto known = list.cells.find(key);
    if (known != list.cells.end() && dice.happens(40)) {
        known->second.listed = !known->second.listed;  // withdrawn, or back as it was
        return;
    }
    const auto value = dice.happens(8) ? "-" : dice.happens(4) ? "n/a" : random_value(dice);
    list.cells[key] = {value, edition(), true};
}

void Provider::mend() {
    ++changes_;
    for (auto& [name, list] : lists_) {
        std::erase_if(list.cells, [](const auto& cell) { return cell.first.first == "XXX"; });
        for (auto& [key, cell] : list.cells)
            if (cell.value == "n/a") cell = {"1", edition(), cell.listed};
        list.updated = edition();
    }
}

void Provider::change_items(Dice& dice, std::vector<Item>& items) {
    if (!items.empty() && dice.happens(25)) {
        dice.one_of(items).title += "!";
    } else if (!items.empty() && dice.happens(25)) {
        auto& item = dice.one_of(items);
        item.listed = !item.listed;
    } else {
        const auto number = items.size() + 1;
        items.push_back({fmt::format("urn:item:{}", number), fmt::format("Plant {} announced", number),
                         fmt::format("{} billion won", 1 + dice.roll(9)),
                         fmt::format("2026-01-{:02}T09:00:00Z", 1 + number % 28), true});
    }
}

std::string Provider::bank(const model::Request& request) const {
    const auto& list = lists_.at("bank/" + request.part);
    std::vector<std::string> rows;
    for (const auto& [key, cell] : list.cells) {
        if (list.empty || !cell.listed || !lies_in(key.second, request.window)) continue;
        rows.push_back(fmt::format(
            "<wb:data><wb:indicator id=\"{0}\">{0}</wb:indicator><wb:country id=\"X\">X</wb:country>"
            "<wb:countryiso3code>{1}</wb:countryiso3code><wb:date>{2}</wb:date><wb:value>{3}</wb:value>"
            "<wb:unit/><wb:obs_status/><wb:decimal>0</wb:decimal></wb:data>",
            request.part, key.first, key.second, cell.value));
    }
    const int total = static_cast<int>(rows.size()), pages = std::max(1, (total + page_size - 1) / page_size);
    auto xml = fmt::format(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<wb:data page=\"{}\" pages=\"{}\" per_page=\"{}\" "
        "total=\"{}\" "
        "lastupdated=\"{}\" xmlns:wb=\"http://www.worldbank.org\">",
        request.page, pages, page_size, total, list.updated);
    for (int i = (request.page - 1) * page_size; i < std::min(total, request.page * page_size); ++i)
        xml += rows[static_cast<std::size_t>(i)];
    return xml + "</wb:data>\n";
}

std::string Provider::table(const model::Request& request, const List& list) const {
    std::string csv = "country,period,value,edition\n";
    std::vector<std::string> rows;
    for (const auto& [key, cell] : list.cells)
        if (!list.empty && cell.listed && lies_in(key.second, request.window))
            rows.push_back(fmt::format("{},{},{},{}\n", key.first, key.second, cell.value, cell.edition));
    // A rolling list holds its newest rows only.
    const std::size_t most = is_rolling(request.source) ? 4 : rows.size();
    for (std::size_t i = rows.size() - std::min(most, rows.size()); i < rows.size(); ++i) csv += rows[i];
    return csv;
}

std::string Provider::feed(const model::Request& request) const {
    const bool atom = request.part == "wire_atom";
    std::string xml =
        atom ? "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Wire</title>"
             : "<rss version=\"2.0\"><channel><title>Wire</title><link>http://wire.example/</link>";
    const auto& items = items_.at(request.part);
    int left = 4;  // a feed lists its newest items
    for (auto item = items.rbegin(); item != items.rend() && left > 0; ++item) {
        if (!item->listed) continue;
        --left;
        const auto link = "http://wire.example/" + base::replace_all(item->id, ":", "-");
        xml += atom ? fmt::format(
                          "<entry><id>{}</id><title>{}</title><link href=\"{}\"/><updated>{}</updated>"
                          "<summary>{}</summary></entry>",
                          item->id, item->title, link, item->date, item->text)
                    : fmt::format(
                          "<item><guid>{}</guid><title>{}</title><link>{}</link><pubDate>{}</pubDate>"
                          "<description>{}</description></item>",
                          item->id, item->title, link, item->date, item->text);
    }
    return xml + (atom ? "</feed>" : "</channel></rss>");
}

std::string Provider::body(const model::Request& request) const {
    if (request.source == "bank") return bank(request);
    if (request.source == "wire") return feed(request);
    return table(request, lists_.at(request.source + "/" + request.part));
}

std::string Provider::content_type(const model::Request& request) {
    return request.source == "bank"   ? "text/xml"
           : request.source == "wire" ? "application/rss+xml"
                                      : "text/csv";
}

}  // namespace histories
