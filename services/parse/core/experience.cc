// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/experience.h"

#include <algorithm>
#include <string>
#include <utility>

#include "services/parse/core/cv_facts.h"
#include "services/parse/core/entries.h"
#include "services/parse/core/entry_lines.h"
#include "services/parse/core/entry_pieces.h"
#include "services/parse/core/job_roles.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using utvalg::cv::v1::Experience;
using utvalg::cv::v1::SectionKind;

bool HoldsJobs(SectionKind kind) {
  return kind == utvalg::cv::v1::SECTION_KIND_EXPERIENCE ||
         kind == utvalg::cv::v1::SECTION_KIND_VOLUNTEERING ||
         kind == utvalg::cv::v1::SECTION_KIND_POSITIONS_OF_TRUST;
}

// Several positions under one employer: an entry with nothing but an employer whose period spans
// those that follow.
bool IsGroupHead(const std::vector<Entry>& entries, const std::vector<JobRoles>& roles,
                 const std::vector<EntryLine>& lines, size_t index) {
  if (index + 1 >= entries.size()) return false;
  const JobRoles& job = roles[index];
  if (job.employer.text.empty() || !job.title.text.empty()) return false;
  if (entries[index].header_last != entries[index].last) return false;
  const JobRoles& next = roles[index + 1];
  if (next.title.text.empty() || next.employer.text != job.employer.text) return false;
  if (!entries[index].dated) return true;
  const lexicon::Period& own = lines[entries[index].anchor].period;
  const lexicon::Period& inner = lines[entries[index + 1].anchor].period;
  return own.start <= inner.start;
}

void SetMonths(const lexicon::Date& now, Experience* job) {
  if (!job->has_start()) return;
  const lexicon::Date start = FromProto(job->start());
  // An end that lies ahead was not worked yet.
  const lexicon::Date end = job->current() ? now : std::min(FromProto(job->end()), now);
  if (end) job->set_months(static_cast<uint32_t>(lexicon::MonthsBetween(start, end)));
}

class SectionReader {
 public:
  SectionReader(const SectionedText& cv, const SectionRange& section,
                const taxonomy::Taxonomy& taxonomy, const lexicon::Date& now)
      : cv_(cv), section_(section), taxonomy_(taxonomy), now_(now) {}

  void Read(std::vector<Experience>* out) {
    lines_ = ReadLines(cv_, section_);
    const std::vector<Entry> entries = SplitEntries(&lines_);
    std::vector<std::vector<Piece>> pieces;
    for (const Entry& entry : entries) {
      pieces.push_back(CutPieces(cv_, lines_, entry));
    }
    const std::vector<JobRoles> roles = AssignJobRoles(pieces, taxonomy_);
    for (size_t i = 0; i < entries.size(); ++i) {
      if (roles[i].title.text.empty() && roles[i].employer.text.empty()) continue;
      if (IsGroupHead(entries, roles, lines_, i)) continue;
      out->push_back(Make(entries[i], roles[i]));
    }
  }

 private:
  Experience Make(const Entry& entry, const JobRoles& roles) const {
    Experience job;
    job.set_section(section_.kind);
    job.set_title(std::string(roles.title.text));
    job.set_employer(std::string(roles.employer.text));
    job.set_place(std::string(roles.place.text));
    if (entry.dated) {
      const lexicon::Period& period = lines_[entry.anchor].period;
      if (period.start) ToProto(period.start, job.mutable_start());
      if (period.end) ToProto(period.end, job.mutable_end());
      job.set_current(period.current && !period.end);
      if (period.single && !period.end && !period.current) {
        // One date is the whole job.
        ToProto(period.start, job.mutable_end());
      }
      SetMonths(now_, &job);
    }
    SetSpan(lines_[entry.first].begin, End(lines_[entry.last - 1]), job.mutable_span());
    if (!roles.title.text.empty()) {
      SetSpan(roles.title.begin, roles.title.begin + roles.title.text.size(),
              job.mutable_title_span());
    }
    if (!roles.employer.text.empty()) {
      SetSpan(roles.employer.begin, roles.employer.begin + roles.employer.text.size(),
              job.mutable_employer_span());
    }
    size_t description = std::max(std::min(roles.last_line + 1, entry.header_last),
                                  entry.dated ? entry.anchor + 1 : 0);
    description = std::clamp(description, entry.first, entry.last);
    if (description < entry.last) {
      SetSpan(lines_[description].begin, End(lines_[entry.last - 1]), job.mutable_description());
    }
    SetOccupation(&job);
    return job;
  }

  void SetOccupation(Experience* job) const {
    if (job->title().empty()) return;
    const taxonomy::OccupationMatch match = taxonomy_.FindOccupation(job->title());
    job->set_occupation_uri(std::string(match.uri));
    job->set_isco(std::string(match.isco));
  }

  static size_t End(const EntryLine& line) { return line.begin + line.text.size(); }

  const SectionedText& cv_;
  const SectionRange& section_;
  const taxonomy::Taxonomy& taxonomy_;
  const lexicon::Date& now_;
  std::vector<EntryLine> lines_;
};

int MonthIndex(const lexicon::Date& date, int missing_month) {
  return date.year * 12 + (date.month != 0 ? date.month : missing_month) - 1;
}

}  // namespace

std::vector<Experience> ReadExperience(const SectionedText& cv, const taxonomy::Taxonomy& taxonomy,
                                       const lexicon::Date& now) {
  std::vector<Experience> jobs;
  for (const SectionRange& section : cv.sections) {
    if (HoldsJobs(section.kind)) SectionReader(cv, section, taxonomy, now).Read(&jobs);
  }
  return jobs;
}

uint32_t TotalMonths(const std::vector<Experience>& jobs, const lexicon::Date& now) {
  std::vector<std::pair<int, int>> ranges;  // Half-open, in months.
  for (const Experience& job : jobs) {
    if (job.section() != utvalg::cv::v1::SECTION_KIND_EXPERIENCE || !job.has_start()) continue;
    const lexicon::Date end = job.current() ? now : std::min(FromProto(job.end()), now);
    if (!end) continue;
    const int from = MonthIndex(FromProto(job.start()), 1), to = MonthIndex(end, 12) + 1;
    if (to > from) ranges.emplace_back(from, to);
  }
  std::sort(ranges.begin(), ranges.end());
  int total = 0, covered = 0;
  for (const auto& [from, to] : ranges) {
    const int begin = std::max(from, covered);
    if (to > begin) total += to - begin;
    covered = std::max(covered, to);
  }
  return static_cast<uint32_t>(total);
}

}  // namespace utvalg::parse
