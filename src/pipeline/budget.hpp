#pragma once

#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "fetch/gate.hpp"
#include "pipeline/lock.hpp"
#include "store/store.hpp"

namespace pipeline {

/// What was promised to hosts, kept over all runs: permits and rests are counted in the store, places at a
/// host by locks that the kernel frees. A host without a budget costs neither.
class Budgets : public fetch::Gate {
  public:
    /// `hosts` must outlive this.
    Budgets(store::Store& store, std::filesystem::path locks);

    fetch::Permit ask(const model::Lane& lane, base::Instant now) override;
    void done(const model::Lane& lane) override;
    void rest(const model::Lane& lane, base::Instant until, const std::string& why) override;

  private:
    void read_rests(base::Instant now);
    bool take_place(const model::Lane& lane);
    std::chrono::microseconds pause_after(const model::Budget& budget);

    store::Store& store_;
    std::filesystem::path locks_;
    std::map<std::string, store::Rest> rests_;  // as read at the first question, and those of this run
    bool rests_read_ = false;
    std::multimap<std::string, Lock> places_;  // taken, by lane
    std::mt19937 random_{std::random_device{}()};
};

/// What is left of one span of a budget.
struct BudgetLeft {
    std::string budget, span;  // "oecd structure", "minute"
    int most = 0, left = 0;
};
/// Of every declared budget that counts by minute, hour or day.
std::vector<BudgetLeft> budgets_left(store::Store& store, const std::vector<model::Host>& hosts,
                                     base::Instant now);

}  // namespace pipeline
