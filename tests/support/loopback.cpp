#include "support/loopback.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace loopback {
namespace {

std::shared_ptr<SSL_CTX> context_for(const Identity& identity) {
    std::shared_ptr<SSL_CTX> context{SSL_CTX_new(TLS_server_method()), SSL_CTX_free};
    SSL_CTX_use_certificate(context.get(), identity.certificate.get());
    SSL_CTX_use_PrivateKey(context.get(), identity.key.get());
    return context;
}

// OpenSSL writes without MSG_NOSIGNAL; a client that gives up must not end the test program.
void ignore_broken_pipes() {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
}

bool is_ipv6(const std::string& address) {
    return address.find(':') != std::string::npos;
}

/// Of either family; both begin with it and have the port in the same place.
sockaddr_in6 socket_address(const std::string& address) {
    sockaddr_in6 made{};
    made.sin6_family = is_ipv6(address) ? AF_INET6 : AF_INET;
    auto* four = reinterpret_cast<sockaddr_in*>(&made);
    if (is_ipv6(address))
        inet_pton(AF_INET6, address.c_str(), &made.sin6_addr);
    else
        inet_pton(AF_INET, address.c_str(), &four->sin_addr);
    return made;
}

}  // namespace

bool Seen::says(std::string_view line) const {
    return head.find("\r\n" + std::string{line} + "\r\n") != std::string::npos;
}

Line::Line(int socket, ssl_ctx_st* tls) : socket_(socket) {
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (!tls) return;
    tls_ = {SSL_new(tls), SSL_free};
    SSL_set_fd(tls_.get(), socket_);
}

Line::~Line() {
    ::close(socket_);
}

bool Line::shake_hands() {
    return !tls_ || SSL_accept(tls_.get()) == 1;
}

std::ptrdiff_t Line::read(char* to, std::size_t size) {
    return tls_ ? SSL_read(tls_.get(), to, static_cast<int>(size)) : ::recv(socket_, to, size, 0);
}

std::ptrdiff_t Line::write(const char* from, std::size_t size) {
    return tls_ ? SSL_write(tls_.get(), from, static_cast<int>(size))
                : ::send(socket_, from, size, MSG_NOSIGNAL);
}

