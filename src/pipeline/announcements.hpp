#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "pipeline/house.hpp"

namespace pipeline {

/// One wording of an announcement, known from a moment on.
struct Wording {
    base::Instant known{};
    std::string publisher, title, text, link, language, country;
    std::string published;  // an instant; else as the feed wrote it; else ""
    std::string sha256;     // of the archived answer that held it
};

/// An announcement with all its wordings as known, oldest first.
struct Told {
    std::string id;  // ten hexadecimal digits of the natural key's digest: the same after a rebuild
    std::string source, feed, identity;
    std::vector<Wording> wordings;

    const Wording& newest() const { return wordings.back(); }
};

struct AnnouncementsWanted {
    std::vector<std::string> words;  // all of them in title or text; none: whatever they say
    std::string source;              // "": of any
    std::optional<base::Day> since;  // published on this day or later; known then where no date could be read
    std::optional<base::Instant> as_known;
};

/// In their newest wording, newest first, with that wording only. Throws a base::Error (usage) for words in
/// which there is no letter or digit.
std::vector<Told> announcements(const House& house, const AnnouncementsWanted& wanted);

/// The one whose id begins so. Throws a base::Error (usage) for none and for several.
Told announcement(const House& house, const std::string& id, std::optional<base::Instant> as_known);

/// What the second wording says otherwise than the first: the names of the fields, in their order.
std::vector<std::string> differences(const Wording& before, const Wording& after);

}  // namespace pipeline
