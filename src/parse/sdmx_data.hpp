#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parse/parse.hpp"
#include "parse/sdmx_groups.hpp"
#include "parse/xml_rows.hpp"

namespace parse::sdmx {

/// Does an action take observations away?
bool deletes(std::string_view action);
/// The reject that stands for all observations of such a data set.
model::Reject to_delete(std::size_t data_set, std::size_t observations);

/// What the header says of one structure that data sets refer to.
struct Structure {
    std::string at_observation = "TIME_PERIOD";  // the dimension that an observation stands for
};

/// The data sets of a message, generic and structure-specific alike: dimensions and attributes become fields
/// under their own ids, the value is OBS_VALUE (empty where an observation has none), all as served.
class DataSets {
  public:
    DataSets(Document& document, const Sink& sink) : document_(document), sink_(sink) {
        record_.place = "row 0";
    }

    void declare(const std::string& structure, Structure what) { structures_[structure] = std::move(what); }
    /// How an element inside a data set is taken.
    static xml::Take take(const pugi::xml_node& tag);
    /// A data set, or a large group or series in it, begins; `end` ends it.
    void begin(const pugi::xml_node& tag);
    void end();
    bool inside() const { return !levels_.empty(); }
    void row(const pugi::xml_node& element, const xml::Around& around);

  private:
    enum class Level { data_set, group, series };

    void begin_data_set(const pugi::xml_node& tag);
    void group(const pugi::xml_node& element, const xml::Around& around);
    void close_group();
    void check_groups();
    void series(const pugi::xml_node& element, const xml::Around& around);
    void series_part(const pugi::xml_node& part);
    void observation(const pugi::xml_node& element, const xml::Around& around);
    void add_attributes(const pugi::xml_node& element);
    void add_values(const pugi::xml_node& list);
    void add_component(const pugi::xml_node& component, std::deque<std::string>& rooms);
    void add_part(const pugi::xml_node& part);
    void add(std::string_view name, std::string_view value) { record_.fields.push_back({name, value}); }
    /// What the record holds now outlives the fragment it came from.
    void keep_fields();
    bool is_to_delete(const pugi::xml_node& element, const xml::Around& around);
    std::string& place();  // of the observation that comes
    void hand_over();

    Document& document_;
    const Sink& sink_;
    std::map<std::string, Structure> structures_;
    std::vector<Level> levels_;
    std::string at_observation_;
    Groups groups_;
    Pairs group_key_, group_attributes_;
    model::Record record_;  // the fields of the series, then those of one observation
    std::size_t series_fields_ = 0, series_seen_ = 0, data_sets_ = 0, deleted_ = 0;
    bool deleting_ = false, prefixed_ = false, valued_ = false;
    std::deque<std::string> kept_, rooms_, obs_rooms_;
};

}  // namespace parse::sdmx
