#include "base/hash.hpp"

#include <openssl/evp.h>

#include <array>
#include <memory>

#include "base/error.hpp"

namespace base {
namespace {

struct LetGo {
    void operator()(EVP_MD* kind) const noexcept { EVP_MD_free(kind); }
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

/// One kind of digest, looked up once: libcrypto's lookup costs as much as hashing a short record.
class Hasher {
  public:
    explicit Hasher(const char* name)
        : kind_(EVP_MD_fetch(nullptr, name, nullptr)), context_(EVP_MD_CTX_new()) {}

    std::string hex(std::string_view bytes) {
        std::array<unsigned char, EVP_MAX_MD_SIZE> made{};
        unsigned length = 0;
        if (!kind_ || !context_ || EVP_DigestInit_ex2(context_.get(), kind_.get(), nullptr) != 1 ||
            EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) != 1 ||
            EVP_DigestFinal_ex(context_.get(), made.data(), &length) != 1)
            throw Error{"digest", "libcrypto refused to hash", "check the OpenSSL installation"};
        constexpr std::string_view digits = "0123456789abcdef";
        std::string text;
        text.reserve(length * 2);
        for (unsigned i = 0; i < length; ++i) {
            text += digits[made[i] >> 4];
            text += digits[made[i] & 15];
        }
        return text;
    }

  private:
    std::unique_ptr<EVP_MD, LetGo> kind_;
    std::unique_ptr<EVP_MD_CTX, LetGo> context_;
};

}  // namespace

std::string sha256(std::string_view bytes) {
    thread_local Hasher hasher{"SHA256"};
    return hasher.hex(bytes);
}

std::string sha1(std::string_view bytes) {
    thread_local Hasher hasher{"SHA1"};
    return hasher.hex(bytes);
}

}  // namespace base
