#include "support/three_sources.hpp"

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "support/bank.hpp"
#include "support/registers.hpp"

namespace test {
namespace {

constexpr const char* csv_source = R"(format = "delimited"
access = "http"
cadence = "daily"
window = "whole"
start_year = 2015
freshness = {{ warn_days = 60, error_days = 180 }}
url = "{0}/table.csv"
[origin]
producer = {{ ko = "표", en = "Table" }}
title = {{ ko = "표", en = "Table" }}
url = "http://table.example/"
citation = "Table"
licence = "CC BY 4.0"
use = "attribution"
[map]
entity = "country"
period = "year"
value = "value"
[[indicator]]
id = "share"
name = {{ ko = "몫", en = "Share" }}
layer = "context"
unit = "percent"
price_base = "none"
attribution = "residence"
source_class = "A"
)";

}  // namespace

ThreeSources::ThreeSources()
    : server_([this](loopback::Line& line, const loopback::Seen& seen) { play(line, seen); }) {
    const auto address = fmt::format("http://127.0.0.1:{}", server_.port());
    const std::filesystem::path root{TUJA_ROOT}, share{share_};
    std::filesystem::create_directories(share / "jobs/sources");
    for (const auto* part : {"sql", "reports"})
        std::filesystem::copy(root / part, share / part, std::filesystem::copy_options::recursive);
    forget_series(share);
    base::write_file(share / "jobs/sources/bank.toml", bank_toml(address));
    base::write_file(share / "jobs/sources/table.toml", fmt::format(csv_source, address));
    base::write_file(share / "jobs/sources/company_news.toml", feed_toml(address + "/wire.xml"));
    base::write_file(share / "jobs/daily.toml",
                     "sources = [\"*\"]\nschedule = \"*-*-* 06:15:00 UTC\"\ncron = \"15 6 * * *\"\n");
}

std::vector<std::string> ThreeSources::settings(const std::filesystem::path& home) const {
    return {"TUJA_HOME=" + home.string(), "TUJA_SHARE=" + share_.path().string(),
            fmt::format("TUJA_NOW=2026-0{}-01T06:00:00Z", day.load())};
}

std::string ThreeSources::body(const std::string& target) const {
    const auto value = std::to_string(day.load());
    if (target.starts_with("/table.csv")) return "country,year,value\nKOR,2024,1\nUSA,2024," + value + "\n";
    if (target.starts_with("/wire.xml"))
        return "<rss version=\"2.0\"><channel><title>Wire</title><item><guid>1</guid><title>Plant " + value +
               "</title></item></channel></rss>";
    if (target.find("page=2") != target.npos)
        return world_bank_page({{"USA", "2019", "7"}, {"USA", "2020", "8"}}, 2, 2);
    return world_bank_page({{"KOR", "2019", value}, {"KOR", "2024", value}}, 1, 2);
}

void ThreeSources::play(loopback::Line& line, const loopback::Seen& seen) const {
    const auto all = body(seen.target);
    const auto etag = "\"" + base::sha256(all).substr(0, 12) + "\"";
    if (seen.says("If-None-Match: " + etag))
        return line.answer("304 Not Modified", "ETag: " + etag + "\r\n", "");
    const auto* type = seen.target.starts_with("/table") ? "text/csv" : "text/xml";
    line.answer("200 OK", fmt::format("Content-Type: {}\r\nETag: {}\r\n", type, etag), all);
}

}  // namespace test
