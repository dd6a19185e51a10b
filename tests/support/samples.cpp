#include "support/samples.hpp"

#include <filesystem>

#include "base/file.hpp"

namespace {

const std::filesystem::path folder = std::filesystem::path{TUJA_ROOT} / "tests/samples/formats";

}  // namespace

std::string sample(const std::string& name) {
    return base::read_file(folder / name);
}

std::vector<std::string> samples_like(std::string_view begin, std::string_view end) {
    std::vector<std::string> all;
    for (const auto& file : base::files_in(folder, end))
        if (file.filename().string().starts_with(begin)) all.push_back(base::read_file(file));
    return all;
}
