// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/job_file.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <span>

#include "absl/status/status.h"
#include "common/base/strings.h"
#include "common/lexicon/education_levels.h"
#include "common/taxonomy/taxonomy.h"
#include "services/rank/core/advertisement.h"
#include "services/rank/core/criteria_lint.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

using job::v1::Criterion;
using Kind = JobFileNode::Kind;

constexpr size_t kMaxCriteria = 100;
constexpr uint32_t kMaxWeight = 1'000'000;

constexpr std::array<std::string_view, 6> kJobFields = {"id",       "title",    "description",
                                                        "language", "criteria", "version"};
constexpr std::array<std::string_view, 12> kCriterionFields = {
    "id",   "text",       "kind",          "importance", "weight",       "esco_uris",
    "isco", "min_months", "min_education", "language",   "min_language", "licence"};

constexpr std::array<std::pair<std::string_view, job::v1::CriterionKind>, 9> kKinds = {{
    {"occupation", job::v1::CRITERION_KIND_OCCUPATION},
    {"skill", job::v1::CRITERION_KIND_SKILL},
    {"experience", job::v1::CRITERION_KIND_EXPERIENCE},
    {"education", job::v1::CRITERION_KIND_EDUCATION},
    {"language", job::v1::CRITERION_KIND_LANGUAGE},
    {"certificate", job::v1::CRITERION_KIND_CERTIFICATE},
    {"licence", job::v1::CRITERION_KIND_LICENCE},
    {"place", job::v1::CRITERION_KIND_PLACE},
    {"free_text", job::v1::CRITERION_KIND_FREE_TEXT},
}};
constexpr std::array<std::pair<std::string_view, job::v1::Importance>, 2> kImportances = {{
    {"must", job::v1::IMPORTANCE_MUST},
    {"nice", job::v1::IMPORTANCE_NICE},
}};
constexpr std::array<std::pair<std::string_view, cv::v1::LanguageLevel>, 7> kLevels = {{
    {"A1", cv::v1::LANGUAGE_LEVEL_A1},
    {"A2", cv::v1::LANGUAGE_LEVEL_A2},
    {"B1", cv::v1::LANGUAGE_LEVEL_B1},
    {"B2", cv::v1::LANGUAGE_LEVEL_B2},
    {"C1", cv::v1::LANGUAGE_LEVEL_C1},
    {"C2", cv::v1::LANGUAGE_LEVEL_C2},
    {"native", cv::v1::LANGUAGE_LEVEL_NATIVE},
}};
constexpr std::array<std::string_view, 7> kEducationNames = {
    "primary",  "upper_secondary", "vocational", "higher_vocational",
    "bachelor", "master",          "doctorate"};
constexpr std::array<std::string_view, 16> kLicences = {
    "AM", "A1", "A2", "A", "B", "BE", "C1", "C1E", "C", "CE", "D1", "D1E", "D", "DE", "S", "T"};

std::string Join(std::span<const std::string_view> parts) {
  std::string out;
  for (const std::string_view part : parts) out += Cat(out.empty() ? "" : ", ", part);
  return out;
}

template <typename Value, size_t n>
std::string Names(const std::array<std::pair<std::string_view, Value>, n>& table) {
  std::vector<std::string_view> names;
  for (const auto& [name, value] : table) names.push_back(name);
  return Join(names);
}

// "2", "2.5": a number with at most three decimals.
bool ParseThousandths(std::string_view text, uint32_t* thousandths) {
  const size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string decimals(point == std::string_view::npos ? "" : text.substr(point + 1));
  if (whole.size() > 4 || decimals.size() > 3 ||
      (point != std::string_view::npos && decimals.empty())) {
    return false;
  }
  decimals.resize(3, '0');
  return ParseNumber(std::string(whole) + decimals, thousandths);
}

class Reader {
 public:
  job::v1::Job Read(const JobFileNode& root) {
    job::v1::Job job;
    if (root.kind != Kind::kMap) {
      Fault(root.line, "", "a job is a mapping with title, description and criteria");
      return job;
    }
    const JobFileNode* criteria = nullptr;
    ReadFields(root, "", kJobFields, [&](std::string_view name, const JobFileNode& node) {
      if (name == "id") Text(node, "id", job.mutable_job_id());
      if (name == "title") Text(node, "title", job.mutable_title());
      if (name == "description") Text(node, "description", job.mutable_description());
      if (name == "language") ReadJobLanguage(node, &job);
      if (name == "version" && (node.kind != Kind::kScalar || node.scalar != "1")) {
        Fault(node.line, "version", "only version 1 is known");
      }
      if (name == "criteria") criteria = &node;
    });
    if (Trim(job.title()).empty()) Fault(root.line, "", "'title' is missing");
    if (criteria != nullptr) ReadCriteria(*criteria, &job);
    if (job.criteria_size() == 0 && job.description().empty() && faults_.empty()) {
      Fault(root.line, "", "neither 'criteria' nor 'description' is given");
    }
    return job;
  }

