#pragma once

#include <functional>
#include <string>
#include <vector>

#include "support/bank.hpp"

namespace test {

/// A provider with rows in pages, and what may go wrong with them.
struct Paged {
    explicit Paged(std::string how);

    std::string by;  // pages | offset | rows | next
    int size = 2;
    std::vector<Cell> rows;                       // 2015=0 … 2020=5 of KOR
    std::function<void(Paged&)> before;           // before each answer: the data may move
    std::function<int(int)> answers;              // page asked → page given
    std::function<std::string(int)> next;         // page → link to the following one
    std::function<int(int)> status;               // page → HTTP status
    int lost_row = -1;                            // announced and not served
    int cap = 0;                                  // the provider's largest page
    bool link_in_header = false, silent = false;  // silent: no total
    std::vector<std::string> asked;               // addresses

    /// One visit of 2013 to 2039 by a source that pages like this.
    pipeline::Outcome visit(Bank& bank);
};

/// The rows as `Bank::korea` shows them.
std::string shown(std::vector<Cell> rows);

}  // namespace test
