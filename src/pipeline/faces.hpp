#pragma once

#include <filesystem>
#include <vector>

#include "report/report.hpp"

namespace pipeline {

/// The report's faces as Debian installs them (fonts-open-sans for Latin, fonts-nanum for Korean), the first
/// that has a character prints it. Until the set-up pins a face of its own.
struct FaceFile {
    int weight;
    const char* file;
};
const std::vector<FaceFile>& face_files();

/// Those that are installed; what they lack prints in system fonts.
std::vector<report::Face> read_faces();

/// Those that are not.
std::vector<std::filesystem::path> missing_faces();

}  // namespace pipeline
