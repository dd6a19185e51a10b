#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// One table of a TOML file, read key by key. Every reader error is a `base::Error` of kind usage that says
/// file, line, what was found and what was meant. A key that nobody asked for is an error: call `done()`.
class Toml {
  public:
    static Toml file(const std::filesystem::path& path);
    static Toml text(std::string_view text, std::string name);

    /// "jobs/sources/ecb_rates.toml:7", the place of this table or of one of its keys.
    std::string place(std::string_view key = {}) const;
    bool has(std::string_view key) const;
    bool is_table(std::string_view key) const;
    std::vector<std::string> keys() const;

    /// Required values: missing or of another type is an error.
    std::string string(std::string_view key) const;
    long long integer(std::string_view key) const;
    double number(std::string_view key) const;
    bool boolean(std::string_view key) const;
    std::vector<std::string> strings(std::string_view key) const;
    Toml table(std::string_view key) const;
    /// [[key]] blocks in order; none where the key is missing.
    std::vector<Toml> tables(std::string_view key) const;

    /// Optional values.
    std::string string(std::string_view key, std::string_view otherwise) const;
    long long integer(std::string_view key, long long otherwise) const;
    bool boolean(std::string_view key, bool otherwise) const;
    std::optional<double> maybe_number(std::string_view key) const;
    std::vector<std::string> maybe_strings(std::string_view key) const;
    std::optional<Toml> maybe_table(std::string_view key) const;
    /// A string that must be one of these; unknown ones are answered with "did you mean".
    std::string choice(std::string_view key, const std::vector<std::string>& allowed,
                       std::optional<std::string> otherwise = {}) const;

    /// Throws for the first key of this table that was never asked for, naming the nearest known one.
    void done() const;

    struct Node;  // the library's tree, seen by toml.cpp only

  private:
    explicit Toml(std::shared_ptr<Node> node) : node_(std::move(node)) {}
    std::shared_ptr<Node> node_;
};

}  // namespace base
