// SPDX-License-Identifier: Apache-2.0
//
// The command utvalg: reads the arguments, runs the command, says in one line what went wrong, and
// ends with an exit code of sysexits.h. Called once by main.
#pragma once

namespace utvalg::cli {

int RunUtvalg(int argc, char** argv);

}  // namespace utvalg::cli
