// SPDX-License-Identifier: Apache-2.0
#include "services/cli/app.h"

int main(int argc, char** argv) { return utvalg::cli::RunUtvalg(argc, argv); }
