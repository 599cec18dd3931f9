// SPDX-License-Identifier: Apache-2.0
//
// The commands for whoever operates a cluster, as those of commands.h. Called once by app.cc.
#pragma once

#include "services/cli/commands/commands.h"

namespace utvalg::cli {

void AddDeadLetter(CLI::App* program, Action* chosen);
void AddHealth(CLI::App* program, Action* chosen);
void AddReprocess(CLI::App* program, Action* chosen);
void AddSimulate(CLI::App* program, Action* chosen);
void AddTrace(CLI::App* program, Action* chosen);

}  // namespace utvalg::cli
