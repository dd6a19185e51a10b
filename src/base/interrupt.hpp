#pragma once

#include "base/error.hpp"

namespace base {

/// Somebody asked the program to end: what was begun is undone or left for the next run.
class Interrupted : public Error {
  public:
    Interrupted() : Error("", "interrupted", "what was known is unharmed; the next run goes on from there") {}
};

/// From now on the first SIGINT or SIGTERM is only noted, for the work to end cleanly; the second one ends
/// the program at once.
void end_on_signals();
/// Who only reads has nothing to end cleanly: from now on the first one ends the program at once, too.
void end_at_once();
/// Has the first one come?
bool interrupted();
/// Throws Interrupted if it has.
void stop_if_interrupted();

}  // namespace base
