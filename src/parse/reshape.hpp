#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "parse/parse.hpp"

namespace parse {

/// What a source declares of the form of its records, between any reader and the sink. Options of [parse]:
///   [parse.rename] value = ["new name", "old name"]   the field of the first name that is there, as `value`,
///   too require = "date|value"    fields that must be there: a provider that renames one is told zip =
///   "dates,values"      lists of equal length inside a row: one record an element wide = "year" columns
///   named by years, quarters, days: one record each, with `year` and `value`
class Reshape {
  public:
    static const std::vector<std::string>& options();

    /// Throws where an option's value means nothing.
    Reshape(const Options& options, Document& document, const Sink& sink);

    /// The fault of a table without a required column; for tables that may have no row.
    std::optional<model::Reject> missing(std::vector<std::string> names, std::string_view bytes) const;
    void take(const model::Record& record);

  private:
    struct Alias {
        std::string name;
        std::vector<std::string> served;
    };

    void alias(model::Record& record);
    bool is_refusal(const model::Record& record);
    void unzip(const model::Record& record);
    void widen(const model::Record& record);
    void hand_over(const model::Record& record);

    std::vector<Alias> aliases_;
    std::vector<std::string> required_, zipped_;
    std::string wide_, refused_field_, refused_text_;
    Document& document_;
    const Sink& sink_;
    bool checked_ = false;
    model::Record record_, part_, cell_;
    std::deque<std::string> periods_;
};

/// "2013" of "2013", "2013.0", "YR2013", "2013 [YR2013]"; "2026-03-02" of "March 02, 2026"; "2020Q1" stays;
/// "" of what names no time.
std::string period_of_column(std::string_view name);

}  // namespace parse
