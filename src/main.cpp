#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "cli/cli.hpp"

namespace {

int status_of(base::Error::Kind kind) {
    switch (kind) {
        case base::Error::Kind::usage: return 2;
        case base::Error::Kind::check: return 4;
        case base::Error::Kind::locked: return 11;
        case base::Error::Kind::key: return 12;
        case base::Error::Kind::failed: break;
    }
    return 1;
}

/// Results that did not reach their reader are a failure, even when all else went well.
int flushed(int status) {
    if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return status;
    std::fputs("stdout: not everything could be written\n  free some space, or send it elsewhere\n", stderr);
    return 1;
}

}  // namespace

int main(int count, char** words) {
    // A file-size limit then fails the write, with a sentence, instead of ending the program.
    std::signal(SIGXFSZ, SIG_IGN);
    base::end_on_signals();
    try {
        return flushed(cli::run(count, words));
    } catch (const base::Interrupted& error) {
        base::log::error(error);
        return 130;
    } catch (const base::Error& error) {
        base::log::error(error);
        return status_of(error.kind());
    } catch (const std::filesystem::filesystem_error& error) {
        const bool full = error.code() == std::errc::no_space_on_device;
        base::log::error({error.path1().string(), error.code().message(),
                          full ? "free some space and run again; nothing that was known is lost"
                               : "check the disk and the rights of this path, then run again; what was known is unharmed"});
        return 1;
    } catch (const std::exception& error) {
        base::log::error({"tuja", error.what(), "this should not have happened; what was known is unharmed"});
        return 1;
    }
}
