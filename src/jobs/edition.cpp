#include <fmt/format.h>

#include <algorithm>

#include "jobs/jobs.hpp"
#include "jobs/keys.hpp"
#include "model/period.hpp"

namespace jobs {
namespace {

/// A day means its end, as `--as-known` does.
base::Instant as_known(const base::Toml& in) {
    if (const auto whole = base::read_day(in.string("as_known"))) return base::end_of(*whole);
    return instant(in, "as_known");
}

std::string period(const base::Toml& in) {
    const auto value = in.string("period");
    if (!model::read_period(value))
        fail(in.place("period"), fmt::format("'{}' is no period", value),
             "write \"2026\", \"2026-Q1\", \"2026-03\" or \"2026-W09\"");
    return value;
}

base::Window window(const base::Toml& in) {
    const base::Window one{day(in, "from"), day(in, "to")};
    if (one.from >= one.to)
        fail(in.place("to"),
             fmt::format("the window {} to {} is empty", base::iso(one.from), base::iso(one.to)),
             "to is the first day behind the window: write a later day");
    return one;
}

std::filesystem::path file(const base::Toml& in, const std::filesystem::path& folder) {
    const std::filesystem::path name{text(in, "file")};
    if (name.is_absolute() || name.lexically_normal().string().starts_with(".."))
        fail(in.place("file"), fmt::format("'{}' leaves the edition's folder", name.string()),
             "name a file beside edition.toml");
    if (!std::filesystem::is_regular_file(folder / name))
        fail(in.place("file"), fmt::format("there is no file '{}'", name.string()),
             "jobs/sample/generate.py writes them all; run it again");
    return folder / name;
}

Bundled answer(const base::Toml& in, const std::filesystem::path& folder) {
    Bundled one;
    one.source = identifier(in, "source");
    one.part = identifier(in, "part");
    one.url = address(in, "url", {});
    one.window = window(in);
    if (in.has("page")) one.page = count(in, "page", 1);
    one.retrieved = instant(in, "retrieved");
    if (in.has("status")) one.status = count(in, "status", 100);
    one.content_type = text(in, "content_type");
    one.file = file(in, folder);
    in.done();
    return one;
}

}  // namespace

Edition read_edition(const std::filesystem::path& path) {
    const auto in = base::Toml::file(path);
    Edition edition;
    edition.as_known = as_known(in);
    edition.kind = in.choice("kind", {"daily", "weekly", "quarterly", "annual"});
    edition.period = period(in);
    for (const auto& block : in.tables("answer"))
        edition.answers.push_back(answer(block, path.parent_path()));
    in.done();
    std::stable_sort(edition.answers.begin(), edition.answers.end(),
                     [](const Bundled& a, const Bundled& b) { return a.retrieved < b.retrieved; });
    return edition;
}

}  // namespace jobs
