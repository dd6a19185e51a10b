// A disk that becomes full at a chosen write, for tests: loaded before the program (LD_PRELOAD), it counts
// what may need room below one folder (writes, syncs, new files and folders, renames, truncations) and lets
// the chosen one fail with ENOSPC.
//   TUJA_NO_ROOM_IN=folder     what is watched
//   TUJA_NO_ROOM_AT=n          only the n-th fails, from 1: room is made at once
//   TUJA_NO_ROOM_FROM=n        the n-th and all later ones fail; a write that is the n-th is cut short first
//   TUJA_NO_ROOM_KILLS=1       not ENOSPC, but SIGKILL: in place of the n-th (AT) or in the middle of it
//   (FROM) TUJA_NO_ROOM_COUNT=file    how many there were, written when the program ends
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>

namespace {

template <class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

long number(const char* name) {
    const char* set = getenv(name);
    return set ? atol(set) : 0;
}

struct Disk {
    const char* folder = getenv("TUJA_NO_ROOM_IN");
    long at = number("TUJA_NO_ROOM_AT"), from = number("TUJA_NO_ROOM_FROM");
    bool kills = number("TUJA_NO_ROOM_KILLS") != 0;
    std::atomic<long> count = 0;

    ~Disk() {
        const char* file = getenv("TUJA_NO_ROOM_COUNT");
        FILE* out = file ? fopen(file, "w") : nullptr;
        if (!out) return;
        fprintf(out, "%ld\n", count.load());
        fclose(out);
    }
    bool watches(const char* path) const {
        return folder && path && strncmp(path, folder, strlen(folder)) == 0;
    }
    bool watches(int descriptor) const {
        char link[64], path[PATH_MAX + 1];
        snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
        const auto length = folder ? readlink(link, path, PATH_MAX) : -1;
        if (length < 0) return false;
        path[length] = '\0';
        return watches(path);
    }
    /// Is this one to fail? Counts it. `size`: of a write.
    template <class Place>
    bool full(Place place, std::size_t size = 0) {
        if (!watches(place)) return false;
        const long now = ++count;
        if (now != at && (from == 0 || now < from)) return false;
        if (kills && !takes_a_part(size)) raise(SIGKILL);
        errno = ENOSPC;
        return true;
    }
    /// Half of a write is done.
    ssize_t halved(ssize_t done) const {
        if (kills) raise(SIGKILL);
        return done;
    }
    /// The first write of a disk that stays full still takes a part.
    bool takes_a_part(std::size_t size) const { return count == from && size > 1; }
};

Disk& disk() {
    static Disk one;
    return one;
}

bool makes(int flags) {
    return (flags & O_CREAT) != 0;
}

}  // namespace

extern "C" {

ssize_t write(int to, const void* bytes, size_t size) {
    static const auto next = real<decltype(write)>("write");
    if (!disk().full(to, size)) return next(to, bytes, size);
    return disk().takes_a_part(size) ? disk().halved(next(to, bytes, size / 2)) : -1;
}

ssize_t pwrite64(int to, const void* bytes, size_t size, off64_t place) {
    static const auto next = real<decltype(pwrite64)>("pwrite64");
    if (!disk().full(to, size)) return next(to, bytes, size, place);
    return disk().takes_a_part(size) ? disk().halved(next(to, bytes, size / 2, place)) : -1;
}

ssize_t pwrite(int to, const void* bytes, size_t size, off_t place) {
    return pwrite64(to, bytes, size, place);
}

ssize_t writev(int to, const struct iovec* parts, int count) {
    static const auto next = real<decltype(writev)>("writev");
    return disk().full(to) ? -1 : next(to, parts, count);
}

int fsync(int file) {
    static const auto next = real<decltype(fsync)>("fsync");
    return disk().full(file) ? -1 : next(file);
}

int fdatasync(int file) {
    static const auto next = real<decltype(fdatasync)>("fdatasync");
    return disk().full(file) ? -1 : next(file);
}

int ftruncate64(int file, off64_t size) noexcept {
    static const auto next = real<decltype(ftruncate64)>("ftruncate64");
    return disk().full(file) ? -1 : next(file, size);
}

int ftruncate(int file, off_t size) noexcept {
    return ftruncate64(file, size);
}

int posix_fallocate64(int file, off64_t from, off64_t size) {
    static const auto next = real<decltype(posix_fallocate64)>("posix_fallocate64");
    return disk().full(file) ? ENOSPC : next(file, from, size);
}

int posix_fallocate(int file, off_t from, off_t size) {
    return posix_fallocate64(file, from, size);
}

int rename(const char* from, const char* to) noexcept {
    static const auto next = real<decltype(rename)>("rename");
    return disk().full(to) ? -1 : next(from, to);
}

int mkdir(const char* path, mode_t mode) noexcept {
    static const auto next = real<decltype(mkdir)>("mkdir");
    return disk().full(path) ? -1 : next(path, mode);
}

int open64(const char* path, int flags, ...) {
    static const auto next = real<decltype(open64)>("open64");
    va_list more;
    va_start(more, flags);
    const auto mode = va_arg(more, mode_t);
    va_end(more);
    // A file that is there needs no room to be opened.
    if (makes(flags) && access(path, F_OK) != 0 && disk().full(path)) return -1;
    return next(path, flags, mode);
}

int open(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const auto mode = va_arg(more, mode_t);
    va_end(more);
    return open64(path, flags, mode);
}

}  // extern "C"
