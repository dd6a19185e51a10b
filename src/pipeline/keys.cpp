#include "pipeline/keys.hpp"

#include <cstdlib>
#include <filesystem>

#include "base/coding.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace pipeline {
namespace {

constexpr std::string_view placeholder = "{key}";

void mask(std::string& text, const std::string& key) {
    if (base::tells(text, key)) text = base::without(text, key);
}

void mask(model::Headers& headers, const std::string& key) {
    for (auto& [name, value] : headers) {
        mask(name, key);
        mask(value, key);
    }
}

/// The body without its coding; of one that is broken, as much as can be read: it may hold the key, too.
std::string in_the_clear(const model::Exchange& exchange) {
    const auto coding = model::header(exchange.headers, "content-encoding");
    if (coding.empty()) return exchange.body;
    std::string clear;
    base::Decoder decoder{coding, std::size_t{1} << 30, [&](std::string_view piece) {
                              clear.append(piece);
                              return true;
                          }};
    return decoder.take(exchange.body) == base::Decoder::State::unknown ? exchange.body : clear;
}

}  // namespace

std::optional<std::string> find_key(const std::string& name) {
    if (const char* folder = std::getenv("CREDENTIALS_DIRECTORY"); folder && *folder) {
        const auto file = std::filesystem::path{folder} / name;
        if (std::filesystem::exists(file)) return std::string{base::trim(base::read_file(file))};
    }
    if (const char* value = std::getenv(name.c_str()); value && *value) return value;
    return {};
}

bool lacks_key(const model::Source& source) {
    return !source.key.empty() && !find_key(source.key);
}

model::Request with_key(model::Request request, const std::string& key) {
    request.url = base::replace_all(request.url, placeholder, key);
    request.key = key;
    return request;
}

void scrub(model::Exchange& exchange, const std::string& key) {
    if (key.empty() || key == masked_key) return;
    mask(exchange.request.url, key);
    mask(exchange.request.headers, key);
    mask(exchange.headers, key);
    mask(exchange.failure, key);
    exchange.request.key.clear();
    // An echo under a content coding can only be overwritten in the clear: the body is then kept decoded.
    const auto clear = in_the_clear(exchange);
    if (!base::tells(clear, key) && !base::tells(exchange.body, key)) return;
    exchange.body = base::crossed_out(clear, key);
    for (auto& [name, value] : exchange.headers)
        if (base::lower_ascii(name) == "content-encoding") name = "X-Archive-Orig-Content-Encoding";
    exchange.headers.emplace_back("X-Archive-Masked", "body");
}

}  // namespace pipeline
