#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/layers.hpp"
#include "model/asked.hpp"
#include "model/exchange.hpp"
#include "model/host.hpp"
#include "model/reference.hpp"
#include "model/source.hpp"

namespace jobs {

/// One recorded answer of jobs/sample/edition.toml.
struct Bundled {
    std::string source, part, url;
    base::Window window;
    int page = 1;
    base::Instant retrieved{};
    int status = 200;
    std::string content_type;
    std::filesystem::path file;
};

/// The bundled edition: jobs/sample/edition.toml.
struct Edition {
    base::Instant as_known{};
    std::string kind, period;      // "quarterly", "2026-Q1"
    std::vector<Bundled> answers;  // by retrieved
};

/// Every *.toml of a folder of sources, by name; company_news.toml holds [[feed]] blocks. A site's own file
/// stands in place of the shipped one of its name.
/// `known_formats`: name → option keys its [parse] tables may hold.
std::vector<model::Source> read_sources(const base::Layers& folder,
                                        const std::map<std::string, std::vector<std::string>>& known_formats);
model::Source read_source(std::string_view toml, const std::string& name, const std::string& place,
                          const std::map<std::string, std::vector<std::string>>& known_formats);
/// hosts.toml; nothing where there is none.
std::vector<model::Host> read_hosts(const std::filesystem::path& file);
std::vector<model::Job> read_jobs(const base::Layers& folder);
Edition read_edition(const std::filesystem::path& file);
/// sql/reference: countries.toml and currencies.toml; units.toml, breaks.toml, totals.toml where they are
/// there.
model::Reference read_reference(const base::Layers& folder);
/// Throws where a source says a unit, an economy or a currency that the reference does not know, or the
/// reference an indicator that no source has. `place`: the reference's folder, for messages.
void check_agreement(const std::vector<model::Source>& sources, const model::Reference& reference,
                     const std::string& place);

/// A window that is asked as one, with the moment it is asked (the same for all its pages). `kind`: who wants
/// it, so that only what regular runs asked moves the cursor.
struct Visit {
    std::string source, part;
    base::Window window;
    base::Instant at{};
    std::string kind = "regular";
};

/// Up to where a part was read without a gap: the first day that a regular run must still ask for. Only what
/// was over when it was asked counts, and a window that failed since holds it back. Nothing: never read.
std::optional<base::Day> cursor(const model::Source& source, const std::string& part,
                                const std::vector<model::Asked>& history);
/// The windows a source wants now, by (part, from); none where access is manual. A range given by hand is
/// taken from `start_year` on. A regular run takes what is missing since the cursor, however long that is,
/// and `lag` periods before it, cut into requests of `span`. Answers that can't be narrowed (window whole,
/// rolling) are always asked for up to today.
std::vector<Visit> visits(const model::Source& source, std::optional<base::Window> range,
                          const std::vector<model::Asked>& history, base::Instant now);
/// The visits recorded in the bundled edition, those that overlap `range` if one is given. By (at, part).
std::vector<Visit> visits(const model::Source& source, const Edition& edition,
                          std::optional<base::Window> range);

/// The economies that {countries} stands for in an address: "KOR;USA;CHN".
std::string compared_countries(const model::Reference& reference);
/// The request for one page of a visit.
model::Request request(const model::Source& source, const Visit& visit, int page,
                       const model::Reference& reference);

/// The first moment at which a regular run asks a source last read whole at `last` (nothing: never, at once).
/// Counted in calendar days of the source's zone.
base::Instant next_due(const model::Source& source, std::optional<base::Instant> last);
/// Is it due at `now`? One that failed since is: its last success is as old as before.
bool due(const model::Source& source, std::optional<base::Instant> last, base::Instant now);

/// Of a source whose files are handed over: the first day of the month in which the edition after the newest
/// one is expected. That is the one that its parts declare as released, else the one taken at `last`. Nothing
/// where no edition is declared, or nothing was ever taken.
std::optional<base::Day> next_edition(const model::Source& source, std::optional<base::Instant> last);

}  // namespace jobs
