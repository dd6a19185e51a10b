#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/house.hpp"
#include "support/archives.hpp"
#include "support/histories_hosts.hpp"

namespace histories {

/// One thing that happens in a history. What it does in detail follows from its seed alone, so that a history
/// can be shortened step by step.
struct Step {
    enum class Kind {
        change,      // the provider's data
        run,         // a scheduled run of what is due
        range,       // --from --to, all sources
        split,       // windows of random cuts, in several runs, some of them twice
        again,       // the same moment once more, the clock fixed
        read_again,  // --from-archive
        configure,   // a key of one source's file
        remove,      // a source is declared no more
        bring_back,
        merge,          // archive files of the other machine arrive
        import,         // and are imported
        keep_database,  // somebody copies tuja.db …
        restore,        // … and puts it back
        lose_database
    } kind;
    std::uint64_t seed = 0;
    base::Instant at{};
    bool calm = false;       // nothing goes wrong in it
    bool elsewhere = false;  // on another machine that asks the same provider
};

struct History {
    std::uint64_t seed = 0;  // of the provider's first state
    bool overlapping = false, silence = true;
    std::vector<Step> steps;
};

/// What a history may hold.
struct Manner {
    std::vector<Step::Kind> kinds;
    int steps_elsewhere = 25;  // percent
    bool overlapping = true;   // some providers contradict themselves
    bool silence = true;       // some hosts do not answer at all
};
/// Some steps of these kinds, some days apart.
History random_history(std::uint64_t seed, const Manner& manner);
/// A line a step, to be read and to be replayed.
std::string text(const History& history);
/// The shortest history found that still fails, steps left out one after another.
History shortened(History history, const std::function<bool(const History&)>& fails);

/// A TUJA_HOME of one machine, with the rooms of the pipeline run on it.
class Machine {
  public:
    explicit Machine(const Configuration& configuration);

    pipeline::House house;

    void declare(const Configuration& configuration);
    /// What is due at a moment, or everything in a range. False: it was killed.
    bool run(base::Instant at, std::optional<base::Window> range, const Provider& provider,
             const Weather& weather, std::uint64_t seed);
    /// A range in pieces: cut at random years, in random order, some pieces twice. Answers are entered one by
    /// one, so that a kill may fall between any two.
    void pieces(base::Instant at, const base::Window& range, const Provider& provider, Weather weather,
                Dice& dice);
    void read_again(base::Instant at);
    /// Sources of another method are read again, as every run does first; nothing is asked.
    void settle();
    void rebuild();
    void lose_database();
    void keep_database();
    void restore_database();
    /// The archive files of another machine come into this one's archive, as they are.
    void take_files(const Machine& other);
    /// The same by `tuja import`, in any order, some of them twice.
    void import_files(const Machine& other, Dice& dice);
    /// Every exchange of this archive appended to the other's, in another order and cut into several files.
    void copy_shuffled(Machine& other, Dice& dice) const;

    std::string dump(bool values = false);
    std::size_t unmodified = 0;  // 304s so far

  private:
    support::Folder folder_;
};

/// Plays a history on two machines.
class Play {
  public:
    explicit Play(const History& history);
    void all();
    void step(const Step& step);
    /// From here on every row can be read: the provider's words, and the sources that declare them.
    void mend();

    Configuration configuration;
    Provider provider;
    Machine here, elsewhere;

  private:
    Weather weather(Dice& dice, const Step& step) const;
    void declare();
    void configure(Dice& dice);
    void declare_one(Dice& dice, bool there);

    const History& history_;
};

/// The first lines that two dumps do not share.
std::string difference(const std::string& one, const std::string& other);

}  // namespace histories
