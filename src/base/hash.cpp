#include "base/hash.hpp"

#include <openssl/evp.h>

#include <array>

#include "base/error.hpp"

namespace base {

namespace {

std::string digest(std::string_view bytes, const EVP_MD* kind) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> made{};
    unsigned length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), made.data(), &length, kind, nullptr) != 1)
        throw Error{"digest", "libcrypto refused to hash", "check the OpenSSL installation"};
    constexpr std::string_view hex = "0123456789abcdef";
    std::string text;
    text.reserve(length * 2);
    for (unsigned i = 0; i < length; ++i) {
        text += hex[made[i] >> 4];
        text += hex[made[i] & 15];
    }
    return text;
}

}  // namespace

std::string sha256(std::string_view bytes) {
    return digest(bytes, EVP_sha256());
}

std::string sha1(std::string_view bytes) {
    return digest(bytes, EVP_sha1());
}

}  // namespace base
