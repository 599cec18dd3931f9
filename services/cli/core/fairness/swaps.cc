// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/swaps.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"

namespace utvalg::cli {
namespace {

using JsonValue = nlohmann::json;

constexpr std::array<std::string_view, 5> kMustNot = {"person", "name", "sex", "birth_date",
                                                      "address"};
constexpr std::array<std::string_view, 4> kMeasured = {"school", "gap", "wording", "length"};

absl::StatusOr<std::string> TextOf(const JsonValue& object, const char* key) {
  if (!object.is_object() || !object.contains(key) || !object[key].is_string() ||
      object[key].get<std::string>().empty()) {
    return absl::InvalidArgumentError(Cat("every entry needs \"", key, "\" as a text"));
  }
  return object[key].get<std::string>();
}

absl::StatusOr<std::string> FileOf(const JsonValue& object, const char* key) {
  UTVALG_ASSIGN_OR_RETURN(std::string file, TextOf(object, key));
  if (file.starts_with('/') || Cat("/", file, "/").find("/../") != std::string::npos) {
    return absl::InvalidArgumentError(Cat(file, " does not lie below the manifest"));
  }
  return file;
}

absl::StatusOr<SwapCv> CvOf(const JsonValue& object) {
  SwapCv cv;
  UTVALG_ASSIGN_OR_RETURN(cv.id, TextOf(object, "id"));
  UTVALG_ASSIGN_OR_RETURN(cv.base, FileOf(object, "base"));
  if (!object.contains("variants") || !object["variants"].is_array()) {
    return absl::InvalidArgumentError(Cat(cv.id, " has no \"variants\""));
  }
  for (const JsonValue& item : object["variants"]) {
    SwapVariant variant;
    UTVALG_ASSIGN_OR_RETURN(variant.attribute, TextOf(item, "attribute"));
    UTVALG_ASSIGN_OR_RETURN(variant.value, TextOf(item, "value"));
    UTVALG_ASSIGN_OR_RETURN(variant.file, FileOf(item, "file"));
    if (!MustNotMatter(variant.attribute) &&
        std::find(kMeasured.begin(), kMeasured.end(), variant.attribute) == kMeasured.end()) {
      return absl::InvalidArgumentError(
          Cat("the attribute ", variant.attribute,
              " is none of person, name, sex, birth_date, address, school, gap, wording, length"));
    }
    cv.variants.push_back(std::move(variant));
  }
  return cv;
}

// The rank of a score among those of the other CVs; those for a person come after all.
int64_t RankAmong(const std::vector<std::optional<uint32_t>>& bases, size_t self,
                  const std::optional<uint32_t>& score) {
  int64_t rank = 1;
  for (size_t i = 0; i < bases.size(); ++i) {
    if (i == self || !bases[i]) continue;
    rank += !score || *bases[i] > *score;
  }
  return rank;
}

// Twice the smaller tail of the binomial with 1/2, at most 1.
Rational SignTest(uint64_t higher, uint64_t lower) {
  const uint64_t n = higher + lower, fewer = std::min(higher, lower);
  Integer ways = 1, tail = 0, all = 1;
  for (uint64_t i = 0; i < n; ++i) all *= 2;
  for (uint64_t i = 0; i <= fewer; ++i) {
    tail += ways;
    ways = ways * (n - i) / (i + 1);
  }
  return std::min(Rational(1), Rational(Integer(tail * 2), all));
}

class Comparison {
 public:
  Comparison(const SwapManifest& manifest, const std::map<std::string, SwapOutcome>& outcomes,
             uint32_t shortlist)
      : manifest_(manifest), outcomes_(outcomes) {
    report_.shortlist = shortlist;
    for (const SwapCv& cv : manifest.cvs) bases_.push_back(outcomes.at(cv.base).score);
  }

