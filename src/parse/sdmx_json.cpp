#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <deque>

#include "base/text.hpp"
#include "parse/faults.hpp"
#include "parse/formats.hpp"
#include "parse/sdmx_data.hpp"
#include "parse/sdmx_positions.hpp"

// SDMX-JSON data messages. 1.0: {"header", "structure", "dataSets"}; 2.0: {"meta", "data": {"structures",
// "dataSets"}}; either part may come first. Observations are keyed by positions in the structure's lists:
//   "structure": {"dimensions": {"dataSet": […], "series": [{"id": "CURRENCY", "values": [{"id": "KRW"}]}], …
//   "series": {"0": {"attributes": [0], "observations": {"0": [1.5931, 0]}}}   or   "observations": {"0:0":
//   […]}
// An observation is its value (2.0: the values of all measures), then positions of its attributes. Values
// stay the text that was served.
namespace parse {
namespace {

namespace ondemand = simdjson::ondemand;
using ondemand::json_type;

std::string_view scalar(ondemand::value value) {
    const json_type type = value.type();
    if (type == json_type::null || type == json_type::object || type == json_type::array) return {};
    if (type == json_type::string) return value.get_string();
    return base::trim(value.raw_json_token());
}

template <class Take>
void each_of(ondemand::object& object, const Take& take) {
    for (auto field : object) {
        const std::string key{std::string_view{field.unescaped_key()}};
        take(key, field.value());
    }
}

template <class Take>
void each_member(ondemand::value value, const Take& take) {
    if (value.type() != json_type::object) return;
    ondemand::object object = value.get_object();
    each_of(object, take);
}

/// What stands at one place of an array: a position in the component's values, or the text itself; nothing
/// for a position that does not exist.
std::optional<std::string_view> text_at(const sdmx::Component& component, ondemand::value value) {
    if (!component.listed) return scalar(value);
    const auto* text = sdmx::value_at(component, scalar(value));
    return text ? std::optional<std::string_view>{*text} : std::nullopt;
}

/// What a data set says of itself; its observations are read in a second pass.
struct DataSet {
    std::size_t structure = 0;
    bool deletes = false;
    sdmx::Groups groups;
};

class Message {
  public:
    Message(Document& document, const Sink& sink) : document_(document), sink_(sink) {}

    void read(ondemand::document& text) {
        each_member(text.get_value().value(), [&](const std::string& key, ondemand::value value) {
            take_top(key, value);
            if (key == "data")
                each_member(value,
                            [&](const std::string& inner, ondemand::value part) { take_top(inner, part); });
        });
        if (structures_.empty()) return wrong("neither structure nor data/structures in the message");
        text.rewind();
        visit_data_sets(text, [&](ondemand::value set) { about(set); });
        text.rewind();
        visit_data_sets(text, [&](ondemand::value set) { observations_of(set); });
        if (sets_.empty()) wrong("neither dataSets nor data/dataSets in the message");
    }

  private:
    void wrong(std::string detail) { document_.fault = fault("wrong_shape", std::move(detail), ""); }

    void add_structure(ondemand::value value) {
        if (value.type() != json_type::object) return;
        ondemand::object object = value.get_object();
        structures_.push_back(sdmx::positions_of(object.raw_json()));
    }

    void take_top(const std::string& key, ondemand::value value) {
        if (key == "structure") add_structure(value);
        if (key == "structures" && value.type() == json_type::array)
            for (ondemand::value one : value.get_array()) add_structure(one);
        if (key == "header" || key == "meta")
            each_member(value, [&](const std::string& name, ondemand::value member) {
                if (const auto text = scalar(member); !text.empty()) document_.head[name] = text;
            });
    }

    template <class Take>
    void visit_data_sets(ondemand::document& text, const Take& take) {
        const auto all = [&](ondemand::value list) {
            if (list.type() != json_type::array) return;
            for (ondemand::value set : list.get_array()) take(set);
        };
        each_member(text.get_value().value(), [&](const std::string& key, ondemand::value value) {
            if (key == "dataSets") all(value);
            if (key == "data")
                each_member(value, [&](const std::string& inner, ondemand::value part) {
                    if (inner == "dataSets") all(part);
                });
        });
    }

    const sdmx::Positions& structure() const { return structures_[sets_[set_].structure]; }

    void about(ondemand::value value) {
        DataSet set;
        each_member(value, [&](const std::string& key, ondemand::value member) {
            if (key == "structure")
                if (const auto at = base::read_integer(scalar(member)); at && *at >= 0)
                    set.structure = std::min(static_cast<std::size_t>(*at), structures_.size() - 1);
            if (key == "action") set.deletes = sdmx::deletes(scalar(member));
        });
        sets_.push_back(std::move(set));
    }

    void observations_of(ondemand::value value) {
        deleted_ = 0;
        dimensions_.clear();
        for (const auto& one : structure().data_set)
            if (!one.values.empty()) dimensions_.emplace_back(one.id, one.values.front());
        if (value.type() != json_type::object) return;
        ondemand::object object = value.get_object();
        // What is said of all observations may stand behind them.
        each_of(object, [&](const std::string& key, ondemand::value member) {
            if (key == "attributes") add_all(member, structure().data_set_says, dimensions_);
            if (key == "dimensionGroupAttributes") read_groups(member);
        });
        object.reset();
        each_of(object, [&](const std::string& key, ondemand::value member) {
            if (key == "observations") observations(member, dimensions_);
            if (key == "series")
                each_member(member, [&](const std::string& at, ondemand::value one) { series(at, one); });
        });
        if (deleted_ > 0) document_.rejects.push_back(sdmx::to_delete(set_ + 1, deleted_));
        ++set_;
    }

