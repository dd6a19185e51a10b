#include "parse/sdmx_data.hpp"

#include <fmt/format.h>

#include <cstring>
#include <pugixml.hpp>

#include "base/text.hpp"
#include "parse/faults.hpp"
#include "parse/xml.hpp"

// Generic, 2.1; in 2.0 `concept` stands for `id` and <Time>2010-08</Time> for the ObsDimension:
//   <Series><SeriesKey><Value id="FREQ" value="M"/>…</SeriesKey><Attributes>…</Attributes>
//     <Obs><ObsDimension value="2010-08"/><ObsValue value="1.34"/><Attributes>…</Attributes></Obs></Series>
// Structure-specific (2.0: compact), and, in 3.0, attributes of several values as elements:
//   <Series FREQ="M" …><Obs TIME_PERIOD="2010-08" OBS_VALUE="1.34"><Comp id="OBS_STATUS"><Value>A</Value>…
// Where all dimensions stand at the observation there is no Series. Groups come before their series; in
// generic 2.0 they may also hold them.
namespace parse::sdmx {
namespace {

constexpr std::string_view value_field = "OBS_VALUE", time_field = "TIME_PERIOD";

bool is_group(std::string_view local) {
    return local.ends_with("Group");
}

/// Attributes with a prefix, and declarations, say how the file is written and not what it holds.
bool is_data(const pugi::xml_attribute& attribute) {
    return !std::strchr(attribute.name(), ':') && std::string_view{attribute.name()} != "xmlns";
}

std::string_view id_of(const pugi::xml_node& value) {
    const auto id = value.attribute("id");
    return id ? id.value() : value.attribute("concept").value();
}

}  // namespace

bool deletes(std::string_view action) {
    return action == "Delete" || action == "D";
}

model::Reject to_delete(std::size_t data_set, std::size_t observations) {
    return {fmt::format("data set {}", data_set), "wrong_shape",
            fmt::format("its {} observations are to be deleted (action Delete), not data", observations), ""};
}

xml::Take DataSets::take(const pugi::xml_node& tag) {
    const auto local = xml::local(tag.name());
    if (local == "DataSet") return xml::Take::inside;
    return local == "Series" || is_group(local) ? xml::Take::either : xml::Take::whole;
}

void DataSets::begin_data_set(const pugi::xml_node& tag) {
    std::string structure;
    std::string_view action;
    for (const auto attribute : tag.attributes()) {
        const auto name = xml::local(attribute.name());
        if (name == "structureRef") structure = attribute.value();
        if (name == "action") action = attribute.value();
        if (is_data(attribute)) document_.head.emplace(attribute.name(), attribute.value());
    }
    const auto found = structures_.find(structure);
    at_observation_ = found != structures_.end() ? found->second.at_observation
                      : structures_.size() == 1  ? structures_.begin()->second.at_observation
                                                 : std::string{time_field};
    deleting_ = deletes(action);
    deleted_ = 0;
    groups_.clear();
}

void DataSets::begin(const pugi::xml_node& tag) {
    const auto local = xml::local(tag.name());
    record_.fields.clear();
    if (local == "DataSet") {
        levels_.push_back(Level::data_set);
        ++data_sets_;
        begin_data_set(tag);
    } else if (is_group(local)) {
        levels_.push_back(Level::group);
    } else {
        levels_.push_back(Level::series);
        ++series_seen_;
        kept_.clear();
        add_attributes(tag);
        keep_fields();
    }
    series_fields_ = record_.fields.size();
}

void DataSets::end() {
    if (levels_.back() == Level::group) close_group();
    if (levels_.back() == Level::data_set) document_.head["series"] = std::to_string(series_seen_);
    if (levels_.back() == Level::data_set && deleted_ > 0)
        document_.rejects.push_back(to_delete(data_sets_, deleted_));
    levels_.pop_back();
    record_.fields.clear();
    series_fields_ = 0;
}

void DataSets::row(const pugi::xml_node& element, const xml::Around& around) {
    const auto local = xml::local(element.name());
    if (local == "Obs") {
        observation(element, around);
    } else if (local == "Series") {
        series(element, around);
    } else if (levels_.back() == Level::series) {
        record_.fields.resize(series_fields_);
        series_part(element);
        keep_fields();
        series_fields_ = record_.fields.size();
    } else if (is_group(local)) {
        group(element, around);
    } else if (levels_.back() == Level::group) {
        group(element, around);
    } else if (local == "Attributes") {
        for (const auto value : element.children())
            document_.head.emplace(id_of(value), value.attribute("value").value());
    }
}

/// A whole group, or one part of a large one.
void DataSets::group(const pugi::xml_node& element, const xml::Around& around) {
    const auto local = xml::local(element.name());
    if (local == "GroupKey" || local == "Attributes") {
        auto& pairs = local == "GroupKey" ? group_key_ : group_attributes_;
        for (const auto value : element.children())
            pairs.emplace_back(id_of(value), value.attribute("value").value());
        return;
    }
    Pairs mixed;
    for (const auto attribute : element.attributes())
        if (is_data(attribute) && std::string_view{attribute.name()} != "type")
            mixed.emplace_back(attribute.name(), attribute.value());
    if (!mixed.empty()) groups_.add(std::move(mixed));
    check_groups();
    bool key = false;
    for (const auto part : element.children()) {
        key = key || xml::local(part.name()) == "GroupKey";
        if (xml::local(part.name()) == "Series") {
            if (key) close_group();
            key = false;
            series(part, around);
        } else if (key) {
            group(part, around);
        }
    }
    if (key) close_group();
}

void DataSets::close_group() {
    if (!group_key_.empty()) groups_.add(group_key_, group_attributes_);
    group_key_.clear();
    group_attributes_.clear();
    check_groups();
}

void DataSets::check_groups() {
    if (groups_.too_many())
        document_.fault = fault("wrong_shape", "groups of more than 16 MB: ask for a smaller part", "");
}

void DataSets::series(const pugi::xml_node& element, const xml::Around& around) {
    ++series_seen_;
    if (!group_key_.empty()) close_group();
    record_.fields.clear();
    rooms_.clear();
    add_attributes(element);
    for (const auto part : element.children()) {
        if (xml::local(part.name()) != "Obs") {
            series_part(part);
            continue;
        }
        if (series_fields_ == 0) series_fields_ = record_.fields.size();
        observation(part, around);
    }
    series_fields_ = 0;
    record_.fields.clear();
}

void DataSets::series_part(const pugi::xml_node& part) {
    const auto local = xml::local(part.name());
    if (local == "SeriesKey" || local == "Attributes") add_values(part);
    if (local == "Comp") add_component(part, rooms_);
}

void DataSets::add_attributes(const pugi::xml_node& element) {
    prefixed_ = false;
    for (auto attribute = element.first_attribute(); attribute; attribute = attribute.next_attribute()) {
        const char* name = attribute.name();
        const char* end = name;
        while (*end && *end != ':') ++end;
        const std::string_view whole{name, static_cast<std::size_t>(end - name)};
        prefixed_ = prefixed_ || *end == ':';
        valued_ = valued_ || whole == value_field;
        if (*end == '\0' && whole != "xmlns") add(whole, attribute.value());
    }
}

void DataSets::add_values(const pugi::xml_node& list) {
    for (const auto value : list.children())
        if (const auto served = value.attribute("value")) add(id_of(value), served.value());
}

/// Several values in one field, as `A;F`; of a text in several languages the first.
void DataSets::add_component(const pugi::xml_node& component, std::deque<std::string>& rooms) {
    auto& joined = rooms.emplace_back();
    bool first = true;
    for (const auto value : component.children()) {
        const auto text = value.first_child();
        if (!text) continue;
        if (!first) joined += ';';
        joined += base::trim(text.type() == pugi::node_element ? text.child_value() : text.value());
        first = false;
    }
    add(component.attribute("id").value(), joined);
}

void DataSets::add_part(const pugi::xml_node& part) {
    const auto local = xml::local(part.name());
    if (local == "ObsDimension") {
        const auto id = part.attribute("id");
        add(id ? std::string_view{id.value()} : at_observation_, part.attribute("value").value());
    } else if (local == "ObsValue") {
        add(value_field, part.attribute("value").value());
    } else if (local == "Time") {
        add(time_field, base::trim(part.child_value()));
    } else if (local == "ObsKey" || local == "Attributes") {
        add_values(part);
    } else if (local == "Comp") {
        add_component(part, obs_rooms_);
    }
}

void DataSets::observation(const pugi::xml_node& element, const xml::Around& around) {
    place();
    record_.fields.resize(series_fields_);
    if (!obs_rooms_.empty()) obs_rooms_.clear();
    valued_ = false;
    add_attributes(element);
    for (auto part = element.first_child(); part; part = part.next_sibling()) add_part(part);
    deleted_ += deleting_;
    if (deleting_ || (prefixed_ && is_to_delete(element, around))) return;
    if (!valued_ && !record_.find(value_field)) add(value_field, {});
    if (!groups_.empty()) groups_.complete(record_);
    hand_over();
}

/// "row 99" becomes "row 100" without a division a digit: there are millions.
std::string& DataSets::place() {
    auto& text = record_.place;
    for (auto at = text.size(); at > 4; --at) {
        if (++text[at - 1] <= '9') return text;
        text[at - 1] = '0';
    }
    return text.insert(4, "1");
}

/// What attributes with a prefix say: explicit measures, where the type of the observation is the code of its
/// dimension, and single observations that are to be deleted.
bool DataSets::is_to_delete(const pugi::xml_node& element, const xml::Around& around) {
    for (const auto attribute : element.attributes()) {
        const auto local = xml::local(attribute.name());
        if (is_data(attribute)) continue;
        if (local == "type" && !record_.find(at_observation_))
            add(at_observation_, xml::local(attribute.value()));
        if (local != "action" || !deletes(attribute.value())) continue;
        document_.rejects.push_back({record_.place, "wrong_shape",
                                     "the observation is to be deleted (action)",
                                     cut(around.original(element))});
        return true;
    }
    return false;
}

void DataSets::hand_over() {
    sink_(record_);
    ++document_.records;
}

void DataSets::keep_fields() {
    std::deque<std::string> kept;
    for (auto& field : record_.fields) {
        field.name = kept.emplace_back(field.name);
        field.value = kept.emplace_back(field.value);
    }
    kept_ = std::move(kept);
}

}  // namespace parse::sdmx
