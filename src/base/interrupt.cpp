#include "base/interrupt.hpp"

#include <signal.h>
#include <unistd.h>

#include <atomic>

namespace base {
namespace {

constexpr int interrupted_status = 130;

std::atomic<bool> asked_to_end = false;
std::atomic<bool> nothing_to_end = false;
static_assert(std::atomic<bool>::is_always_lock_free);  // a signal may come anywhere

void note(int) {
    if (asked_to_end.exchange(true) || nothing_to_end) ::_exit(interrupted_status);
}

}  // namespace

void end_on_signals() {
    struct sigaction action {};
    action.sa_handler = note;  // without SA_RESTART: who waits is woken and looks
    ::sigemptyset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM}) {
        struct sigaction before {};
        // Started in the background by a shell (`tuja run daily &`), a Ctrl-C is not for us.
        if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) continue;
        ::sigaction(signal, &action, nullptr);
    }
}

void end_at_once() {
    nothing_to_end = true;
    if (asked_to_end) ::_exit(interrupted_status);
}

bool interrupted() {
    return asked_to_end;
}

void stop_if_interrupted() {
    if (asked_to_end) throw Interrupted{};
}

}  // namespace base
