#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/exchange.hpp"
#include "model/source.hpp"
#include "store/store.hpp"

namespace pipeline {

/// What a source's answers say again. Facts of the same bytes are the same, so that they need not be read
/// again where nothing else has moved since.
class Repeats {
  public:
    Repeats(store::Store& store, const model::Source& source) : store_(store), source_(source) {}

    /// The snapshot that an address gave last, if it may be asked about again; `url` as archived.
    std::optional<model::Snapshot> last(const std::string& part, const std::string& url) const;
    /// Asks only for what is newer than that snapshot, with the host's own words for its version.
    static void ask_newer(model::Request& request, const model::Snapshot& than);

    /// Enters a visit whose pages would change nothing, without reading them. False: they must be read.
    ///
    /// Nothing is changed if all of this holds, for then the same bytes meet the same rows by the same
    /// method:
    /// - the last good visit P of the same address had the same pages: address, bytes, content type, number;
    /// - neither P nor anything of this source since made a row, and none was released since;
    /// - P's window was the same; or it ended earlier, and no value is known for the days between (what is no
    ///   longer listed there would have to be withdrawn).
    bool enter(const std::vector<model::Snapshot>& pages);

  private:
    bool rows_since(base::Instant moment);

    store::Store& store_;
    const model::Source& source_;
    std::optional<std::size_t> looked_at_;  // the store's count of rows made when `newest_row_` was read
    std::optional<base::Instant> newest_row_;
};

}  // namespace pipeline