  absl::Status status() const {
    if (faults_.empty()) return absl::OkStatus();
    std::string all;
    for (const std::string& fault : faults_) all += Cat(all.empty() ? "" : "\n", fault);
    return absl::InvalidArgumentError(all);
  }

 private:
  void Fault(int line, std::string_view where, std::string_view what) {
    faults_.push_back(Cat("line ", line, ": ", where, where.empty() ? "" : ": ", what));
  }

  void ReadFields(const JobFileNode& map, std::string_view where,
                  std::span<const std::string_view> allowed,
                  const std::function<void(std::string_view, const JobFileNode&)>& read) {
    std::set<std::string_view> seen;
    for (const auto& [name, node] : map.fields) {
      if (std::find(allowed.begin(), allowed.end(), name) == allowed.end()) {
        Fault(node.line, where, Cat("unknown field '", name, "' (allowed: ", Join(allowed), ")"));
      } else if (!seen.insert(name).second) {
        Fault(node.line, where, Cat("'", name, "' is given twice"));
      } else {
        read(name, node);
      }
    }
  }

  bool Text(const JobFileNode& node, std::string_view where, std::string* out) {
    if (node.kind != Kind::kScalar) {
      Fault(node.line, where, "must be text");
      return false;
    }
    *out = node.scalar;
    return true;
  }

  void Number(const JobFileNode& node, std::string_view where, uint32_t most, uint32_t* out) {
    if (node.kind != Kind::kScalar || !ParseNumber(node.scalar, out) || *out > most) {
      Fault(node.line, where, Cat("must be a whole number from 0 to ", most));
    }
  }

  template <typename Value, size_t n>
  Value Choice(const JobFileNode& node, std::string_view where,
               const std::array<std::pair<std::string_view, Value>, n>& table) {
    for (const auto& [name, value] : table) {
      if (node.kind == Kind::kScalar && node.scalar == name) return value;
    }
    Fault(node.line, where, Cat("must be one of ", Names(table)));
    return Value{};
  }

  void Checked(const JobFileNode& node, std::string_view where,
               std::span<const std::string_view> allowed, std::string* out) {
    if (node.kind == Kind::kScalar &&
        std::find(allowed.begin(), allowed.end(), node.scalar) != allowed.end()) {
      *out = node.scalar;
    } else {
      Fault(node.line, where, Cat("must be one of ", Join(allowed)));
    }
  }

  void ReadJobLanguage(const JobFileNode& node, job::v1::Job* job) {
    static constexpr std::array<std::string_view, 3> kLanguages = {"nb", "nn", "en"};
    Checked(node, "language", kLanguages, job->mutable_language());
  }

  void ReadCriteria(const JobFileNode& list, job::v1::Job* job) {
    if (list.kind != Kind::kList || list.items.empty() || list.items.size() > kMaxCriteria) {
      Fault(list.line, "criteria", Cat("must be a list of 1 to ", kMaxCriteria, " criteria"));
      return;
    }
    std::set<std::string> ids;
    for (size_t i = 0; i < list.items.size(); ++i) {
      const std::string where = Cat("criteria[", i + 1, "]");
      Criterion criterion = ReadCriterion(list.items[i], where);
      if (criterion.id().empty()) criterion.set_id(Cat("c", i + 1));
      if (!ids.insert(criterion.id()).second) {
        Fault(list.items[i].line, where, Cat("id '", criterion.id(), "' is used twice"));
      }
      *job->add_criteria() = std::move(criterion);
    }
  }

  Criterion ReadCriterion(const JobFileNode& node, const std::string& where) {
    Criterion criterion;
    criterion.set_importance(job::v1::IMPORTANCE_NICE);
    if (node.kind == Kind::kScalar) {
      criterion.set_text(node.scalar);  // A bare line of text.
    } else if (node.kind != Kind::kMap) {
      Fault(node.line, where, "must be text or a mapping");
      return criterion;
    }
    ReadFields(node, where, kCriterionFields, [&](std::string_view name, const JobFileNode& value) {
      ReadCriterionField(name, value, Cat(where, ": ", name), &criterion);
    });
    if (Trim(criterion.text()).empty()) Fault(node.line, where, "'text' is missing");
    return criterion;
  }

