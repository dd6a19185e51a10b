#pragma once

#include "archive/group.hpp"

namespace archive {

/// The body as served that a revisit repeats.
using FindOriginal = std::function<std::string(const Record& revisit)>;

/// What a group says of itself, without its body.
Kept interpret_head(const Group& group);
/// The content coding to remove from a body; "" where the writer could not remove it either. A 304 does not
/// say the coding of the body that it repeats, so its metadata does.
std::string coding_of(const Group& group, const model::Headers& headers);
/// What a group says. Error names file and offset where a digest differs or the repeated body can't be read.
Kept interpret(Group&& group, const FindOriginal& original);
Resource interpret(Record&& record);
/// The body as served of a response record; its payload digest must be right.
std::string served_body(Record&& response);
/// The same of any group, "" without an answer.
std::string served_body(Group&& group, const FindOriginal& original);

}  // namespace archive
