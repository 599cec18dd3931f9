// SPDX-License-Identifier: Apache-2.0
//
// Text of an HTML advertisement, tolerant of anything: tags out, entities decoded, headings and
// list items marked as in Markdown. For advertisements only, which an employer wrote; candidates'
// documents are read by the sandboxed extractor.
#pragma once

#include <string>
#include <string_view>

namespace utvalg::rank {

bool LooksLikeHtml(std::string_view text);
std::string HtmlToMarkdown(std::string_view html);

}  // namespace utvalg::rank
