#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "model/asked.hpp"
#include "model/facts.hpp"
#include "model/patience.hpp"
#include "model/reference.hpp"
#include "model/source.hpp"
#include "model/table.hpp"

namespace store {

using Binds = std::map<std::string, model::Cell>;

/// How a source has fared, for `status` and exit statuses.
struct Health {
    std::optional<base::Instant> last_tried, last_good;
    int failures_in_a_row = 0;
    std::string last_reason;
};

/// At most so many permits in any such span.
struct Allowance {
    std::chrono::microseconds span{};
    int most = 0;
};

/// Why there is no permit now. `allowed.most` 0: the pause after the last one is not over.
struct Refusal {
    base::Instant not_before{};
    Allowance allowed;
};

/// A host that wishes to be left alone.
struct Rest {
    base::Instant until{};
    std::string why;
};

/// Which snapshots to list; what is left out is any.
struct SnapshotsWanted {
    std::string source, url;
    bool unclaimed = false;  // imported, and no source asks for their address
    base::Instant from = base::Instant::min(), to = base::Instant::max();  // fetched, both ends count
};

/// What the index says stands at a place of an archive file.
struct Placed {
    std::uint64_t offset = 0, length = 0;
    std::string name;  // a snapshot's address, a resource's URI
    base::Instant moment{};
    std::string sha256;
};

/// What became of what was known.
struct Changes {
    std::size_t values = 0, changed = 0, withdrawn = 0;  // values: of periods that had none
    std::size_t announcements = 0, versions = 0;         // versions: other words of known ones

    Changes& operator+=(const Changes& other);
    bool none() const { return values + changed + withdrawn + announcements + versions == 0; }
};

/// A check that was broken: since when, seen last, and mended when.
struct CheckSpell {
    std::string name, severity, example;
    std::int64_t rows = 0;
    base::Instant began{}, seen{};
    std::optional<base::Instant> ended{};
};

/// Work that is done once, however often it is begun.
struct Begun {
    std::int64_t id = 0;
    base::Instant began{};
    std::optional<base::Instant> ended{};
};

/// tuja.db: a cache of the archive, and the run ledger (ops_*). One writer at a time, readers never wait.
/// Errors of SQLite come out as base::Error that say what to do.
class Store {
  public:
    enum class Mode { read, write };

    /// Opens (in write mode: makes and brings forward) the database. `sql` is the folder with schema/, put/
    /// and views/.
    Store(const std::filesystem::path& file, const std::filesystem::path& sql, Mode mode);
    ~Store();

    /// Tells the named answers (sql/views) who the sources and entities are and what moment to answer for.
    void describe(const std::vector<model::Source>& sources, const model::Reference& reference,
                  base::Instant as_known);

    /// Runs `work` in one transaction; an exception rolls it back. Calls nest.
    void together(const std::function<void()>& work);

    /// Snapshots, facts and rejects of one visit; only changed values make rows.
    Changes put(const model::VisitFacts& visit);
    /// Remembers what is known of a source, until `changes_of` says what has become of it.
    void remember(const std::string& source);
    Changes changes_of(const std::string& source);
    /// How many rows of facts were made since this was opened.
    std::size_t rows_made() const;
    /// The pages of a visit that say what `before` said, page by page: they take over its outcomes and
    /// rejects, and make no facts. See `same_as_before`.
    void put_again(const std::vector<model::Snapshot>& pages, const std::vector<model::Snapshot>& before);
    /// The newest answer to this address that gave facts (or rightly none), if its visit had no more rejects
    /// than `reject_limit`. Nothing where the host's last word on it was a 304 that could not be used.
    std::optional<model::Snapshot> repeatable(const std::string& source, const std::string& part,
                                              const std::string& url, int reject_limit,
                                              std::optional<base::Instant> before = {});
    /// All pages of one visit, redirects left out, by (page, fetched).
    std::vector<model::Snapshot> pages(const model::Snapshot& of);
    /// The newest moment that a row of a source's facts speaks of: known or released.
    std::optional<base::Instant> newest_row(const std::string& source);
    /// Does a source hold values for periods that begin in these days?
    bool has_periods(const std::string& source, const base::Window& days);
    /// By its natural key.
    std::optional<model::Snapshot> known_snapshot(const std::string& url, base::Instant fetched,
                                                  const std::string& sha256);
    /// How many pages of a visit are known, if all of them could be used; 0 where one failed or none is
    /// known.
    int pages_known(const std::string& source, const std::string& part, const base::Window& window,
                    base::Instant visit);
    void put_resource(const std::string& uri, base::Instant written, const std::string& sha256,
                      const model::Location& at);
    /// Is the newest record of this name one with these bytes?
    bool has_resource(const std::string& uri, const std::string& sha256);
    /// By (fetched, sha256).
    std::vector<model::Snapshot> snapshots(const std::string& source);
    /// Finding snapshots: by (fetched, address); the newest of an address at a moment; the newest with these
    /// bytes; the one at a place.
    void each_snapshot(const SnapshotsWanted& wanted,
                       const std::function<void(const model::Snapshot&)>& found);
    std::optional<model::Snapshot> snapshot_at(const std::string& url, base::Instant moment);
    std::optional<model::Snapshot> snapshot_with(const std::string& url, const std::string& sha256);
    std::optional<model::Snapshot> snapshot_in(const std::string& file, std::uint64_t offset);
    /// The archive files that the index names, and what it says of one, by offset.
    std::vector<std::string> files();
    void each_place(const std::string& file, const std::function<void(const Placed&)>& found);
    /// How many facts the snapshot at (file, offset) made; those without any are left out.
    std::map<std::pair<std::string, std::uint64_t>, std::int64_t> facts_by_place();
    /// When the newest exchange of a source was fetched.
    std::optional<base::Instant> newest(const std::string& source);
    /// Removes a source's facts and rejects; its snapshots stay.
    void forget(const std::string& source);
    /// The same, and its snapshots are nobody's: their source is declared no more.
    void unclaim(const std::string& source);
    std::vector<std::string> sources_with_facts();
    std::string method(const std::string& source);
    void set_method(const std::string& source, const std::string& digest);
    bool has_bundled();
    bool has_live();
    /// From where on groups of an archive file may be unknown here: the end of the last one, or where an
    /// earlier one was left out (`set_unfinished`). 0 for a file never seen.
    std::uint64_t indexed_until(const std::string& file);
    bool is_indexed(const model::Location& at);
    /// The first group of a file that is archived and not entered, because its visit is still under way while
    /// later groups are entered; nothing: there is none.
    void set_unfinished(const std::string& file, std::optional<std::uint64_t> offset);

