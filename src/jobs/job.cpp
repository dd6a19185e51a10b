#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "jobs/jobs.hpp"
#include "jobs/keys.hpp"

namespace jobs {
namespace {

std::vector<std::string> source_names(const base::Layers& folder) {
    std::vector<std::string> all;
    for (const auto& file : folder.files(".toml")) all.push_back(file.stem().string());
    return all;
}

std::vector<std::string> sources(const base::Toml& in, const std::vector<std::string>& known) {
    const auto chosen = in.strings("sources");
    if (chosen.empty())
        fail(in.place("sources"), "the job has no sources",
             "name some, or write [\"*\"] for all that are due");
    if (chosen == std::vector<std::string>{"*"}) return chosen;
    for (const auto& name : chosen)
        if (std::find(known.begin(), known.end(), name) == known.end())
            fail(in.place("sources"), fmt::format("unknown source '{}'", name), suggest(name, known));
    return chosen;
}

std::string cron(const base::Toml& in) {
    const auto line = text(in, "cron");
    std::size_t fields = 0;
    for (const auto field : base::split(line, ' ')) fields += !field.empty();
    if (fields != 5)
        fail(in.place("cron"), fmt::format("'{}' has {} fields", line, fields),
             "cron wants five: minute, hour, day of month, month, day of week, as in \"15 6 * * *\"");
    return line;
}

model::Job job(const std::filesystem::path& file, const std::vector<std::string>& known) {
    const auto in = base::Toml::file(file);
    model::Job one;
    one.name = file.stem().string();
    one.sources = sources(in, known);
    one.report = in.string("report", "");
    one.schedule = text(in, "schedule");
    one.cron = cron(in);
    in.done();
    return one;
}

}  // namespace

std::vector<model::Job> read_jobs(const base::Layers& folder) {
    const auto known = source_names(folder / "sources");
    std::vector<model::Job> all;
    for (const auto& file : folder.files(".toml"))
        if (file.filename() != "hosts.toml") all.push_back(job(file, known));
    return all;
}

}  // namespace jobs