  void ReadCriterionField(std::string_view name, const JobFileNode& value, const std::string& where,
                          Criterion* criterion) {
    if (name == "id") ReadId(value, where, criterion);
    if (name == "text") Text(value, where, criterion->mutable_text());
    if (name == "kind") criterion->set_kind(Choice(value, where, kKinds));
    if (name == "importance") criterion->set_importance(Choice(value, where, kImportances));
    if (name == "weight") ReadWeight(value, where, criterion);
    if (name == "esco_uris") ReadUris(value, where, criterion);
    if (name == "isco") ReadIsco(value, where, criterion);
    uint32_t months = 0;
    if (name == "min_months") {
      Number(value, where, 12 * 60, &months);
      criterion->set_min_months(months);
    }
    std::string text;
    if (name == "min_education") {
      Checked(value, where, kEducationNames, &text);
      criterion->set_min_education(lexicon::EducationLevelFromName(text));
    }
    if (name == "language") ReadLanguages(value, where, criterion);
    if (name == "min_language") criterion->set_min_language(Choice(value, where, kLevels));
    if (name == "licence") Checked(value, where, kLicences, criterion->mutable_licence());
  }

  void ReadId(const JobFileNode& value, const std::string& where, Criterion* criterion) {
    static constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789-";
    const bool fits = value.kind == Kind::kScalar && !value.scalar.empty() &&
                      value.scalar.size() <= 40 &&
                      value.scalar.find_first_not_of(kAllowed) == std::string::npos;
    if (!fits) Fault(value.line, where, "must be 1 to 40 of a-z, 0-9 and -");
    if (fits) criterion->set_id(value.scalar);
  }

  // A weight as people write it, 1 or 2.5; kept in thousandths.
  void ReadWeight(const JobFileNode& value, const std::string& where, Criterion* criterion) {
    uint32_t thousandths = 0;
    if (value.kind != Kind::kScalar || !ParseThousandths(value.scalar, &thousandths) ||
        thousandths == 0 || thousandths > kMaxWeight) {
      Fault(value.line, where, "must be a number from 0.001 to 1000");
      return;
    }
    criterion->set_weight(thousandths);
  }

  void ReadUris(const JobFileNode& value, const std::string& where, Criterion* criterion) {
    if (value.kind != Kind::kList) {
      Fault(value.line, where, "must be a list of ESCO URIs");
      return;
    }
    for (const JobFileNode& item : value.items) {
      std::string uri;
      if (!Text(item, where, &uri)) continue;
      if (uri.rfind("http://data.europa.eu/esco/", 0) != 0) {
        Fault(item.line, where, Cat("'", uri, "' is no ESCO URI (http://data.europa.eu/esco/...)"));
      } else {
        criterion->add_esco_uris(std::move(uri));
      }
    }
  }

  // One code, several in a list, or as one text: "no|en".
  void ReadLanguages(const JobFileNode& value, const std::string& where, Criterion* criterion) {
    const auto add = [&](const JobFileNode& node) {
      std::string codes;
      if (!Text(node, where, &codes)) return;
      for (const std::string_view code : Split(codes, '|'))
        criterion->add_language_codes(std::string(code));
    };
    if (value.kind != Kind::kList) return add(value);
    for (const JobFileNode& item : value.items) add(item);
  }

  void ReadIsco(const JobFileNode& value, const std::string& where, Criterion* criterion) {
    const bool fits = value.kind == Kind::kScalar && value.scalar.size() >= 2 &&
                      value.scalar.size() <= 4 &&
                      value.scalar.find_first_not_of("0123456789") == std::string::npos;
    if (!fits) Fault(value.line, where, "must be 2 to 4 digits of ISCO-08 or STYRK-08");
    if (fits) criterion->set_isco(value.scalar);
  }

  std::vector<std::string> faults_;
};

}  // namespace

absl::StatusOr<ProposedJob> JobFromNode(const JobFileNode& root,
                                        const taxonomy::Taxonomy& taxonomy) {
  Reader reader;
  job::v1::Job job = reader.Read(root);
  if (absl::Status status = reader.status(); !status.ok()) return status;
  if (job.criteria_size() == 0) {
    ProposedJob proposed = ProposeJob(job.description(), job.title(), taxonomy);
    proposed.job.set_job_id(job.job_id());
    if (!job.language().empty()) proposed.job.set_language(job.language());
    return proposed;
  }
  CompleteCriteria(taxonomy, &job);
  if (job.language().empty()) {
    std::string text = job.title() + "\n" + job.description();
    for (const Criterion& criterion : job.criteria()) text += Cat("\n", criterion.text());
    job.set_language(AdLanguage(text));
  }
  ProposedJob proposed;
  for (const LintFinding& finding : LintJob(job)) proposed.warnings.push_back(finding.message);
  proposed.job = std::move(job);
  return proposed;
}

}  // namespace utvalg::rank
