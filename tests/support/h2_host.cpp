#include "support/h2_host.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <iostream>
#include <stdexcept>

namespace loopback {

H2Host::H2Host(const Identity& identity) : key_(pem_of_key(identity)), certificate_(pem(identity)) {
    std::array<int, 2> in{}, out{};
    if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0)
        throw std::runtime_error{"no pipe for the test"};
    process_ = ::fork();
    if (process_ == 0) {
        ::dup2(in[0], 0);
        ::dup2(out[1], 1);
        ::execlp("node", "node", TUJA_ROOT "/tests/support/h2_host.mjs", key_.path().c_str(),
                 certificate_.path().c_str(), nullptr);
        ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    input_ = in[1];
    std::array<char, 16> line{};
    if (::read(out[0], line.data(), line.size() - 1) > 0) port_ = std::atoi(line.data());
    ::close(out[0]);
    if (port_ == 0) throw std::runtime_error{"node did not start an HTTP/2 host"};
}

H2Host::~H2Host() {
    ::close(input_);
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
}

bool H2Host::can_run() {
    static const bool there = std::system("node --version >/dev/null 2>&1") == 0;
    if (!there) std::cerr << "skipped: node is not there, which plays the HTTP/2 host\n";
    return there;
}

std::string H2Host::url(const std::string& path) const {
    return "https://127.0.0.1:" + std::to_string(port_) + path;
}

}  // namespace loopback
