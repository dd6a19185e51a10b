#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/reference.hpp"
#include "model/source.hpp"

namespace jobs {

/// What an address asks for: which source, and what it says of its window and page.
struct Claim {
    std::string source, part;
    base::Window window;
    int page = 1;
    std::string key;  // what stands where the template has {key}
};

/// Finds the source that would ask for an address, by its templates read backwards.
///
/// The list of countries must be today's: an answer about some of them would withdraw the others. An address
/// that names no window has the one that its source would have asked for at that moment. Sources whose files
/// are taken by hand claim nothing: their addresses are not what their bytes came from.
class Claims {
  public:
    Claims(const std::vector<model::Source>& sources, const model::Reference& reference);
    std::optional<Claim> find(const std::string& url, base::Instant fetched) const;

  private:
    struct Template {
        const model::Source* source;
        const model::Part* part;
        std::string pattern;
    };
    std::vector<Template> templates_;
};

}  // namespace jobs
