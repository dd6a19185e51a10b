#include "support/report_fixture.hpp"

#include <stdexcept>

namespace fixture {
namespace {

constexpr const char* scale_toml = R"(
title = { ko = "격차", en = "Gap" }
[[measure]]
name = "level"
formula = "level"
series = "private"
entities = ["*"]
format = "usd_bn"
[[measure]]
name = "ratio"
formula = "ratio_to_focus"
series = "private"
entities = ["*"]
format = "times"
[[measure]]
name = "gap"
formula = "gap_ratio"
series = "private"
entities = ["KOR"]
references = ["USA", "CHN"]
format = "times"
[[chart]]
name = "rank"
form = "log_dots"
title = { ko = "미국은 한국의 {{gap.USA}}", en = "The US invests {{gap.USA}} as much" }
uses = { value = "level", ratio = "ratio" }
[[table]]
name = "levels"
rows = "entities"
sort = "level"
title = { ko = "투자액", en = "Investment" }
[[table.column]]
field = "name"
head = { ko = "국가", en = "Economy" }
[[table.column]]
measure = "level"
head = { ko = "투자액", en = "Investment" }
unit = { ko = "억 달러", en = "US$ bn" }
[[table]]
name = "news"
rows = "query"
series = "news"
key = "identity"
title = { ko = "발표", en = "Announcements" }
[[table.column]]
field = "title"
format = "headline"
head = { ko = "제목", en = "Title" }
[[table.column]]
field = "days"
format = "days"
head = { ko = "경과", en = "Age" }
)";

model::Figure made(const std::string& measure, const std::string& entity, const std::string& reference,
                   std::optional<double> value, const std::string& format) {
    model::Figure figure;
    figure.measure = measure;
    figure.entity = entity;
    figure.reference = reference;
    figure.period = "2025";
    figure.id = "scale." + measure + "." + entity + (reference.empty() ? "" : "." + reference) + ".2025";
    figure.value = value;
    figure.format = format;
    if (!value) figure.missing = {"거래 없음", "no deals"};
    if (value)
        figure.from.push_back({"ai_index", "private", entity, "2025", "2026-04-20T09:00:00Z", "ab", *value});
    return figure;
}

model::Entity entity(const std::string& code, const std::string& ko, const std::string& en) {
    model::Entity one;
    one.code = code;
    one.kind = "country";
    one.name = one.short_name = {ko, en};
    return one;
}

report::SectionInput scale_input(const model::SectionSpec& spec) {
    report::SectionInput input;
    input.spec = &spec;
    input.figures = {
        made("level", "KOR", "", 1.775e9, "usd_bn"),  made("level", "USA", "", 285.875e9, "usd_bn"),
        made("level", "CHN", "", 12.412e9, "usd_bn"), made("level", "BEL", "", {}, "usd_bn"),
        made("ratio", "KOR", "", 1.0, "times"),       made("ratio", "USA", "", 161.056, "times"),
        made("ratio", "CHN", "", 6.993, "times"),     made("gap", "KOR", "USA", 161.056, "times"),
        made("gap", "KOR", "CHN", 6.993, "times")};
    input.figures[2].bound = input.figures[8].bound = "at_least";
    input.figures[2].note = {"하한이다.", "A lower bound."};
    input.rows.columns = {"series", "identity", "title", "text", "link", "language", "days"};
    input.rows.rows = {
        {"news", "one", "<b>AI</b> & Co", "more", "https://example.org/a?b=1&c=2", "en", std::int64_t{41}},
        {"news", "two", "둘째", "", "javascript:alert(1)", "ko", std::int64_t{1}},
        {"other", "three", "not here", "", "", "en", std::int64_t{2}}};
    return input;
}

}  // namespace

model::SectionSpec section(const std::string& toml, const std::string& ko, const std::string& en) {
    return report::read_section("02_scale", toml, "reports/r/sections/02_scale/section.toml", "", ko, en);
}

SmallReport::SmallReport() {
    spec.name = "small";
    spec.title = {"작은 보고서", "A small report"};
    spec.subtitle = {"부제", "Subtitle"};
    spec.publisher = {"시험", "Test"};
    spec.focus = "KOR";
    spec.references = {"USA", "CHN"};
    spec.sections.push_back(
        report::read_section("01_cover", "title = { ko = \"표지\", en = \"Cover\" }\nlayout = \"cover\"\n",
                             "r/01_cover/section.toml", "", "<h1>미국은<br>{{scale.gap.USA}}</h1>",
                             "<h1>The US:<br>{{scale.gap.USA}}</h1>"));
    spec.sections.push_back(
        section(scale_toml, "<h2>중국은 {{gap.CHN}}</h2>{{chart_rank}}{{table_levels}}{{table_news}}",
                "<h2>China {{gap.CHN}}</h2>{{chart_rank}}{{table_levels}}{{table_news}}"));
    key.kind = "quarterly";
    key.period = "2026-Q1";
    key.as_known = base::end_of(base::make_day(2026, 5, 31));
    key.window = {base::make_day(2026, 1, 1), base::make_day(2026, 4, 1)};
    key.data_digest = "9f2c41d7e0b3";
    reference.entities = {entity("KOR", "한국", "Korea"), entity("USA", "미국", "United States"),
                          entity("CHN", "중국", "China"), entity("BEL", "벨기에", "Belgium")};
    input.spec = &spec;
    input.key = &key;
    input.reference = &reference;
    input.page =
        "<html lang=\"{{language}}\"><head><title>{{title}}</title><style>{{{fonts}}}{{{css}}}</style></head>"
        "<body>{{{cover}}}<main>{{{sections}}}</main></body></html>";
    input.css = "body{color:{{ink}} }";
    input.theme = {{"ink", "#14202B"}};
    report::SectionInput cover;
    cover.spec = &spec.sections[0];
    input.sections = {cover, scale_input(spec.sections[1])};
    model::SourceLine line;
    line.number = 1;
    line.name = "ai_index";
    line.title = {"AI 지수", "AI Index"};
    input.sources = {line};
}

model::Figure& SmallReport::figure(const std::string& id) {
    for (auto& section : input.sections)
        for (auto& one : section.figures)
            if (one.id == id) return one;
    throw std::out_of_range{id};
}

model::Figure figure(double value, const std::string& format, const std::string& bound) {
    model::Figure one;
    one.id = "s.m.KOR.2025";
    one.value = value;
    one.format = format;
    one.bound = bound;
    return one;
}

}  // namespace fixture
