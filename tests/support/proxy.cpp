#include "support/proxy.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

namespace loopback {
namespace {

sockaddr_in local(int port) {
    sockaddr_in made{};
    made.sin_family = AF_INET;
    made.sin_port = htons(static_cast<std::uint16_t>(port));
    inet_pton(AF_INET, "127.0.0.1", &made.sin_addr);
    return made;
}

std::string read_head(int client) {
    std::string head;
    char byte = 0;
    while (!head.ends_with("\r\n\r\n") && ::recv(client, &byte, 1, 0) == 1) head += byte;
    return head;
}

/// "CONNECT 127.0.0.1:4711 HTTP/1.1": a socket to that port.
int connect_to(const std::string& head) {
    const auto colon = head.find(':');
    if (!head.starts_with("CONNECT ") || colon == head.npos) return -1;
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = local(std::atoi(head.c_str() + colon + 1));
    if (::connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return made;
    ::close(made);
    return -1;
}

/// Passes bytes both ways until one side ends.
void relay(int one, int other) {
    std::array<pollfd, 2> ends{pollfd{one, POLLIN, 0}, pollfd{other, POLLIN, 0}};
    std::array<char, 4096> bytes{};
    while (::poll(ends.data(), ends.size(), -1) > 0)
        for (std::size_t i = 0; i < ends.size(); ++i) {
            if (!ends[i].revents) continue;
            const auto got = ::recv(ends[i].fd, bytes.data(), bytes.size(), 0);
            if (got <= 0) return;
            ::send(ends[1 - i].fd, bytes.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL);
        }
}

}  // namespace

TunnelProxy::TunnelProxy() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    auto address = local(0);
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    if (bind(socket_, plain, size) != 0 || ::listen(socket_, 16) != 0 ||
        getsockname(socket_, plain, &size) != 0)
        throw std::runtime_error{"the test can't open a port for its proxy"};
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread{[this] { accept_all(); }};
}

TunnelProxy::~TunnelProxy() {
    ::shutdown(socket_, SHUT_RDWR);
    acceptor_.join();
    for (const int client : clients_) ::shutdown(client, SHUT_RDWR);
    for (auto& thread : threads_) thread.join();
    for (const int client : clients_) ::close(client);
    ::close(socket_);
}

void TunnelProxy::accept_all() {
    for (;;) {
        const int client = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) return;
        clients_.push_back(client);
        threads_.emplace_back([this, client] { serve(client); });
    }
}

void TunnelProxy::serve(int client) {
    const auto head = read_head(client);
    {
        const std::lock_guard hold{guard_};
        asked_.push_back(head);
    }
    const int host = connect_to(head);
    const std::string answer = host < 0 ? "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"
                                        : "HTTP/1.1 200 Connected\r\nX-Proxy: loopback\r\n\r\n";
    ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
    if (host < 0) return;
    relay(client, host);
    ::shutdown(client, SHUT_RDWR);
    ::close(host);
}

std::vector<std::string> TunnelProxy::asked() const {
    const std::lock_guard hold{guard_};
    return asked_;
}

}  // namespace loopback
