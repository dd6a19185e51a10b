# What the scripts need from Debian 12, in one place; sourced by jobs/quickstart.sh and tests/run.sh.

build_packages="g++ cmake ninja-build pkg-config libcurl4-openssl-dev libpugixml-dev libsqlitecpp-dev \
libsqlite3-dev libtomlplusplus-dev libcli11-dev libfmt-dev libspdlog-dev nlohmann-json3-dev libkainjow-mustache-dev \
libsimdjson-dev libharfbuzz-dev libicu-dev libssl-dev zlib1g-dev libbrotli-dev libzstd-dev fonts-open-sans fonts-nanum"
test_packages="libboost-test-dev chromium poppler-utils systemd wget"

missing_packages() {
    for name in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || printf '%s ' "$name"
    done
}

# Installs what is missing, as root or through sudo; says what to run where there is neither.
need_packages() {
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    install="apt-get install -y --no-install-recommends $missing"
    if [ "$(id -u)" = 0 ]; then as_root=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo"
    elif command -v sudo >/dev/null 2>&1 && [ -t 0 ]; then as_root="sudo"
    else
        printf 'Some Debian packages are missing. Let an administrator run:\n  apt-get update && %s\nand start this script again.\n' "$install" >&2
        return 2
    fi
    printf 'Installing: %s\n' "$missing"
    $as_root apt-get update -q >/dev/null
    # shellcheck disable=SC2086 # the list is words on purpose
    DEBIAN_FRONTEND=noninteractive $as_root $install >/dev/null
}
