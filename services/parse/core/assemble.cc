// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/assemble.h"

#include <algorithm>
#include <cstdio>

#include "services/parse/core/certificates.h"
#include "services/parse/core/cv_facts.h"
#include "services/parse/core/education.h"
#include "services/parse/core/experience.h"
#include "services/parse/core/language_detection.h"
#include "services/parse/core/languages.h"
#include "services/parse/core/licences.h"
#include "services/parse/core/skills.h"
#include "services/parse/core/summary.h"

namespace utvalg::parse {
namespace {

using utvalg::cv::v1::Cv;

// What "today" means in this CV: the date of its file or the latest date it names, whichever is
// later (templates carry old dates); without a file's date the month it was handed in, and never
// later than that. Never the clock, so that reading it again gives the same.
lexicon::Date NowOf(const SectionedText& text, const lexicon::Date& received) {
  lexicon::Date now = received;
  int year = 0, month = 0, day = 0;
  if (std::sscanf(text.document->modified.c_str(), "%4d-%2d-%2d", &year, &month, &day) == 3) {
    now = {year, month, day};
  }
  for (const SectionRange& section : text.sections) {
    if (section.kind != utvalg::cv::v1::SECTION_KIND_EXPERIENCE &&
        section.kind != utvalg::cv::v1::SECTION_KIND_EDUCATION) {
      continue;
    }
    for (size_t p = section.first; p < section.last; ++p) {
      for (const lexicon::Period& period : lexicon::FindPeriods(text.Body(section, p))) {
        now = std::max({now, period.start, period.expected ? lexicon::Date() : period.end});
      }
    }
  }
  return received && now > received ? received : now;
}

// Share of the text that stands under a known heading.
uint32_t ReadingQuality(const SectionedText& text) {
  size_t known = 0, all = 0;
  for (const SectionRange& section : text.sections) {
    const size_t size = section.body_end - section.body_begin;
    all += size;
    if (section.kind != utvalg::cv::v1::SECTION_KIND_OTHER) known += size;
  }
  return all == 0 ? 0 : static_cast<uint32_t>(1000 * known / all);
}

template <typename Values, typename Repeated>
void MoveInto(Values values, Repeated* out) {
  for (auto& value : values) *out->Add() = std::move(value);
}

}  // namespace

Cv AssembleCv(const SectionedText& text, const taxonomy::Taxonomy& taxonomy,
              const lexicon::Date& received) {
  Cv cv;
  cv.set_blind_text(text.text);
  cv.set_language(DetectLanguage(text.text));
  for (const SectionRange& section : text.sections) {
    utvalg::cv::v1::Section* out = cv.add_sections();
    out->set_kind(section.kind);
    if (section.heading_end > section.heading_begin) {
      SetSpan(section.heading_begin, section.heading_end, out->mutable_heading());
    }
    SetSpan(section.body_begin, section.body_end, out->mutable_body());
  }
  const lexicon::Date now = NowOf(text, received);
  std::vector<utvalg::cv::v1::Experience> jobs = ReadExperience(text, taxonomy, now);
  cv.set_experience_months(TotalMonths(jobs, now));
  MoveInto(std::move(jobs), cv.mutable_experience());
  MoveInto(ReadEducation(text), cv.mutable_education());
  MoveInto(ReadSkills(text, taxonomy), cv.mutable_skills());
  MoveInto(ReadLanguages(text), cv.mutable_languages());
  MoveInto(ReadCertificates(text), cv.mutable_certificates());
  MoveInto(ReadLicences(text), cv.mutable_licences());
  const utvalg::cv::v1::Span summary = FindSummary(text);
  if (summary.end() > summary.begin()) *cv.mutable_summary() = summary;
  for (const auto& finding : text.document->findings) *cv.add_findings() = finding;
  cv.set_reading_quality(ReadingQuality(text));
  return cv;
}

utvalg::identity::v1::CvIdentity AssembleIdentity(const RedactedDocument& redacted,
                                                  const SectionedText& text) {
  utvalg::identity::v1::CvIdentity identity = redacted.identity;
  for (const AppliedRedaction& applied : redacted.redactions) {
    utvalg::identity::v1::Redaction* out = identity.add_redactions();
    const size_t start = text.starts[applied.paragraph];
    SetSpan(start + applied.begin, start + applied.end, out->mutable_placeholder());
    out->set_reason(applied.reason);
    out->set_original(applied.original);
  }
  return identity;
}

utvalg::identity::v1::CvLayout AssembleLayout(const SectionedText& text) {
  utvalg::identity::v1::CvLayout layout;
  for (size_t p = 0; p < text.document->paragraphs.size(); ++p) {
    for (const Placement& placement : text.document->paragraphs[p].placements) {
      utvalg::identity::v1::PlacedSpan* out = layout.add_placed();
      SetSpan(text.starts[p] + placement.begin, text.starts[p] + placement.end,
              out->mutable_span());
      out->set_page(placement.page);
      out->set_line(placement.line);
      out->set_x0(placement.x0);
      out->set_y0(placement.y0);
      out->set_x1(placement.x1);
      out->set_y1(placement.y1);
    }
  }
  return layout;
}

}  // namespace utvalg::parse
