#include <fmt/format.h>

#include "jobs/keys.hpp"
#include "jobs/read.hpp"

namespace jobs {
namespace {

model::Sample sample(const base::Toml& in, const model::Source& source) {
    model::Sample one;
    one.part = in.string("part", source.parts.front().id);
    one.file = text(in, "file");
    one.recorded = in.boolean("recorded", true);
    one.expect = in.strings("expect");
    std::vector<std::string> parts;
    for (const auto& part : source.parts) parts.push_back(part.id);
    if (!source.part(one.part))
        fail(in.has("part") ? in.place("part") : in.place(),
             fmt::format("the sample is of the unknown part '{}'", one.part), suggest(one.part, parts));
    if (one.expect.empty())
        fail(in.place("expect"), "the sample expects nothing",
             "say at least one value: \"KOR 2024 private_investment = 1.5\", and \"rejects = 0\"");
    in.done();
    return one;
}

}  // namespace

std::vector<model::Sample> read_samples(const base::Toml& in, const model::Source& source) {
    std::vector<model::Sample> all;
    for (const auto& block : in.tables("sample")) all.push_back(sample(block, source));
    return all;
}

}  // namespace jobs
