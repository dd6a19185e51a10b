#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "archive/archive.hpp"
#include "pipeline/house.hpp"
#include "pipeline/run.hpp"

namespace pipeline {

/// What `tuja import` found in the files of others.
struct Imported {
    std::map<std::string, std::size_t> claimed;    // source → new answers
    std::map<std::string, std::size_t> unclaimed;  // address → new answers that no source asks for
    std::size_t already = 0;                       // known before, or twice in these files
    std::vector<archive::Damage> damages;
    Exit exit = Exit::done;
};

/// Takes the exchanges of WARC files into the archive, as fetched when they were: matched to sources by their
/// addresses, pages and windows read back from them. Facts follow in the order of the fetch times, so that
/// what reaches back sets its source in order. Importing again adds nothing.
Imported import_files(const House& house, const std::vector<std::filesystem::path>& files);

}  // namespace pipeline