    bool add_text(const sdmx::Component& component, ondemand::value value, sdmx::Pairs& to) {
        const auto text = text_at(component, value);
        if (text) return to.emplace_back(component.id, *text), true;
        document_.rejects.push_back(
            {fmt::format("data set {}, row {}", set_ + 1, seen_ + 1), "wrong_shape",
             fmt::format("{}: the structure has no value at position {}", component.id, scalar(value)), ""});
        return false;
    }

    void add_all(ondemand::value list, const sdmx::Components& components, sdmx::Pairs& to) {
        if (list.type() != json_type::array) return;
        std::size_t at = 0;
        for (ondemand::value one : list.get_array()) {
            if (at >= components.size()) break;
            const auto& component = components[at++];
            if (one.type() != json_type::null) add_text(component, one, to);
        }
    }

    /// "0:1" as pairs of a dimension and its value; nothing and a reject where a position does not exist.
    bool key_pairs(const std::string& key, const sdmx::Components& components, sdmx::Pairs& to) {
        const auto parts = base::split(key, ':');
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const auto* value = i < components.size() ? sdmx::value_at(components[i], parts[i]) : nullptr;
            if (value) to.emplace_back(components[i].id, *value);
            if (value) continue;
            document_.rejects.push_back(
                {fmt::format("data set {}", set_ + 1), "wrong_shape",
                 fmt::format("the key '{}' is none of the structure's positions", cut(key)), cut(key)});
            return false;
        }
        return true;
    }

    /// Keys over all dimensions in their order, empty where the group does not name one.
    void read_groups(ondemand::value groups) {
        const auto all = structure().dimensions();
        each_member(groups, [&](const std::string& key, ondemand::value list) {
            const auto parts = base::split(key, ':');
            sdmx::Pairs pairs, says;
            for (std::size_t i = 0; i < std::min(parts.size(), all.size()); ++i)
                if (const auto* value = sdmx::value_at(all[i], parts[i]))
                    pairs.emplace_back(all[i].id, *value);
            add_all(list, structure().group_says, says);
            sets_[set_].groups.add(pairs, says);
        });
    }

    void series(const std::string& key, ondemand::value value) {
        auto pairs = dimensions_;
        if (!key_pairs(key, structure().series, pairs) || value.type() != json_type::object) return;
        ondemand::object object = value.get_object();
        ondemand::value member;
        if (!object.find_field_unordered("attributes").get(member))
            add_all(member, structure().series_says, pairs);
        object.reset();
        if (!object.find_field_unordered("observations").get(member)) observations(member, pairs);
    }

    void observations(ondemand::value value, const sdmx::Pairs& above) {
        each_member(value, [&](const std::string& key, ondemand::value one) {
            auto pairs = above;
            if (!key_pairs(key, structure().observation, pairs)) return;
            if (sets_[set_].deletes) {
                ++deleted_;
                return;
            }
            observation(key, one, pairs);
        });
    }

    void observation(const std::string& key, ondemand::value value, sdmx::Pairs& pairs) {
        const auto& all = structure();
        const auto measures = all.measures.size();
        std::size_t at = 0;
        bool sound = true;
        if (value.type() == json_type::array) {
            for (ondemand::value one : value.get_array()) {
                const auto i = at++;
                if (i < measures)
                    pairs.emplace_back(all.measures[i].id, scalar(one));
                else if (i - measures < all.observation_says.size() && one.type() != json_type::null)
                    sound = add_text(all.observation_says[i - measures], one, pairs) && sound;
            }
        }
        if (at == 0) {
            document_.rejects.push_back(
                {fmt::format("row {}", ++seen_), "missing_field", "an observation without a value", key});
            return;
        }
        if (sound) hand_over(pairs);
        seen_ += !sound;
    }

    void hand_over(const sdmx::Pairs& pairs) {
        record_.place = fmt::format("row {}", ++seen_);
        record_.fields.clear();
        for (const auto& [name, text] : pairs) record_.fields.push_back({name, text});
        sets_[set_].groups.complete(record_);
        sink_(record_);
        ++document_.records;
    }

    Document& document_;
    const Sink& sink_;
    std::deque<sdmx::Positions> structures_;
    std::deque<DataSet> sets_;
    sdmx::Pairs dimensions_;  // of the whole data set, and what it says
    std::size_t set_ = 0, seen_ = 0, deleted_ = 0;
    model::Record record_;
};

}  // namespace

Document sdmx_json(std::string_view bytes, const Options&, const Sink& sink) {
    Document document;
    bytes = without_mark(bytes);
    document.fault = fault_of_kind(Kind::json, bytes);
    if (document.fault) return document;
    const simdjson::padded_string padded{bytes};
    try {
        {
            simdjson::dom::parser whole;  // on-demand alone would look only at what is asked for
            if (const auto error = whole.parse(padded).error()) {
                document.fault = bad_json(simdjson::error_message(error), bytes);
                return document;
            }
        }
        ondemand::parser parser;
        auto text = parser.iterate(padded).value();
        Message{document, sink}.read(text);
    } catch (const simdjson::simdjson_error& found) {
        document.fault = fault("wrong_shape", found.what(), bytes);
    }
    return document;
}

}  // namespace parse