void Line::send(std::string_view bytes) {
    while (open_ && !bytes.empty()) {
        const auto sent = write(bytes.data(), bytes.size());
        if (sent <= 0) return close();
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void Line::answer(std::string_view status, std::string_view headers, std::string_view body) {
    std::string text = "HTTP/1.1 ";
    text.append(status).append("\r\n").append(headers);
    text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    send(text.append(body));
}

void Line::stall() {
    std::array<char, 512> unread{};
    while (open_ && read(unread.data(), unread.size()) > 0) continue;
    close();
}

bool Line::drip(std::string_view bytes) {
    send(bytes);
    pollfd client{socket_, POLLRDHUP, 0};
    if (open_ && ::poll(&client, 1, 20) > 0) close();
    return open_;
}

void Line::flood(std::string_view bytes) {
    for (std::size_t sent = 0; open_ && sent < std::size_t{1} << 30; sent += bytes.size()) send(bytes);
}

void Line::reset() {
    const linger at_once{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    // An unspecified peer dissolves the association, which with this linger sends RST; the number of the
    // socket stays ours until the line is done with.
    sockaddr nobody{};
    nobody.sa_family = AF_UNSPEC;
    ::connect(socket_, &nobody, sizeof nobody);
    open_ = false;
}

void Line::close() {
    if (tls_ && open_) SSL_shutdown(tls_.get());
    open_ = false;
    ::shutdown(socket_, SHUT_RDWR);
}

std::optional<std::string> Line::read_head() {
    std::array<char, 4096> part{};
    while (open_) {
        if (const auto end = pending_.find("\r\n\r\n"); end != std::string::npos) {
            auto head = pending_.substr(0, end + 4);
            pending_.erase(0, end + 4);
            return head;
        }
        const auto got = read(part.data(), part.size());
        if (got <= 0) break;
        pending_.append(part.data(), static_cast<std::size_t>(got));
    }
    return {};
}

std::string Line::read_body(std::string_view head) {
    constexpr std::string_view name = "\r\nContent-Length: ";
    const auto at = head.find(name);
    const auto size = at == head.npos ? 0ul : std::stoul(std::string{head.substr(at + name.size(), 12)});
    std::array<char, 4096> part{};
    while (pending_.size() < size) {
        const auto got = read(part.data(), part.size());
        if (got <= 0) break;
        pending_.append(part.data(), static_cast<std::size_t>(got));
    }
    auto body = pending_.substr(0, size);
    pending_.erase(0, size);
    return body;
}

Server::Server(Play play, const Identity* identity, std::string address, Manners manners)
    : play_(std::move(play)), address_(std::move(address)), manners_(manners) {
    if (identity) tls_ = context_for(*identity);
    listen();
    acceptor_ = std::thread{[this] { accept_all(); }};
}

Server::~Server() {
    {
        const std::lock_guard hold{guard_};
        stopping_ = true;
        for (const auto& line : lines_) {
            line->open_ = false;
            ::shutdown(line->socket_, SHUT_RDWR);
        }
    }
    came_.notify_all();
    ::shutdown(socket_, SHUT_RDWR);
    acceptor_.join();
    for (auto& thread : threads_) thread.join();
    ::close(socket_);
}

void Server::listen() {
    socket_ = ::socket(is_ipv6(address_) ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = socket_address(address_);
    address.sin6_port = htons(static_cast<std::uint16_t>(manners_.port));
    const int on = 1;
    setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    if (socket_ < 0 || bind(socket_, plain, size) != 0 || ::listen(socket_, 128) != 0 ||
        getsockname(socket_, plain, &size) != 0)
        throw std::runtime_error{"the test can't open a port on " + address_};
    port_ = ntohs(address.sin6_port);
}

void Server::accept_all() {
    ignore_broken_pipes();
    for (;;) {
        const int socket = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        const std::lock_guard hold{guard_};
        lines_.push_back(std::make_unique<Line>(socket, tls_.get()));
        if (stopping_) return;
        threads_.emplace_back([this, &line = *lines_.back()] { serve(line); });
    }
}

void Server::serve(Line& line) {
    ignore_broken_pipes();
    if (!line.shake_hands()) return line.close();
    if (manners_.speaks_first) play_(line, {});
    while (auto head = line.read_head()) {
        const auto start = head->find(' ') + 1;
        const Seen seen{head->substr(start, head->find(' ', start) - start), *head,
                        std::chrono::steady_clock::now(), line.read_body(*head)};
        {
            const std::lock_guard hold{guard_};
            seen_.push_back(seen);
        }
        came_.notify_all();
        play_(line, seen);
    }
    line.close();
}

std::string Server::url(std::string_view path) const {
    const auto host = is_ipv6(address_) ? "[" + address_ + "]" : address_;
    return (tls_ ? "https://" : "http://") + host + ":" + std::to_string(port_) + std::string{path};
}

std::vector<Seen> Server::seen() const {
    const std::lock_guard hold{guard_};
    return seen_;
}

int Server::connections() const {
    const std::lock_guard hold{guard_};
    return static_cast<int>(lines_.size());
}

int Server::sessions_resumed() const {
    return static_cast<int>(SSL_CTX_sess_hits(tls_.get()));
}

void Server::only_rsa_key_exchange() {
    SSL_CTX_set_max_proto_version(tls_.get(), TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(tls_.get(), "AES128-GCM-SHA256");
}

bool Server::wait_for(std::size_t requests) {
    std::unique_lock hold{guard_};
    return came_.wait_for(hold, std::chrono::seconds{2}, [&] {
        return stopping_ || seen_.size() >= requests;
    }) && seen_.size() >= requests;
}

}  // namespace loopback
