#pragma once

#include <string>
#include <vector>

#include "model/names.hpp"

namespace model {

/// A company whose filings are read. Two may share a name: what tells them apart is the code.
struct Company {
    std::string code;     // ours: "sk_hynix"
    std::string country;  // of its headquarters, ISO 3166-1 alpha-3
    Names name;
    std::vector<std::string> spellings;  // of all languages, the printed names among them
    std::string cik;                     // SEC, ten digits; "" where it does not file
    std::string corp_code;               // OpenDART, eight digits
    std::string lei;                     // ISO 17442
};

}  // namespace model
