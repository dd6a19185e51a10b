#pragma once

#include <string>
#include <utility>
#include <vector>

#include "parse/parse.hpp"

/// A record that outlives the parser's call.
struct KeptRecord {
    std::string place;
    std::vector<std::pair<std::string, std::string>> fields;

    bool operator==(const KeptRecord&) const = default;
    bool has(const std::string& name) const {
        for (const auto& field : fields)
            if (field.first == name) return true;
        return false;
    }
    std::string operator[](const std::string& name) const {
        for (const auto& field : fields)
            if (field.first == name) return field.second;
        return "";
    }
};

/// Everything a parser said about some bytes.
struct Parsed {
    parse::Document document;
    std::vector<KeptRecord> records;

    /// The reason of the fault; "" where there is none.
    std::string fault() const { return document.fault ? document.fault->reason : ""; }
    std::string detail() const { return document.fault ? document.fault->detail : ""; }
    std::string head(const std::string& key) const {
        const auto found = document.head.find(key);
        return found == document.head.end() ? "" : found->second;
    }
    /// One field of one record; "" past the end.
    std::string at(std::size_t record, const std::string& field) const {
        return record < records.size() ? records[record][field] : "";
    }
    std::vector<std::string> all(std::size_t record, const std::string& field) const;
};

/// Runs the format's reader. Every offset of `bytes` is copied into an exact-size buffer first, so that a
/// read past the end is one the sanitizers see.
Parsed parsed(const std::string& format, std::string_view bytes, const parse::Options& options = {});

/// Parses every beginning of `bytes`: none may crash; returns how many of them neither failed nor said
/// malformed nor rejected anything.
std::size_t clean_cuts(const std::string& format, std::string_view bytes, const parse::Options& options = {});
