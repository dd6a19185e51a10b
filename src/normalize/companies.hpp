#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/company.hpp"

namespace normalize {

/// What kind of company a name says it is ("주식회사", "Co., Ltd.", "GmbH"), taken off both ends and nowhere
/// else.
class LegalForms {
  public:
    explicit LegalForms(std::vector<std::string> forms);

    /// "㈜카카오" is "카카오", "SAP SE" is "SAP". A name that is nothing else ("Limited") stays.
    std::string_view strip(std::string_view name) const;

  private:
    std::vector<std::string> forms_;  // small letters, the longest first
};

/// Finds companies by what filings and texts call them.
class Companies {
  public:
    Companies(std::vector<model::Company> all, LegalForms forms);

    /// nullptr: nobody has it. The code of ours, a CIK with or without its zeros, a corp_code, an LEI.
    const model::Company* with_code(std::string_view code) const;
    const model::Company* with_cik(std::string_view cik) const;
    const model::Company* with_corp_code(std::string_view corp_code) const;
    const model::Company* with_lei(std::string_view lei) const;
    /// All of that name, whatever its case, width and legal form. Two or more: the name alone does not tell.
    std::vector<const model::Company*> named(std::string_view name) const;

    const std::vector<model::Company>& all() const { return all_; }

  private:
    using Index = std::map<std::string, std::size_t, std::less<>>;

    const model::Company* found(const Index& index, std::string_view key) const;
    std::string key_of(std::string_view name) const;

    std::vector<model::Company> all_;
    LegalForms forms_;
    Index codes_, ciks_, corp_codes_, leis_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> names_;
};

}  // namespace normalize
