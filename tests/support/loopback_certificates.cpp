#include "support/loopback_certificates.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <stdexcept>

namespace loopback {
namespace {

void require(bool done) {
    if (!done) throw std::runtime_error{"OpenSSL could not make a certificate for the test"};
}

void add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    auto* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
    require(extension);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

Identity blank(const std::string& name, long serial, const Wish& wish) {
    Identity made{{X509_new(), X509_free},
                  {wish.rsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256"), EVP_PKEY_free}};
    require(made.certificate && made.key);
    auto* certificate = made.certificate.get();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate), wish.valid_from);
    X509_gmtime_adj(X509_getm_notAfter(certificate), wish.valid_to);
    const auto* bytes = reinterpret_cast<const unsigned char*>(name.data());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8, bytes,
                               static_cast<int>(name.size()), -1, 0);
    X509_set_pubkey(certificate, made.key.get());
    return made;
}

void sign(const Identity& made, const Identity& issuer) {
    X509_set_issuer_name(made.certificate.get(), X509_get_subject_name(issuer.certificate.get()));
    require(X509_sign(made.certificate.get(), issuer.key.get(), EVP_sha256()) > 0);
}

}  // namespace

Identity make_authority() {
    auto made = blank("loopback authority", 1, {.valid_from = -7200, .valid_to = 7200});
    add_extension(made.certificate.get(), made.certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    add_extension(made.certificate.get(), made.certificate.get(), NID_key_usage, "critical,keyCertSign");
    sign(made, made);
    return made;
}

Identity make_identity(const Wish& wish, const Identity* authority) {
    auto made = blank("loopback host", 2, wish);
    const auto& issuer = authority ? *authority : made;
    add_extension(made.certificate.get(), issuer.certificate.get(), NID_subject_alt_name, wish.names);
    sign(made, issuer);
    return made;
}

namespace {

template <class Write>
std::string in_pem(Write&& write) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> memory{BIO_new(BIO_s_mem()), BIO_free};
    require(write(memory.get()));
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(memory.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

}  // namespace

std::string pem(const Identity& identity) {
    return in_pem([&](BIO* to) { return PEM_write_bio_X509(to, identity.certificate.get()) == 1; });
}

std::string pem_of_key(const Identity& identity) {
    return in_pem([&](BIO* to) {
        return PEM_write_bio_PrivateKey(to, identity.key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1;
    });
}

}  // namespace loopback
