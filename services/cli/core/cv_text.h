// SPDX-License-Identifier: Apache-2.0
//
// One document as `utvalg parse` shows it to people: who it is apart, facts in tables, what was
// noticed. Stateless.
#pragma once

#include <string>

#include "services/cli/core/cv_json.h"
#include "services/cli/core/table.h"

namespace utvalg::cli {

// blind: only what embed may see, which is the facts and the whole blind text.
std::string CvText(const ParsedFile& parsed, bool blind, const Canvas& canvas);

}  // namespace utvalg::cli
