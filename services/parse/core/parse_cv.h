// SPDX-License-Identifier: Apache-2.0
//
// The core of parse: what the extractor found becomes a CV without identity, the identity apart,
// and the places of the blind text on the pages. Used by the parse service and by the command line.
// Pure: equal input gives equal bytes, no clock is read.
//
// The response must have been re-validated (UTF-8, finite coordinates, indexes in range).
// Thread-safe; never fails: a document without readable text gives a Cv with empty blind text,
// which the caller turns into a reason.
#pragma once

#include <string_view>

#include "common/lexicon/dates.h"
#include "common/taxonomy/taxonomy.h"
#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/extract/v1/extract.pb.h"
#include "utvalg/identity/v1/identity.pb.h"

namespace utvalg::parse {

struct ParseOptions {
  // A hint for the name of the person; nothing of it reaches the Cv.
  std::string_view file_name = {};
  // The month the document was handed in: what "present" means where the document has no date of
  // its own, and the latest any date may be. Unset when not known.
  lexicon::Date received = {};
  const taxonomy::Taxonomy* taxonomy = nullptr;  // nullptr: Taxonomy::Get().
};

struct ParsedDocument {
  utvalg::cv::v1::Cv cv;
  utvalg::identity::v1::CvIdentity identity;
  utvalg::identity::v1::CvLayout layout;
};

ParsedDocument ParseCv(const utvalg::extract::v1::ExtractResponse& response,
                       const ParseOptions& options);

}  // namespace utvalg::parse
