// What tests/bench/parse.sh runs:
//   bench_parse make worldbank|generic|specific MEGABYTES >FILE    an invented document of that size
//   bench_parse ours FILE      by the format's reader, block by block, all fields of every observation
//   bench_parse whole FILE     by pugixml as one document in place, period and value of every observation
//   bench_parse records FILE   the same, but all fields of every observation, as ours
// All print observations, the sum of the values, CPU seconds and the peak of memory.
#include <fmt/format.h>
#include <sys/resource.h>

#include <charconv>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <pugixml.hpp>
#include <string>

#include "parse/parse.hpp"

namespace {

struct Seen {
    std::size_t observations = 0;
    double sum = 0;
    void take(std::string_view period, std::string_view value) {
        observations += !period.empty();
        double number = 0;
        std::from_chars(value.data(), value.data() + value.size(), number);
        sum += number;
    }
};

/// Numbers that look random and are the same each time.
class Numbers {
  public:
    unsigned next() { return state_ = state_ * 1664525U + 1013904223U; }

  private:
    unsigned state_ = 1;
};

constexpr const char* worldbank_head =
    R"(<?xml version="1.0" encoding="utf-8"?><wb:data page="1" pages="1" per_page="400000" total="400000" )"
    R"(lastupdated="2026-01-31" xmlns:wb="http://www.worldbank.org">)";
constexpr const char* sdmx_head =
    R"(<?xml version="1.0" encoding="UTF-8"?><m:{0} xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" )"
    R"(xmlns:g="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"><m:Header><m:ID>B</m:ID>)"
    R"(<m:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"/></m:Header><m:DataSet structureRef="S">)";

std::string worldbank_rows(Numbers& numbers) {
    std::string rows;
    for (int year = 1960; year < 2025; ++year)
        rows += fmt::format(
            "\n  <wb:data>\n    <wb:indicator id=\"NY.GDP.MKTP.CD\">GDP (current US$)</wb:indicator>\n"
            "    <wb:country id=\"IT\">Italy</wb:country>\n    <wb:countryiso3code>ITA</wb:countryiso3code>\n"
            "    <wb:date>{}</wb:date>\n    <wb:value>{}.{}</wb:value>\n    <wb:unit />\n    <wb:obs_status "
            "/>\n"
            "    <wb:decimal>0</wb:decimal>\n  </wb:data>",
            year, numbers.next(), numbers.next() % 100);
    return rows;
}

/// A series of 240 months.
std::string generic_series(Numbers& numbers) {
    std::string text = "\n<g:Series><g:SeriesKey>";
    for (const auto* id : {"FREQ", "REF_AREA", "INDICATOR", "SECTOR", "UNIT_MEASURE"})
        text += fmt::format("<g:Value id=\"{}\" value=\"C{}\"/>", id, numbers.next() % 1000);
    text += "</g:SeriesKey><g:Attributes><g:Value id=\"UNIT_MULT\" value=\"6\"/></g:Attributes>";
    for (int month = 0; month < 240; ++month)
        text += fmt::format(
            "\n  <g:Obs>\n    <g:ObsDimension value=\"{}-{:02}\"/>\n    <g:ObsValue value=\"{}.{}\"/>\n"
            "    <g:Attributes><g:Value id=\"OBS_STATUS\" value=\"A\"/></g:Attributes>\n  </g:Obs>",
            2000 + month / 12, month % 12 + 1, numbers.next() % 1000000, numbers.next() % 100);
    return text + "\n</g:Series>";
}

std::string specific_series(Numbers& numbers) {
    std::string text = fmt::format(
        "\n<Series FREQ=\"M\" REF_AREA=\"C{}\" INDICATOR=\"I{}\" SECTOR=\"S1\" UNIT_MEASURE=\"USD\" "
        "UNIT_MULT=\"6\">",
        numbers.next() % 300, numbers.next() % 10000);
    for (int month = 0; month < 240; ++month)
        text +=
            fmt::format("\n  <Obs TIME_PERIOD=\"{}-{:02}\" OBS_VALUE=\"{}.{}\" OBS_STATUS=\"A\"/>",
                        2000 + month / 12, month % 12 + 1, numbers.next() % 1000000, numbers.next() % 100);
    return text + "\n</Series>";
}

int make(const std::string& kind, std::size_t megabytes) {
    Numbers numbers;
    const bool bank = kind == "worldbank";
    const std::string root = kind == "generic" ? "GenericData" : "StructureSpecificData";
    std::fputs((bank ? std::string{worldbank_head} : fmt::format(sdmx_head, root)).c_str(), stdout);
    for (std::size_t bytes = 0; bytes < megabytes * 1'000'000;) {
        const auto part = bank                ? worldbank_rows(numbers)
                          : kind == "generic" ? generic_series(numbers)
                                              : specific_series(numbers);
        std::fwrite(part.data(), 1, part.size(), stdout);
        bytes += part.size();
    }
    std::fputs(bank ? "</wb:data>" : fmt::format("</m:DataSet></m:{}>", root).c_str(), stdout);
    return 0;
}

