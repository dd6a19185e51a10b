#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/figure.hpp"
#include "report/numbers.hpp"
#include "report/report.hpp"

namespace report {

/// All figures of an edition, found by section, measure and qualifiers (entity, reference, period).
class Figures {
  public:
    explicit Figures(const std::vector<SectionInput>& sections);

    std::vector<const model::Figure*> of(const std::string& section, const std::string& measure) const;
    /// The one figure that the qualifiers leave. None: a figure without value. Several: an error at `place`.
    const model::Figure& one(const std::string& section, const std::string& measure,
                             const std::vector<std::string>& qualifiers, const std::string& place) const;
    const model::Figure* by_id(const std::string& id) const;

  private:
    std::unordered_map<std::string, std::vector<const model::Figure*>> by_measure_;
    std::unordered_map<std::string, const model::Figure*> by_id_;
};

/// `<data class="f" value="161.0217" data-figure="scale.gap_ratio.KOR.USA.2025">161배</data>`
std::string bound(const model::Figure& figure, model::Language language, Style style);
/// The same as a tile prints it: the unit small.
std::string bound_tile(const model::Figure& figure, model::Language language);
/// A change in words: "rose 161%".
std::string bound_moved(const model::Figure& figure, model::Language language);
/// Why there is no value, as plain text.
std::string why_missing(const model::Figure& figure, model::Language language);
/// A note as a sentence of its own: "disclosed deals only" → "Disclosed deals only."
std::string sentence(std::string text);
/// Printed text without markup, for titles and attributes.
std::string without_markup(std::string_view html);

}  // namespace report
