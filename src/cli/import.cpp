// tuja import.
#include "pipeline/import.hpp"

#include <fmt/format.h>

#include "base/json.hpp"
#include "cli/commands.hpp"

namespace cli {
namespace {

using base::Json;

void print_imported(const pipeline::Imported& result) {
    for (const auto& [source, count] : result.claimed) print(fmt::format("{:>8}  {}", count, source));
    for (const auto& [url, count] : result.unclaimed) print(fmt::format("{:>8}  unclaimed: {}", count, url));
    if (result.already > 0) print(fmt::format("{:>8}  already there", result.already));
    for (const auto& it : result.damages)
        print(fmt::format("{} at byte {}: {}\n    {}", it.file, it.offset, it.what, it.next));
}

Json imported_json(const pipeline::Imported& result) {
    auto claimed = Json::object(), unclaimed = Json::object();
    for (const auto& [source, count] : result.claimed) claimed.set(source, Json{count});
    for (const auto& [url, count] : result.unclaimed) unclaimed.set(url, Json{count});
    auto damages = Json::array();
    for (const auto& it : result.damages)
        damages.push(Json::object()
                         .set("file", it.file)
                         .set("offset", Json{static_cast<std::int64_t>(it.offset)})
                         .set("what", it.what)
                         .set("next", it.next));
    return Json::object()
        .set("claimed", std::move(claimed))
        .set("unclaimed", std::move(unclaimed))
        .set("already", Json{result.already})
        .set("damaged", std::move(damages));
}

}  // namespace

int import_command(const Typed& typed, const std::string& program) {
    const auto here = house(typed, program, Store::write);
    const auto result = pipeline::import_files(here, {typed.names.begin(), typed.names.end()});
    if (typed.json)
        print(imported_json(result).dump());
    else
        print_imported(result);
    return static_cast<int>(result.exit);
}

}  // namespace cli
