#include "pipeline/faces.hpp"

#include "base/file.hpp"

namespace pipeline {
namespace {

std::filesystem::path path_of(const FaceFile& face) {
    return std::filesystem::path{"/usr/share/fonts/truetype"} / face.file;
}

}  // namespace

const std::vector<FaceFile>& face_files() {
    static const std::vector<FaceFile> files = {{400, "open-sans/OpenSans-Regular.ttf"},
                                                {400, "nanum/NanumGothic.ttf"},
                                                {700, "open-sans/OpenSans-Semibold.ttf"},
                                                {700, "nanum/NanumGothicBold.ttf"}};
    return files;
}

std::vector<report::Face> read_faces() {
    std::vector<report::Face> faces;
    for (const auto& face : face_files())
        if (std::filesystem::exists(path_of(face)))
            faces.push_back({face.weight, path_of(face).filename().string(), base::read_file(path_of(face))});
    return faces;
}

std::vector<std::filesystem::path> missing_faces() {
    std::vector<std::filesystem::path> missing;
    for (const auto& face : face_files())
        if (!std::filesystem::exists(path_of(face))) missing.push_back(path_of(face));
    return missing;
}

}  // namespace pipeline
