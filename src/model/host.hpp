#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace model {

/// How often something may be asked; 0: no limit of its own.
struct Budget {
    double per_second = 0;  // also keeps requests apart: 10 a second leave a tenth of a second between two
    int per_minute = 0, per_hour = 0, per_day = 0;
    int concurrency = 0;  // requests at once

    bool counts() const { return per_second > 0 || per_minute > 0 || per_hour > 0 || per_day > 0; }
};

/// Addresses of a host that are counted apart from its others.
struct HostClass {
    std::string name;
    std::vector<std::string> paths;  // what the path begins with
    Budget budget;
};

/// What is promised to a provider, and what it takes to be answered. Several hosts may share one budget.
struct Host {
    std::string name;                // "sec": its budget is kept and told under it
    std::vector<std::string> hosts;  // "www.sec.gov"; with ":8080" for that port alone
    Budget budget;
    std::vector<HostClass> classes;
    bool http2 = true;
    bool contact = false;                                            // refuses tools that name nobody
    int rest_minutes = 0;                                            // after a 429 that does not say how long
    int connect_seconds = 0, total_seconds = 0, body_megabytes = 0;  // 0: the program's default
};

/// What an address falls under. `name` tells what is counted: "oecd", "oecd structure"; the host's own name
/// where nothing is declared for it.
struct Lane {
    std::string name;
    const Host* host = nullptr;
    const Budget* budget = nullptr;

    /// Under which a rest is kept: it holds for all of a provider's hosts, in every class.
    const std::string& owner() const { return host ? host->name : name; }
};
Lane lane_of(const std::vector<Host>& hosts, std::string_view url);

}  // namespace model
