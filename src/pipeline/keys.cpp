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
    if (text.find(key) != std::string::npos) text = base::replace_all(text, key, masked_key);
}

void mask(model::Headers& headers, const std::string& key) {
    for (auto& [name, value] : headers) mask(value, key);
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
    // An echo under a content coding can only be overwritten in the clear: the body is then kept decoded.
    const auto coding = model::header(exchange.headers, "content-encoding");
    const auto clear =
        coding.empty() ? exchange.body : base::decode(exchange.body, coding).value_or(exchange.body);
    if (clear.find(key) == std::string::npos) return;
    exchange.body = base::replace_all(clear, key, std::string(key.size(), 'X'));
    for (auto& [name, value] : exchange.headers)
        if (base::lower_ascii(name) == "content-encoding") name = "X-Archive-Orig-Content-Encoding";
    exchange.headers.emplace_back("X-Archive-Masked", "body");
}

}  // namespace pipeline
