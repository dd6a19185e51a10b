#pragma once

#include <functional>
#include <string>
#include <vector>

#include "archive/archive.hpp"
#include "fetch/transport.hpp"
#include "pipeline/ingest.hpp"
#include "support/folder.hpp"

namespace test {

/// A row of a World Bank answer: country, year, value as served.
struct Cell {
    std::string country, year, value;
};

/// One page as the provider writes it.
std::string world_bank_page(const std::vector<Cell>& cells, int page = 1, int pages = 1,
                            const std::string& updated = "2026-04-08");

/// The bank's source file, asking this address: "http://bank.example".
std::string bank_toml(const std::string& address);
/// A source ("wire") with one feed.
std::string feed_toml(const std::string& url);

/// Answers by script: what each request gets.
class Scripted : public fetch::Transport {
  public:
    struct Says {
        int status = 200;
        std::string body, failure;
        model::Headers headers{};
    };
    using Script = std::function<Says(const model::Request&)>;

    explicit Scripted(Script script) : script_(std::move(script)) {}
    void run(std::vector<model::Request> requests, const fetch::Answer& answer) override;
    std::vector<std::string> asked;

  private:
    Script script_;
};

/// A small house with one World Bank source ("bank", one indicator "gdp" with code GDP) and its rooms.
struct Bank {
    Folder folder;
    pipeline::House house;
    std::unique_ptr<archive::Archive> archive;
    std::unique_ptr<store::Store> store;

    Bank();
    const model::Source& source() const { return house.sources.front(); }
    /// One visit of the years [from, to] at a moment.
    pipeline::Outcome visit(const std::string& at, int from, int to, Scripted& web);
    /// The same with one page of these cells.
    pipeline::Outcome visit(const std::string& at, int from, int to, const std::vector<Cell>& cells);
    /// Lets go of the store and the archive, as a process that ended.
    void leave();
    void enter();
    std::string dump(bool values = false);
    /// "2023=1.5 2024=2" of KOR as known now.
    std::string korea();
};

}  // namespace test
