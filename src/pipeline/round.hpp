#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "pipeline/progress.hpp"
#include "pipeline/reception.hpp"

namespace pipeline {

/// One turn of asking: all sources of a run in one transport run. Visits that are ready are closed in batches
/// that share one sync of the archive and one transaction.
class Round {
  public:
    Round(Rooms& rooms, const std::vector<Asked>& asked, const Done& done);
    void run();

  private:
    using Steady = std::chrono::steady_clock;

    std::vector<model::Request> receive(model::Exchange&& exchange);
    bool pulse();
    void say_spent(const model::Exchange& exchange);
    bool batch_is_due() const;
    void close_batch();
    std::vector<Bar> bars() const;
    void note_unfinished();
    void hand_over();
    void put_in_order();

    Rooms& rooms_;
    const Done& done_;
    std::size_t held_ = 0, archived_ = 0;  // bytes
    std::vector<Reception> receptions_;
    std::map<std::string, std::size_t> place_;  // by source
    std::vector<bool> handed_over_;
    std::set<std::string> spent_;  // hosts, said once
    std::map<std::string, std::uint64_t> unfinished_;
    Steady::time_point last_batch_ = Steady::now();
};

}  // namespace pipeline
