#include "support/parsed.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

std::vector<std::string> Parsed::all(std::size_t record, const std::string& field) const {
    std::vector<std::string> values;
    for (const auto& [name, value] : records.at(record).fields)
        if (name == field) values.push_back(value);
    return values;
}

Parsed parsed(const std::string& format, std::string_view bytes, const parse::Options& options) {
    const auto* row = parse::format(format);
    if (!row) throw std::invalid_argument{"no format " + format};
    const auto exact = std::make_unique<char[]>(bytes.size());
    std::copy(bytes.begin(), bytes.end(), exact.get());
    Parsed all;
    all.document = row->read({exact.get(), bytes.size()}, options, [&](const model::Record& record) {
        auto& kept = all.records.emplace_back();
        kept.place = record.place;
        for (const auto& field : record.fields)
            kept.fields.emplace_back(std::string{field.name}, std::string{field.value});
    });
    return all;
}

std::size_t clean_cuts(const std::string& format, std::string_view bytes, const parse::Options& options) {
    std::size_t clean = 0;
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        const auto cut = parsed(format, bytes.substr(0, length), options);
        clean += cut.fault().empty() && !cut.document.malformed && cut.document.rejects.empty();
    }
    return clean;
}
