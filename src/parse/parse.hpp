#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error_shape.hpp"
#include "model/record.hpp"
#include "parse/input.hpp"

namespace parse {

/// What the bytes came with: options of the source's [parse] table, the final URL, the Content-Type header.
struct Options {
    std::map<std::string, std::string> values;
    std::string url, content_type;

    std::string get(const std::string& key, std::string otherwise = {}) const {
        const auto found = values.find(key);
        return found == values.end() ? std::move(otherwise) : found->second;
    }
};

/// What a document says about itself besides its records.
struct Document {
    std::optional<int> page, pages, per_page, total;
    std::optional<int> offset;                  // number of its first row, as the provider counts them
    std::string next;                           // address of the following page, as served
    std::map<std::string, std::string> head;    // "lastupdated", a feed's "title", …
    std::map<std::string, std::string> rhythm;  // model::Patience: when a feed wants to be asked
    std::vector<model::Reject> rejects;         // records that could not be read
    std::optional<model::Reject> fault;  // the whole file is unusable; records handed over before are void
    bool malformed = false;              // feeds: what stood before the fault was handed over
    std::size_t records = 0;
};

using Sink = std::function<void(const model::Record&)>;

/// One row of the table of formats.
struct Format {
    std::string_view name, who;
    Document (*reader)(Input& input, const Options& options, const Sink& sink);
    std::vector<std::string> options;  // the keys its [parse] table may hold
    model::ErrorShape error{};         // how its providers say "no", if they all do it alike

    Document read(Input& input, const Options& how, const Sink& sink) const {
        return reader(input, how, sink);
    }
    Document read(std::string_view bytes, const Options& how, const Sink& sink) const {
        Input input{bytes};
        return reader(input, how, sink);
    }
};

const std::vector<Format>& formats();
/// nullptr for an unknown name.
const Format* format(std::string_view name);

}  // namespace parse
