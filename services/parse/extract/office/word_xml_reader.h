// SPDX-License-Identifier: GPL-3.0-or-later
//
// Word documents in one XML file, to blocks: Word 2003 XML (w:wordDocument) and flat OPC
// (pkg:package).
#pragma once

#include <string_view>

#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

v1::Failure ReadWordXml(std::string_view bytes, const Limits& limits,
                        v1::ExtractResponse* response);

}  // namespace utvalg::extract
