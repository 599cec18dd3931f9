// SPDX-License-Identifier: Apache-2.0
//
// One document as `utvalg parse --json` prints it (docs/schema/parse.schema.json). Stateless,
// thread-safe.
#pragma once

#include <string>
#include <vector>

#include "services/cli/core/json.h"
#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/identity/v1/identity.pb.h"

namespace utvalg::cli {

// What became of one file.
struct ParsedFile {
  std::string file;    // As it was named to us.
  std::string reason;  // Token of why a person has to look; "" = it was read.
  utvalg::cv::v1::Cv cv = {};
  utvalg::identity::v1::CvIdentity identity = {};
};

// YYYY, YYYY-MM or YYYY-MM-DD; "" when no year is known.
std::string DateText(const utvalg::cv::v1::PartialDate& date);

// The text a span of blind text points at; "" when it points outside.
std::string SpanText(const utvalg::cv::v1::Cv& cv, const utvalg::cv::v1::Span& span);

// Jobs held, without voluntary work and positions of trust (which the view for people shows apart).
bool IsEmployment(const utvalg::cv::v1::Experience& experience);

// The skills a CV lists; of a CV without a list, those it names in running text. Valid as long as
// cv.
std::vector<const utvalg::cv::v1::Skill*> ShownSkills(const utvalg::cv::v1::Cv& cv);

// Texts and dates that are not known are ""; null stands for: end of what still goes on, a level
// that is not known, and cv, identity and reason where there is none. blind leaves identity out.
Json ParsedFileJson(const ParsedFile& parsed, bool blind);

}  // namespace utvalg::cli
