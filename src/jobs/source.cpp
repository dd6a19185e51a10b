#include <algorithm>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "jobs/jobs.hpp"
#include "jobs/keys.hpp"
#include "jobs/read.hpp"

namespace jobs {
namespace {

using Formats = std::map<std::string, std::vector<std::string>>;

std::vector<std::string> format_names(const Formats& formats) {
    std::vector<std::string> all;
    for (const auto& [name, options] : formats) all.push_back(name);
    return all;
}

model::Use use(const base::Toml& in) {
    const std::vector<std::string> words{"open", "attribution", "no-derivatives", "non-commercial",
                                         "unknown"};
    const auto found = std::find(words.begin(), words.end(), in.choice("use", words));
    return static_cast<model::Use>(found - words.begin());
}

model::OriginRecord origin(const base::Toml& in) {
    model::OriginRecord one;
    one.producer = names(in, "producer");
    one.title = names(in, "title");
    one.url = address(in, "url", {});
    one.citation = text(in, "citation");
    one.licence = text(in, "licence");
    one.use = use(in);
    in.done();
    return one;
}

void read_contents(const base::Toml& in, model::Source& source, const std::vector<std::string>& options) {
    if (source.is_feed()) {
        source.parts = read_feeds(in, source, options);
        return;
    }
    source.indicators = read_indicators(in);
    if (source.indicators.empty())
        fail(in.place(), "there is no [[indicator]] block", "add one: jobs/README.md shows its keys");
    source.parts = read_parts(in, source, options);
}

}  // namespace

model::Source read_source(std::string_view toml, const std::string& name, const std::string& place,
                          const Formats& known_formats) {
    const auto in = base::Toml::text(toml, place);
    model::Source source;
    source.name = name;
    source.place = place;
    source.digest = base::sha256(toml);
    source.format = in.choice("format", format_names(known_formats));
    read_rhythm(in, source);
    source.origin = origin(in.table("origin"));
    read_contents(in, source, known_formats.at(source.format));
    source.samples = read_samples(in, source);
    in.done();
    return source;
}

std::vector<model::Source> read_sources(const base::Layers& folder, const Formats& known_formats) {
    std::vector<model::Source> all;
    for (const auto& file : folder.files(".toml"))
        all.push_back(read_source(base::read_file(file), file.stem().string(), file.string(), known_formats));
    if (all.empty())
        fail(folder.bottom().string(), "there is no source in this folder",
             "check the path; a checkout has them in jobs/sources");
    return all;
}

}  // namespace jobs
