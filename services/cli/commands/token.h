// SPDX-License-Identifier: Apache-2.0
//
// With which token a server is called. Used by the commands, on the main thread.
#pragma once

#include <string>

namespace utvalg::cli {

// $UTVALG_TOKEN, else the one that `utvalg up` of the same user left for this address; "" = none.
std::string TokenFor(const std::string& server);

}  // namespace utvalg::cli
