#pragma once

namespace cli {

/// Reads the arguments, runs the command, prints. Returns the exit status; errors leave as base::Error.
int run(int count, char** words);

}  // namespace cli