bool is_bank(const std::string& file) {
    std::string head(200, ' ');
    std::ifstream{file}.read(head.data(), 200);
    return head.find("<wb:data") != head.npos;
}

Seen ours(const std::string& file) {
    std::ifstream in{file, std::ios::binary};
    parse::Input input{[&](char* into, std::size_t room) {
        in.read(into, static_cast<std::streamsize>(room));
        return static_cast<std::size_t>(in.gcount());
    }};
    Seen seen;
    const bool bank = is_bank(file);
    const auto document =
        parse::format(bank ? "worldbank" : "sdmx-ml")->read(input, {}, [&](const model::Record& record) {
            seen.take(record.get(bank ? "date" : "TIME_PERIOD"), record.get(bank ? "value" : "OBS_VALUE"));
        });
    if (document.fault) fmt::print(stderr, "{}\n", document.fault->detail);
    return seen;
}

void take_series(const pugi::xml_node& series, Seen& seen) {
    for (const auto obs : series.children()) {
        if (std::strcmp(obs.name(), "Obs") == 0)
            seen.take(obs.attribute("TIME_PERIOD").value(), obs.attribute("OBS_VALUE").value());
        else if (std::strcmp(obs.name(), "g:Obs") == 0)
            seen.take(obs.child("g:ObsDimension").attribute("value").value(),
                      obs.child("g:ObsValue").attribute("value").value());
    }
}

void add_attributes(const pugi::xml_node& element, model::Record& record) {
    for (auto one = element.first_attribute(); one; one = one.next_attribute())
        record.fields.push_back({one.name(), one.value()});
}

void add_values(const pugi::xml_node& list, model::Record& record) {
    for (auto one = list.first_child(); one; one = one.next_sibling())
        record.fields.push_back({one.attribute("id").value(), one.attribute("value").value()});
}

void record_series(const pugi::xml_node& series, Seen& seen) {
    model::Record record;
    add_attributes(series, record);
    add_values(series.child("g:SeriesKey"), record);
    add_values(series.child("g:Attributes"), record);
    const auto fixed = record.fields.size();
    for (auto obs = series.first_child(); obs; obs = obs.next_sibling()) {
        if (std::strcmp(obs.name(), "Obs") != 0 && std::strcmp(obs.name(), "g:Obs") != 0) continue;
        record.fields.resize(fixed);
        record.place = fmt::format("row {}", seen.observations);
        add_attributes(obs, record);
        if (obs.first_child()) {
            record.fields.push_back({"TIME_PERIOD", obs.child("g:ObsDimension").attribute("value").value()});
            record.fields.push_back({"OBS_VALUE", obs.child("g:ObsValue").attribute("value").value()});
            add_values(obs.child("g:Attributes"), record);
        }
        seen.take(record.get("TIME_PERIOD"), record.get("OBS_VALUE"));
    }
}

void record_row(const pugi::xml_node& row, Seen& seen) {
    model::Record record;
    record.place = fmt::format("row {}", seen.observations);
    for (auto child = row.first_child(); child; child = child.next_sibling()) {
        add_attributes(child, record);
        record.fields.push_back({child.name() + 3, child.child_value()});
    }
    seen.take(record.get("date"), record.get("value"));
}

Seen whole(const std::string& file, bool all_fields) {
    std::FILE* in = std::fopen(file.c_str(), "rb");
    std::fseek(in, 0, SEEK_END);
    const auto size = static_cast<std::size_t>(std::ftell(in));
    std::rewind(in);
    auto* bytes = static_cast<char*>(pugi::get_memory_allocation_function()(size));
    if (std::fread(bytes, 1, size, in) != size) return {};
    std::fclose(in);
    pugi::xml_document document;
    if (!document.load_buffer_inplace_own(bytes, size)) return {};
    Seen seen;
    for (const auto row : document.document_element().children("wb:data")) {
        if (all_fields)
            record_row(row, seen);
        else
            seen.take(row.child_value("wb:date"), row.child_value("wb:value"));
    }
    for (const auto series : document.document_element().child("m:DataSet").children())
        all_fields ? record_series(series, seen) : take_series(series, seen);
    return seen;
}

}  // namespace

int main(int count, char** words) {
    const std::string mode = count > 2 ? words[1] : "";
    if (mode == "make" && count == 4) return make(words[2], std::stoul(words[3]));
    if (mode != "ours" && mode != "whole" && mode != "records")
        return std::fputs("make KIND MEGABYTES | ours FILE | whole FILE | records FILE\n", stderr), 2;
    const auto seen = mode == "ours" ? ours(words[2]) : whole(words[2], mode == "records");
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& at) {
        return static_cast<double>(at.tv_sec) + 1e-6 * static_cast<double>(at.tv_usec);
    };
    fmt::print("{} {:.2f} {:.3f} {}\n", seen.observations, seen.sum,
               seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss / 1024);
}
