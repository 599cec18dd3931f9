// SPDX-License-Identifier: Apache-2.0
//
// The commands below `utvalg pilot` that talk to a server. Used by pilot.cc.
#pragma once

#include "services/cli/commands/commands.h"

namespace utvalg::cli {

void AddLivePilot(CLI::App* pilot, Action* chosen);

}  // namespace utvalg::cli
