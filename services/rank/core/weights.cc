// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/weights.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "services/rank/core/demand_languages.h"
#include "services/rank/core/semantic.h"

namespace utvalg::rank {
namespace {

constexpr uint32_t kOccupationWeight = 3000;
constexpr uint32_t kMustWeight = 1000;
constexpr uint32_t kNiceWeight = 500;

// The lowest share of its weight that a demand keeps, in thousandths.
constexpr uint32_t kLeastSpecific = 100;

bool IsNorwegian(std::string_view code) { return code == "no" || code == "nb" || code == "nn"; }

// Whether it asks for the language that the advertisement is written in, as its readers have it.
bool AsksForItsOwnLanguage(const job::v1::Criterion& criterion, const job::v1::Job& job) {
  if (criterion.kind() != job::v1::CRITERION_KIND_LANGUAGE) return false;
  const std::vector<std::string> codes = LanguageCodes(criterion);
  return std::any_of(codes.begin(), codes.end(), [&](const std::string& code) {
    return code == job.language() || (IsNorwegian(code) && IsNorwegian(job.language()));
  });
}

bool IsOccupation(const job::v1::Criterion& criterion) {
  return criterion.kind() == job::v1::CRITERION_KIND_OCCUPATION;
}

}  // namespace

uint32_t WeightOf(const job::v1::Criterion& criterion) {
  if (criterion.weight() > 0) return criterion.weight();
  if (IsOccupation(criterion)) return kOccupationWeight;
  return criterion.importance() == job::v1::IMPORTANCE_MUST ? kMustWeight : kNiceWeight;
}

void AssignWeights(std::span<const int8_t> criterion_vectors, const Calibration& calibration,
                   job::v1::Job* job) {
  const size_t dimensions = calibration.dimensions();
  const auto criteria = static_cast<size_t>(job->criteria_size());
  if (dimensions == 0 || criterion_vectors.size() != criteria * dimensions) return;
  const auto direction = [&](size_t index) {
    return calibration.Map(criterion_vectors.subspan(index * dimensions, dimensions),
                           VectorRole::kQuery);
  };
  size_t occupation = 0;
  while (occupation < criteria && !IsOccupation(job->criteria(static_cast<int>(occupation))))
    ++occupation;
  if (occupation == criteria) return;
  const Direction of_occupation = direction(occupation);
  const uint32_t recognition = Recognition(of_occupation, calibration.background());
  uint32_t others = 0;
  for (size_t i = 0; i < criteria; ++i) {
    job::v1::Criterion& criterion = *job->mutable_criteria(static_cast<int>(i));
    if (i == occupation) continue;
    if (criterion.weight() == 0) {
      uint32_t specificity = kLeastSpecific;
      if (!AsksForItsOwnLanguage(criterion, *job)) {
        specificity =
            1000 - recognition + recognition * Specificity(direction(i), of_occupation) / 1000;
      }
      criterion.set_weight(WeightOf(criterion) * specificity / 1000);
    }
    others += criterion.weight();
  }
  job::v1::Criterion& first = *job->mutable_criteria(static_cast<int>(occupation));
  if (first.weight() == 0)
    first.set_weight(others == 0 ? kOccupationWeight : 2 * others * recognition / 1000);
}

}  // namespace utvalg::rank
