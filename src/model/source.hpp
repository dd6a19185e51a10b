#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "model/error_shape.hpp"
#include "model/names.hpp"

namespace model {

/// May figures be printed again (DESIGN §6)?
enum class Use { open, attribution, no_derivatives, non_commercial, unknown };

/// Who made the data, and how to say so.
struct OriginRecord {
    Names producer, title;
    std::string url;       // where a reader finds it
    std::string citation;  // as the producer asks to be cited
    std::string licence;
    Use use = Use::unknown;
};

/// What a reader must be told about one entity's values: `lower_bound` prints "at least".
struct Caveat {
    std::string entity, kind;
    Names reason;
};

/// What an indicator turns money into (METHOD §4). `as`: day_rate, average_rate, end_rate: units of a
/// currency for one `per` · ppp: national currency for one international dollar · deflator, cpi: price
/// indices.
struct Conversion {
    std::string as;      // "": it converts nothing
    std::string per;     // rates: the currency that is quoted in: USD, EUR, GBP
    int preference = 0;  // of several sources the one with the least
};

/// What is measured (METHOD §2, §3).
struct Indicator {
    std::string id;    // ours, unique in the source: "gdp_current_usd"
    std::string code;  // the provider's, in addresses and records: "NY.GDP.MKTP.CD"
    Names name;
    std::string layer;  // F1 F2 F3 C1 C2 R1 R2 G1 G2 G3 S, or "context" for denominators and rates
    std::string unit;   // of the stored value: USD, national_currency, or a word of sql/reference/units.toml
    double multiplier = 1;     // served value × multiplier = stored value
    std::string price_base;    // current | constant-2021 | ppp | none
    std::string attribution;   // headquarters | host | funder | performer | residence | none
    std::string source_class;  // METHOD §7: A … E
    std::string timing;        // flow: over its period | stock: at its end | none: neither adds up
    Conversion conversion;
    std::optional<double> least, most;  // no stored value lies beyond: else its unit is not what we think
    std::string within;                 // the indicator of this source that holds it already
    std::map<std::string, std::string> definition;  // what else METHOD §3 asks for: "threshold" → "deals > …"
    std::vector<Caveat> caveats;
    std::string place;  // of its unit, for messages
};

/// How the records of a format become observations. A value is the name of a record's field, or "=text" for a
/// constant.
struct Mapping {
    std::string indicator;  // empty: the part's own indicator
    std::string entity, period, value, status, released;
    std::string year_ends;                        // a year is a fiscal one and ends then: model::fiscal_year
    std::map<std::string, std::string> statuses;  // what the status field says → SDMX's letter
    std::string unit;                             // the field with the unit: it must be that of the indicator
    std::string scale;                            // the field with the power of ten that values are served in
    std::map<std::string, std::string> only;      // field → text: records with another text are left out
    std::map<std::string, std::string> expect;    // field → text: records with another text are refused
    std::string entity_kind = "country";          // country | currency
    std::vector<std::string> missing;  // values that mean "not available" (the empty text too, if listed)
    std::map<std::string, std::string>
        columns;                      // wide rows: field → entity, in place of `entity` and `value`
    std::vector<std::string> invert;  // entities served the other way round (USD per unit)
    std::map<std::string, std::string> entities;  // what this source alone says → entity
    std::string split;            // stands between the names of an entity field that holds several
    std::string per;              // year | quarter | month: what its periods are coarsened to
    std::string combine;          // "sum": records of one series and period are added up
    std::string projected_after;  // the field with the last year of actual data
};

/// One address of a source and what its answers hold. `parse` are the options of the format.
struct Part {
    std::string id;         // "NY.GDP.MKTP.CD", "fig_4.2.11", a feed's name
    std::string url;        // template: its {placeholders} stand in jobs/README.md
    std::string indicator;  // id of the indicator, where the records do not name it
    std::map<std::string, std::string> parse;
    Mapping map;
    std::optional<base::Instant> released;  // stated for the whole file: an edition's date
    // Feeds only:
    Names publisher;
    std::string language, country;
    std::string zone_offset;  // "+09:00", for dates without a zone
    bool unverified = false;  // the address was never seen to answer
};

/// How an answer that does not fit into one page is asked for. The names are those of the document's head,
/// where the format itself does not say them.
struct Paging {
    std::string by = "none";  // none | pages | offset | rows | next
    int size = 0;             // rows asked for a page; 0: the provider's own number
    int first = 1;            // number of the first page or row
    std::string page, pages, per_page, total, offset, next;
};

struct Freshness {
    int warn_days = 0, error_days = 0;  // 0: no limit
};

/// Of files that are handed over: when a new edition is expected, and where to look for it.
struct NextEdition {
    int month = 0;  // 1 to 12; 0: nothing is declared
    std::string page;
};

/// An answer that stands beside the tests, and what must come of it: tests/samples/<source>/<file>.
struct Sample {
    std::string part, file;
    bool recorded = true;             // false: in the documented shape, with round values of our own
    std::vector<std::string> expect;  // "KOR 2024 gdp = 1.5", "rejects = 0"
};

/// Where data comes from: one TOML file of `jobs/sources/`.
struct Source {
    std::string name;    // the file's name: "worldbank_wdi"
    std::string place;   // file, for messages
    std::string format;  // a row of parse::formats()
    std::string access;  // http | manual | shipped: a file of jobs/curated
    OriginRecord origin;
    std::string cadence;       // daily | weekly | monthly | quarterly | annual
    std::string zone = "UTC";  // in which its dates are, and its days for the cadence
    Paging paging{};
    std::string window;  // whole | rolling | years | months | days: what its range is counted in
    int span = 0;        // so many of these at most in one request; 0: all that is wanted
    int lag = 0;         // a regular run re-reads this many periods before the current one
    int start_year = 0;  // first year ever asked for
    Freshness freshness;
    NextEdition edition;   // access = "manual" only
    int reject_limit = 0;  // more rejects than this in one visit and the visit failed
    std::string key;       // name of the setting that holds the key its host asks for; "" where none
    ErrorShape error;      // with a code: laid over what the format knows of errors
    std::vector<Indicator> indicators;
    std::vector<Part> parts;
    std::vector<Sample> samples;
    std::string digest;  // SHA-256 of the TOML: part of what made its facts

    const Indicator* indicator(const std::string& id) const {
        for (const auto& one : indicators)
            if (one.id == id) return &one;
        return nullptr;
    }
    const Part* part(const std::string& id) const {
        for (const auto& one : parts)
            if (one.id == id) return &one;
        return nullptr;
    }
    bool is_feed() const { return format == "feed"; }
    /// Can it be asked for a range of dates?
    bool is_ranged() const { return window != "whole" && window != "rolling"; }
};

/// What a timer starts: one TOML file of `jobs/`.
struct Job {
    std::string name;
    std::vector<std::string> sources;  // names, or {"*"}: all that are due
    std::string report;                // empty: fetches only
    std::string schedule;              // systemd OnCalendar text
    std::string cron;                  // the same for crontab
};

}  // namespace model