  SwapReport Run() {
    for (size_t i = 0; i < manifest_.cvs.size(); ++i) {
      ++report_.documents;
      for (const SwapVariant& variant : manifest_.cvs[i].variants) Compare(i, variant);
    }
    report_.cvs = manifest_.cvs.size();
    for (const auto& names : {std::vector<std::string_view>(kMustNot.begin(), kMustNot.end()),
                              std::vector<std::string_view>(kMeasured.begin(), kMeasured.end())}) {
      for (const std::string_view name : names) {
        if (const auto it = results_.find(std::string(name)); it != results_.end()) {
          Finish(std::move(it->second));
        }
      }
    }
    return std::move(report_);
  }

 private:
  void Compare(size_t cv, const SwapVariant& variant) {
    const SwapOutcome& base = outcomes_.at(manifest_.cvs[cv].base);
    const SwapOutcome& swapped = outcomes_.at(variant.file);
    ++report_.documents;
    AttributeResult& result = results_[variant.attribute];
    result.attribute = variant.attribute;
    ++result.compared;
    result.same_document += base.document == swapped.document;
    result.other_bytes += base.blind != swapped.blind;
    SwapDifference difference{manifest_.cvs[cv].id, variant.attribute, variant.value};
    if (base.score && swapped.score) {
      difference.score = int64_t{*swapped.score} - int64_t{*base.score};
      result.scores.push_back(*difference.score);
    }
    const int64_t before = RankAmong(bases_, cv, base.score);
    const int64_t after = RankAmong(bases_, cv, swapped.score);
    difference.places = after - before;
    difference.crossed = (before <= report_.shortlist) != (after <= report_.shortlist);
    result.crossed += difference.crossed;
    result.most_places =
        std::max(result.most_places, static_cast<uint64_t>(std::abs(difference.places)));
    const bool same = base.fingerprint == swapped.fingerprint &&
                      base.score.has_value() == swapped.score.has_value() &&
                      difference.score.value_or(0) == 0;
    if (same) return;
    ++result.different;
    report_.differences.push_back(std::move(difference));
  }

  void Finish(AttributeResult result) {
    result.must_not_matter = MustNotMatter(result.attribute);
    Integer sum = 0, size = 0;
    for (const int64_t score : result.scores) {
      sum += score;
      size += std::abs(score);
      result.higher += score > 0;
      result.lower += score < 0;
      if (std::abs(score) > std::abs(result.most)) result.most = score;
    }
    if (!result.scores.empty()) {
      result.mean = Rational(sum, Integer(result.scores.size()));
      result.mean_size = Rational(size, Integer(result.scores.size()));
    }
    result.sign_p = SignTest(result.higher, result.lower);
    if (result.must_not_matter && result.different > 0) report_.holds = false;
    report_.attributes.push_back(std::move(result));
  }

  const SwapManifest& manifest_;
  const std::map<std::string, SwapOutcome>& outcomes_;
  std::vector<std::optional<uint32_t>> bases_;
  std::map<std::string, AttributeResult> results_;
  SwapReport report_;
};

}  // namespace

bool MustNotMatter(std::string_view attribute) {
  return std::find(kMustNot.begin(), kMustNot.end(), attribute) != kMustNot.end();
}

absl::StatusOr<SwapManifest> ParseSwapManifest(std::string_view json) {
  const JsonValue value = JsonValue::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!value.is_object() || !value.contains("cvs") || !value["cvs"].is_array() ||
      value["cvs"].empty()) {
    return absl::InvalidArgumentError("it must be {\"cvs\": [{\"id\", \"base\", \"variants\"}]}");
  }
  SwapManifest manifest;
  std::set<std::string> ids;
  for (const JsonValue& item : value["cvs"]) {
    UTVALG_ASSIGN_OR_RETURN(SwapCv cv, CvOf(item));
    if (!ids.insert(cv.id).second) {
      return absl::InvalidArgumentError(Cat("the CV ", cv.id, " is there twice"));
    }
    manifest.cvs.push_back(std::move(cv));
  }
  return manifest;
}

SwapReport CompareSwaps(const SwapManifest& manifest,
                        const std::map<std::string, SwapOutcome>& outcomes, uint32_t shortlist) {
  return Comparison(manifest, outcomes, shortlist).Run();
}

}  // namespace utvalg::cli
