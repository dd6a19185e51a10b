#include "support/archives.hpp"

#include <fmt/format.h>
#include <stdlib.h>
#include <zlib.h>
#include <cstdio>
#include <fstream>
#include <stdexcept>

#include <random>

#include "base/hash.hpp"

namespace support {

Folder::Folder() : Folder(std::filesystem::temp_directory_path()) {}

Folder::Folder(std::filesystem::path parent) {
    auto pattern = (parent / "tuja-archive-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error{"no folder " + pattern};
    path_ = pattern;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

model::Exchange answer(int second, std::string address, int status, std::string body, model::Headers headers) {
    model::Exchange exchange;
    const auto day = base::make_day(2026, 5, 31);
    exchange.request = {"oecd_business_rnd",
                        "data",
                        std::move(address),
                        {{"Accept", "text/csv"}},
                        {base::make_day(2021, 1, 1), base::make_day(2024, 1, 1)},
                        base::Instant{day},
                        2};
    exchange.fetched = base::Instant{day} + std::chrono::seconds{second} + std::chrono::microseconds{7};
    exchange.status = status;
    exchange.protocol = "h2";
    exchange.headers = std::move(headers);
    exchange.body = std::move(body);
    return exchange;
}

std::string deflated(std::string_view bytes, int window_bits) {
    z_stream zip{};
    deflateInit2(&zip, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&zip, bytes.size()) + 64, '\0');
    zip.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    zip.avail_in = static_cast<unsigned>(bytes.size());
    zip.next_out = reinterpret_cast<Bytef*>(out.data());
    zip.avail_out = static_cast<unsigned>(out.size());
    deflate(&zip, Z_FINISH);
    out.resize(zip.total_out);
    deflateEnd(&zip);
    return out;
}

std::string gzipped(std::string_view bytes) {
    return deflated(bytes, 15 + 16);
}

Scanned scanned(const archive::Archive& archive) {
    Scanned all;
    archive.scan([&](archive::Kept&& group) { all.groups.push_back(std::move(group)); },
                 [&](archive::Resource&& resource) { all.resources.push_back(std::move(resource)); },
                 [&](archive::Damage&& damage) { all.damages.push_back(std::move(damage)); });
    return all;
}

std::string observations(unsigned seed) {
    std::mt19937 random{seed};
    std::string xml = "<wb:data xmlns:wb=\"http://www.worldbank.org\">\n";
    for (int i = 0; i < 47; ++i)
        xml += fmt::format(
            "  <wb:data>\n    <wb:indicator id=\"GB.XPD.RSDV.GD.ZS\">Research and development expenditure (% "
            "of "
            "GDP)</wb:indicator>\n    <wb:country id=\"KR\">Korea, Rep.</wb:country>\n    "
            "<wb:countryiso3code>KOR</wb:countryiso3code>\n    <wb:date>{}</wb:date>\n    "
            "<wb:value>{}</wb:value>\n"
            "    <wb:unit />\n    <wb:obs_status />\n    <wb:decimal>1</wb:decimal>\n  </wb:data>\n",
            1978 + i, static_cast<double>(random()) / 1e9);
    return xml + "</wb:data>\n";
}

void write(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream{file, std::ios::binary}.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string zcat(const std::filesystem::path& file) {
    auto* pipe = ::popen(("gzip -dc < '" + file.string() + "'").c_str(), "r");
    std::string text;
    char block[4096];
    while (const auto count = std::fread(block, 1, sizeof block, pipe)) text.append(block, count);
    if (::pclose(pipe) != 0) throw std::runtime_error("gzip refuses " + file.string());
    return text;
}

std::filesystem::path only_file(const std::filesystem::path& folder) {
    const auto files = archive::Archive{folder}.files();
    if (files.size() != 1) throw std::runtime_error("the archive has more files than one, or none");
    return folder / files.front().first;
}

std::vector<model::Location> three_groups(const std::filesystem::path& folder) {
    archive::Archive archive{folder};
    std::vector<model::Location> places;
    for (int i = 1; i <= 3; ++i)
        places.push_back(archive.append(answer(i, url, 200, "body " + std::to_string(i)), "schedule").at);
    archive.close();
    return places;
}

}  // namespace support
