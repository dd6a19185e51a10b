#include "support/share.hpp"

#include "support/registers.hpp"

namespace test {

Share::Share() {
    const std::filesystem::path root{TUJA_ROOT};
    std::filesystem::create_directories(share);
    for (const auto* part : {"sql", "reports"})
        std::filesystem::copy(root / part, share / part, std::filesystem::copy_options::recursive);
    forget_series(share);
    base::write_file(share / "jobs/daily.toml",
                     "sources = [\"*\"]\nschedule = \"*-*-* 06:15:00 UTC\"\ncron = \"15 6 * * *\"\n");
}

}  // namespace test
