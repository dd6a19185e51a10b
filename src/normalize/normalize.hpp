#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "model/observation.hpp"
#include "model/record.hpp"
#include "model/reference.hpp"
#include "model/source.hpp"

namespace normalize {

/// What one snapshot's records mean.
struct Sorted {
    std::vector<model::Observation> observations;
    std::vector<model::Announcement> announcements;
    std::vector<model::Reject> rejects;
    std::size_t left_out = 0;  // entities known and deliberately not followed
    std::size_t unchosen = 0;  // records that `only` says are not meant
};

/// Turns the records of one snapshot into facts or rejects; nothing in between, nothing lost.
/// `head` is what the document says of itself (for mappings that begin with "@"): set it before the records
/// come if the parser knows it then, at the latest before `finish`.
class Sorter {
  public:
    Sorter(const model::Source& source, const model::Part& part, const model::Reference& reference);

    void take(const model::Record& record);
    /// Fills in what the head states (released dates) and hands over the result.
    Sorted finish(const std::map<std::string, std::string>& head);

  private:
    void take_statistic(const model::Record& record);
    void take_wide(const model::Record& record);
    void take_item(const model::Record& record);
    void tell_items_apart();
    void take_value(const model::Record& record, const model::Indicator& indicator, std::string_view spelling,
                    const model::Period& period, std::string_view served, bool inverted);
    bool is_meant(const model::Record& record);
    std::optional<double> scale_of(const model::Record& record) const;
    /// nullptr: left out on purpose, or refused.
    const model::Entity* followed(const model::Record& record, std::string_view spelling);
    void add(const model::Record& record, model::Observation fact);
    void refuse(const model::Record& record, std::string reason, std::string detail);

    const model::Source& source_;
    const model::Part& part_;
    const model::Reference& reference_;
    std::map<std::pair<std::string, std::string>, std::size_t> seen_;  // (indicator entity, period) → index
    std::vector<std::string> without_id_;  // of each announcement: its identity if its id were not believed
    Sorted sorted_;
};

/// Adds a record to the sum of its series and period (`combine = "sum"`). Neither lacks a value.
void add_up(model::Observation& sum, const model::Observation& more);

/// The number a provider means: blanks and thousands separators off, a declared percent sign off. Nothing for
/// anything that is not one finite number.
std::optional<double> value(std::string_view served);

}  // namespace normalize
