#include <fmt/format.h>

#include "jobs/keys.hpp"
#include "jobs/read.hpp"

namespace jobs {
namespace {

/// A code that means two things would be the first of them without a word.
void must_mean_one_thing(const model::ErrorShape& shape, const base::Toml& in) {
    std::vector<std::string> seen;
    for (const auto* codes : {&shape.good, &shape.empty, &shape.key, &shape.quota, &shape.busy})
        for (const auto& code : *codes) {
            must_be_new(seen, code, in.place(), "code");
            seen.push_back(code);
        }
}

}  // namespace

model::ErrorShape read_error(const base::Toml& in) {
    model::ErrorShape shape;
    shape.code = in.strings("code");
    if (shape.code.empty())
        fail(in.place("code"), "[error] names no path of the code", "write code = [\"RESULT/CODE\"]");
    shape.message = in.maybe_strings("message");
    shape.good = in.maybe_strings("good");
    shape.empty = in.maybe_strings("empty");
    shape.key = in.maybe_strings("key");
    shape.quota = in.maybe_strings("quota");
    shape.busy = in.maybe_strings("busy");
    shape.quota_begins = in.choice("quota_begins", {"hour", "day", "day+09:00"}, "");
    in.done();
    must_mean_one_thing(shape, in);
    return shape;
}

}  // namespace jobs
