// SPDX-License-Identifier: Apache-2.0
//
// Layout of documents that flow (DOCX, ODT, RTF, HTML, text): blocks become paragraphs, tables are
// read across or column by column, plain-text marks (bullets, underlined headings, Markdown) are
// understood. Pure.
#pragma once

#include <vector>

#include "services/parse/core/document.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::parse {

void AppendFlow(const utvalg::extract::v1::ExtractResponse& response,
                std::vector<Paragraph>* paragraphs);

}  // namespace utvalg::parse
