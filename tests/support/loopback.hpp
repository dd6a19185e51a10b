#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/loopback_certificates.hpp"

struct ssl_st;
struct ssl_ctx_st;

namespace loopback {

/// A request as the server read it.
struct Seen {
    std::string target, head;
    std::chrono::steady_clock::time_point at;
    std::string body = {};

    /// Its headers hold this line, compared byte by byte.
    bool says(std::string_view line) const;
};

/// One accepted connection, as a test's play uses it.
class Line {
  public:
    Line(int socket, ssl_ctx_st* tls);
    ~Line();
    Line(const Line&) = delete;

    void send(std::string_view bytes);
    /// Status line, Content-Length and body; the connection stays open.
    void answer(std::string_view status, std::string_view headers, std::string_view body);
    /// Says nothing until the client gives up (or the server is stopped).
    void stall();
    /// Ends the connection at once, with RST: what the client has not read yet is lost.
    void reset();
    void close();
    /// Sends, then waits a moment. False once the client has left.
    bool drip(std::string_view bytes);
    /// Sends the same again and again until the client leaves, a gigabyte at most.
    void flood(std::string_view bytes);
    bool open() const { return open_; }

  private:
    friend class Server;
    std::optional<std::string> read_head();
    /// As many bytes as the head's Content-Length says.
    std::string read_body(std::string_view head);
    bool shake_hands();
    std::ptrdiff_t read(char* to, std::size_t size);
    std::ptrdiff_t write(const char* from, std::size_t size);

    int socket_;
    std::shared_ptr<ssl_st> tls_;
    std::string pending_;
    std::atomic<bool> open_ = true;
};

/// What a server does besides its play.
struct Manners {
    bool speaks_first = false;  // the play begins before a request was read
    int port = 0;               // 0: any that is free
};

/// An HTTP/1.1 server on a port of its own that answers as the test's play says. A thread a connection.
class Server {
  public:
    using Play = std::function<void(Line&, const Seen&)>;

    explicit Server(Play play, const Identity* identity = nullptr, std::string address = "127.0.0.1",
                    Manners manners = {});
    ~Server();

    /// The address of a path: "http://127.0.0.1:40123/path".
    std::string url(std::string_view path = "/") const;
    int port() const { return port_; }
    std::vector<Seen> seen() const;
    /// Connections accepted in all.
    int connections() const;
    /// Connections that took up a TLS session of an earlier one.
    int sessions_resumed() const;
    /// From now on the oldest way to agree on a key, and TLS 1.2.
    void only_rsa_key_exchange();
    /// Waits until this many requests have come, two seconds at most. False if they did not.
    bool wait_for(std::size_t requests);

  private:
    void listen();
    void accept_all();
    void serve(Line& line);

    Play play_;
    std::string address_;
    Manners manners_;
    std::shared_ptr<ssl_ctx_st> tls_;
    int socket_ = -1, port_ = 0;
    mutable std::mutex guard_;
    std::condition_variable came_;
    std::vector<Seen> seen_;
    std::vector<std::unique_ptr<Line>> lines_;
    std::vector<std::thread> threads_;
    std::thread acceptor_;
    bool stopping_ = false;
};

}  // namespace loopback
