#include "pipeline/lexicon.hpp"

#include "base/file.hpp"

namespace pipeline {

extract::Lexicon load_lexicon(const std::filesystem::path& sql) {
    const auto reference = sql / "reference", folder = reference / "lexicon";
    extract::Lexicon::Files files{
        base::Toml::file(folder / "money.toml"), base::Toml::file(folder / "names.toml"), {}, {}};
    for (const auto& file : base::files_in(reference, ".toml"))
        if (file.filename().string().starts_with("companies"))
            files.companies.push_back(base::Toml::file(file));
    for (const auto* language : {"en.toml", "ko.toml", "zh.toml", "ja.toml"})
        files.languages.push_back(base::Toml::file(folder / language));
    return extract::Lexicon{files};
}

}  // namespace pipeline
