#pragma once

#include <memory>
#include <string>

struct x509_st;
struct evp_pkey_st;

namespace loopback {

/// A certificate with its key. OpenSSL's own names for its types are kept out of this header.
struct Identity {
    std::shared_ptr<x509_st> certificate;
    std::shared_ptr<evp_pkey_st> key;
};

/// What a test wants wrong, or right, with a certificate.
struct Wish {
    std::string names = "IP:127.0.0.1,DNS:localhost";
    long valid_from = -3600, valid_to = 3600;  // seconds from now
    bool rsa = false;                          // instead of an elliptic curve
};

/// An authority of the test's own, made now, known to nobody.
Identity make_authority();
/// Signed by the authority; by itself where `authority` is nullptr.
Identity make_identity(const Wish& wish, const Identity* authority);
std::string pem(const Identity& identity);
std::string pem_of_key(const Identity& identity);

}  // namespace loopback
