#pragma once

#include "archive/group.hpp"

namespace archive {

/// The body as served that a revisit repeats.
using FindOriginal = std::function<std::string(const Record& revisit)>;

/// What a group says. Error names file and offset where a digest differs or the repeated body can't be read.
Kept interpret(Group&& group, const FindOriginal& original);
Resource interpret(Record&& record);
/// The body as served of a response record; its payload digest must be right.
std::string served_body(Record&& response);

}  // namespace archive
