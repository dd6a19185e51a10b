#include "report/words.hpp"

#include <array>
#include <map>
#include <stdexcept>

namespace report {
namespace {

using model::Language;
using model::Names;

const std::map<std::string, Names, std::less<>> words = {
    {"figure", {"그림", "Figure"}},
    {"table", {"표", "Table"}},
    {"note", {"주", "Note"}},
    {"source", {"출처", "Source"}},
    {"economy", {"국가", "Economy"}},
    {"rank", {"순위", "Rank"}},
    {"amount", {"금액", "Amount"}},
    {"data_table", {"자료 표 보기", "Show data table"}},
    {"no_data", {"자료 없음", "No data"}},
    {"cut_off", {"자료 마감", "Data cut-off"}},
    {"more_before", {"이 밖에 ", "… and "}},
    {"more_after", {"건이 더 있다.", " more."}},
    {"own_links", {"발표마다 붙인 링크", "a link beside each item"}},
    {"contents", {"차례", "Contents"}},
    {"skip", {"본문으로 건너뛰기", "Skip to content"}},
    {"number", {"번호", "No."}},
    {"dataset", {"자료", "Dataset"}},
    {"address", {"주소", "Address"}},
    {"licence", {"이용 조건", "Licence"}},
    {"retrieved", {"받은 날(UTC)", "Retrieved (UTC)"}},
    {"digest", {"SHA-256 앞 16자리", "SHA-256, first 16"}},
    {"published_at", {"게시처", "Published at"}},
    {"editions", {"간행물", "Editions"}},
    {"bundled", {"직접 구성", "composed by us"}},
    {"not_printed", {"이용 조건에 따라 수치를 싣지 않음", "figures not printed under its licence"}},
};

struct Unit {
    std::string_view format;
    double ko, en;
    Names head;
};
const std::array units = {
    Unit{"usd_bn", 1e8, 1e9, {"억 달러", "US$ bn"}},
    Unit{"usd_bn_change", 1e8, 1e9, {"억 달러", "US$ bn"}},
    Unit{"usd_trn", 1e12, 1e12, {"조 달러", "US$ trn"}},
    Unit{"usd", 1, 1, {"달러", "US$"}},
    Unit{"times", 1, 1, {"배", "ratio"}},
    Unit{"times_2", 1, 1, {"배", "ratio"}},
    Unit{"percent", 1, 1, {"%", "%"}},
    Unit{"percent_1", 1, 1, {"%", "%"}},
    Unit{"percent_2", 1, 1, {"%", "%"}},
    Unit{"percent_share", 0.01, 0.01, {"%", "%"}},
    Unit{"percent_share_2", 0.01, 0.01, {"%", "%"}},
    Unit{"change", 0.01, 0.01, {"%", "%"}},
    Unit{"change_1", 0.01, 0.01, {"%", "%"}},
    Unit{"points", 1, 1, {"%p", "pp"}},
    Unit{"per_million", 1, 1, {"백만 명당 명", "per million"}},
    Unit{"rank", 1, 1, {"위", "place"}},
    Unit{"months", 1, 1, {"개월", "months"}},
    Unit{"days", 1, 1, {"일", "days"}},
};

const Unit* find(std::string_view format) {
    for (const auto& one : units)
        if (one.format == format) return &one;
    return nullptr;
}

}  // namespace

const std::string& word(std::string_view name, Language language) {
    const auto found = words.find(name);
    if (found == words.end()) throw std::logic_error{"no such word: " + std::string{name}};
    return found->second.in(language);
}

std::string unit_head(std::string_view format, Language language) {
    const auto* unit = find(format);
    return unit ? unit->head.in(language) : "";
}

double printed_unit(std::string_view format, Language language) {
    const auto* unit = find(format);
    if (!unit) return 1;
    return language == Language::ko ? unit->ko : unit->en;
}

}  // namespace report
