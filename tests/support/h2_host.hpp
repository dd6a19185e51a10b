#pragma once

#include <string>

#include "support/loopback_certificates.hpp"
#include "support/loopback_client.hpp"

namespace loopback {

/// A real HTTP/2 host that no one here wrote: node's, in a process of its own.
class H2Host {
  public:
    explicit H2Host(const Identity& identity);
    ~H2Host();
    H2Host(const H2Host&) = delete;

    /// Is node there? Where it is not, that is said on stderr.
    static bool can_run();
    std::string url(const std::string& path) const;

  private:
    TemporaryFile key_, certificate_;
    int input_ = -1, process_ = -1, port_ = 0;
};

}  // namespace loopback
