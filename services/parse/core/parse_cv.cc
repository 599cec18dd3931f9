// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/parse_cv.h"

#include "services/parse/core/assemble.h"
#include "services/parse/core/layout.h"
#include "services/parse/core/redact.h"
#include "services/parse/core/sections.h"

namespace utvalg::parse {

ParsedDocument ParseCv(const utvalg::extract::v1::ExtractResponse& response,
                       const ParseOptions& options) {
  const Document document = BuildDocument(response);
  const RedactedDocument redacted = Redact(document, RedactOptions{.file_name = options.file_name});
  const SectionedText text = FindSections(redacted.document);
  const taxonomy::Taxonomy& taxonomy =
      options.taxonomy != nullptr ? *options.taxonomy : taxonomy::Taxonomy::Get();
  ParsedDocument parsed;
  parsed.cv = AssembleCv(text, taxonomy, options.received);
  parsed.identity = AssembleIdentity(redacted, text);
  parsed.layout = AssembleLayout(text);
  return parsed;
}

}  // namespace utvalg::parse
