#pragma once

#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "model/exchange.hpp"
#include "model/reference.hpp"
#include "model/source.hpp"

namespace histories {

/// Chance that a seed decides, the same everywhere.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}
    /// 0 … sides - 1
    int roll(int sides) { return static_cast<int>(random_() % static_cast<std::uint64_t>(sides)); }
    bool happens(int percent) { return roll(100) < percent; }
    std::uint64_t seed() { return random_(); }
    template <class Things>
    auto& one_of(Things& things) {
        return things[static_cast<std::size_t>(roll(static_cast<int>(things.size())))];
    }
    template <class Things>
    void shuffle(Things& things) {
        for (std::size_t i = things.size(); i > 1; --i)
            std::swap(things[i - 1], things[static_cast<std::size_t>(roll(static_cast<int>(i)))]);
    }

  private:
    std::mt19937_64 random_;
};

/// How sources are declared at one moment. A history changes it.
struct Configuration {
    struct Declared {
        bool there = true;
        int version =
            0;  // bits: 1 another multiplier, 2 "-" is a missing value, 4 a longer lag, 8 no rejects
    };
    std::map<std::string, Declared> sources;
    /// Two parts of one source speak of the same series and contradict each other.
    bool overlapping = false;

    Configuration();
    std::vector<model::Source> read() const;
};

/// Sources whose answers are of the newest only: nobody who was not there can know what they listed before.
bool is_rolling(const std::string& source);

/// Korea, the United States, China; aggregates left out.
model::Reference reference();

/// Somebody who publishes: what the hosts of all sources would answer now.
class Provider {
  public:
    explicit Provider(std::uint64_t seed);

    /// One to four changes: a value is new, revised, withdrawn, restored, missing, unreadable; a list is
    /// empty and full again; an item is added, edited, dropped, comes back.
    void change(Dice& dice);
    /// Everything readable: no unknown country, no word for a number.
    void mend();
    /// The whole answer to a request, as it is served when nothing goes wrong.
    std::string body(const model::Request& request) const;
    static std::string content_type(const model::Request& request);

  private:
    struct Cell {
        std::string value, edition;
        bool listed = true;
    };
    struct Item {
        std::string id, title, text, date;
        bool listed = true;
    };
    using Cells = std::map<std::pair<std::string, std::string>, Cell>;  // (country, period)
    struct List {
        Cells cells;
        bool empty = false;
        std::string updated = "2026-01-01";
    };

    void change_cell(Dice& dice, const std::string& name, List& list);
    void change_items(Dice& dice, std::vector<Item>& items);
    std::string bank(const model::Request& request) const;
    std::string table(const model::Request& request, const List& list) const;
    std::string feed(const model::Request& request) const;
    std::string edition() const;

    std::map<std::string, List> lists_;               // "source/part"
    std::map<std::string, std::vector<Item>> items_;  // "feed", oldest first
    int changes_ = 0;
};

}  // namespace histories