    /// A SELECT with named binds (":from"); unused binds are ignored.
    model::Table query(std::string_view sql, const Binds& binds = {});
    /// Does the statement compile here? Throws where it does not. Returns the names of its columns.
    std::vector<std::string> prepare_only(std::string_view sql);

    /// The facts, by natural key, sorted, one JSON object a line; only what was known at the moment.
    void dump(bool values_only, const std::string& method_digest,
              const std::function<void(std::string_view)>& line,
              base::Instant as_known = base::Instant::max());

    // The ledger.
    std::int64_t begin_run(const std::string& command, base::Instant now);
    void end_run(std::int64_t id, base::Instant now, int exit_status, const std::string& summary);
    /// `kind`: regular, or whoever else asked: a window has one state for each.
    void note_window(const model::VisitFacts& visit, base::Instant asked, const std::string& kind);
    /// The windows of a source that this kind asked for. Where the ledger is lost, the regular ones are read
    /// from the archive's snapshots.
    std::vector<model::Asked> asked(const std::string& source, const std::string& kind);
    /// When a kind last asked anything, and how many windows came whole for it.
    std::optional<base::Instant> last_asked(const std::string& kind);
    std::size_t done_of(const std::string& kind);
    /// The newest work of that identity.
    std::optional<Begun> errand(const std::string& identity);
    std::int64_t begin_errand(const std::string& identity, base::Instant now);
    void end_errand(std::int64_t id, base::Instant now);
    void note_source(const std::string& source, bool good, const std::string& reason, base::Instant now);
    Health health(const std::string& source);
    /// One permit of a budget, counted at `now`, after which `pause` must pass. Whatever process asks: no
    /// span ever holds more than it allows.
    std::optional<Refusal> take_permit(const std::string& budget, const std::vector<Allowance>& spans,
                                       std::chrono::microseconds pause, base::Instant now);
    int permits_since(const std::string& budget, base::Instant since);
    /// A clock that was more than a day ahead must not close a host until its day comes: the permits that it
    /// dated count as given now, its rests are over.
    void put_budgets_right(base::Instant now);
    /// What is broken at `now` (name, severity, rows, example); all else is mended.
    void note_checks(const std::vector<CheckSpell>& broken, base::Instant now);
    /// Newest first.
    std::vector<CheckSpell> check_history();
    /// The longest wish of a host holds.
    void rest(const std::string& host, base::Instant until, const std::string& why);
    /// Those that are not over, by host.
    std::map<std::string, Rest> rests(base::Instant now);
    // What hosts said of addresses.
    void be_patient(const std::string& source, const std::string& url, const model::Patience& patience);
    std::optional<model::Patience> patience(const std::string& source, const std::string& url);
    /// `digest`: of the declaration under which it is gone. Without `since` it is there again.
    void set_gone(const std::string& source, const std::string& part, const std::string& digest,
                  std::optional<base::Instant> since);
    std::optional<base::Instant> gone_since(const std::string& source, const std::string& part,
                                            const std::string& digest);
    /// Without a target every address of the source is again where it was declared: a place that fails for
    /// one is not trusted with the others.
    void set_moved(const std::string& source, const std::string& url, const std::string& target);
    std::string moved(const std::string& source, const std::string& url);
    /// Copies ops_* from another database; a database that can't be read gives nothing and is said.
    void copy_ledger(const std::filesystem::path& from);
    /// Writes everything into the one file, so that it may be renamed.
    void finish();

    struct Database;  // this room's own

  private:
    /// The latest moment that a permit or a rest names.
    base::Instant newest_promise();

    std::unique_ptr<Database> database_;
};

}  // namespace store
