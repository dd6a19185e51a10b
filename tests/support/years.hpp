#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "support/folder.hpp"
#include "support/loopback.hpp"
#include "support/program.hpp"

namespace test {

/// A home whose one source "bank" asks a host on loopback for a year a request, and the built program in it.
/// Korea's value of a year is that year over a thousand, unless said otherwise.
struct Years {
    Years();

    Folder folder;
    std::set<int> broken;               // years for which the host answers 404
    std::map<int, std::string> values;  // years whose value is another; "" where the year is not listed
    loopback::Server server;

    Ran run(const std::string& now, std::vector<std::string> words) const;
    /// Starts a run and kills it when the host was asked so often.
    void killed_after(std::size_t requests, const std::string& now, const std::vector<std::string>& words);
    /// "2018 2019": the years asked for since the last call, in order of years.
    std::string asked();
    /// Changes the source's file.
    void change(const std::string& from, const std::string& to) const;
    std::string file(const std::string& name, const std::string& text) const;

  private:
    void play(loopback::Line& line, const loopback::Seen& seen) const;
    std::size_t told_ = 0;
};

}  // namespace test
