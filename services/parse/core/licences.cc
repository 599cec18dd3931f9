// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/licences.h"

#include <algorithm>

#include "common/lexicon/licences.h"
#include "services/parse/core/cv_facts.h"

namespace utvalg::parse {

using utvalg::cv::v1::DrivingLicence;

std::vector<DrivingLicence> ReadLicences(const SectionedText& cv) {
  std::vector<DrivingLicence> licences;
  for (const SectionRange& section : cv.sections) {
    // A letter tells what somebody wants, references who they are: neither says what the person may
    // drive.
    if (section.kind == utvalg::cv::v1::SECTION_KIND_LETTER ||
        section.kind == utvalg::cv::v1::SECTION_KIND_REFERENCES) {
      continue;
    }
    for (size_t p = section.first; p < section.last; ++p) {
      const std::string_view body = cv.Body(section, p);
      const auto offset = static_cast<size_t>(body.data() - cv.text.data());
      const auto mentions = section.kind == utvalg::cv::v1::SECTION_KIND_LICENCES
                                ? lexicon::FindLicenceClasses(body)
                                : lexicon::FindLicences(body);
      for (const lexicon::LicenceMention& mention : mentions) {
        const bool known = std::any_of(licences.begin(), licences.end(), [&](const auto& licence) {
          return licence.category() == mention.category;
        });
        if (known) continue;
        DrivingLicence& licence = licences.emplace_back();
        licence.set_category(std::string(mention.category));
        SetSpan(offset + mention.begin, offset + mention.end, licence.mutable_span());
      }
    }
  }
  return licences;
}

}  // namespace utvalg::parse
