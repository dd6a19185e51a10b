#pragma once

#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace loopback {

/// A proxy on a port of its own that opens tunnels (CONNECT) and does nothing else.
class TunnelProxy {
  public:
    TunnelProxy();
    ~TunnelProxy();
    TunnelProxy(const TunnelProxy&) = delete;

    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    /// The first lines it was sent, whole heads.
    std::vector<std::string> asked() const;

  private:
    void accept_all();
    void serve(int client);

    int socket_ = -1, port_ = 0;
    mutable std::mutex guard_;
    std::vector<std::string> asked_;
    std::vector<int> clients_;
    std::vector<std::thread> threads_;
    std::thread acceptor_;
};

}  // namespace loopback
