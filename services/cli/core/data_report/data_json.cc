// SPDX-License-Identifier: Apache-2.0
#include "common/base/digest.h"
#include "services/cli/core/data_report/data_report.h"

namespace utvalg::cli {
namespace {

constexpr char kFormatVersion[] = "utvalg.data.v1";

Json GroupJson(const DataGroup& group) {
  Json json;
  json["documents"] = group.documents;
  json["read"] = group.read;
  json["needs_person"] = group.documents - group.read;
  json["quality_sum_thousandths"] = group.quality_sum;
  json["mean_quality"] =
      group.read == 0
          ? Json(nullptr)
          : Json(Rounded(Rational(Integer(group.quality_sum), Integer(group.read * 1000))));
  json["badly_read"] = group.badly_read;
  for (size_t i = 0; i < kParts.size(); ++i) json["found"][std::string(kParts[i])] = group.found[i];
  return json;
}

Json GroupsJson(const std::map<std::string, DataGroup>& groups) {
  Json json = Json::object();
  for (const auto& [name, group] : groups) json[name] = GroupJson(group);
  return json;
}

Json CountsJson(const std::map<std::string, uint64_t>& counts) {
  Json json = Json::object();
  for (const auto& [name, count] : counts) json[name] = count;
  return json;
}

// What is missing or of another kind counts as nothing: a report is read, not trusted.
uint64_t CountIn(const Json& json, std::string_view name) {
  const auto found = json.is_object() ? json.find(std::string(name)) : json.end();
  return found != json.end() && found->is_number_unsigned() ? found->get<uint64_t>() : 0;
}

Json PartOf(const Json& json, std::string_view name) {
  const auto found = json.is_object() ? json.find(std::string(name)) : json.end();
  return found != json.end() && found->is_object() ? *found : Json::object();
}

DataGroup ParseGroup(const Json& json) {
  DataGroup group;
  group.documents = CountIn(json, "documents");
  group.read = CountIn(json, "read");
  group.quality_sum = CountIn(json, "quality_sum_thousandths");
  group.badly_read = CountIn(json, "badly_read");
  const Json found = PartOf(json, "found");
  for (size_t i = 0; i < kParts.size(); ++i) group.found[i] = CountIn(found, kParts[i]);
  return group;
}

std::map<std::string, DataGroup> ParseGroups(const Json& json) {
  std::map<std::string, DataGroup> groups;
  for (const auto& [name, group] : json.items()) groups[name] = ParseGroup(group);
  return groups;
}

std::map<std::string, uint64_t> ParseCounts(const Json& json) {
  std::map<std::string, uint64_t> counts;
  for (const auto& [name, count] : json.items()) {
    if (count.is_number_unsigned()) counts[name] = count.get<uint64_t>();
  }
  return counts;
}

}  // namespace

Json DataJson(const DataCounts& now, const DataCounts* before) {
  Json json;
  json["format"] = kFormatVersion;
  json["all"] = GroupJson(now.all);
  json["by_language"] = GroupsJson(now.by_language);
  json["by_format"] = GroupsJson(now.by_format);
  json["by_language_and_format"] = Json::object();
  for (const auto& [language, formats] : now.by_language_and_format) {
    json["by_language_and_format"][language] = GroupsJson(formats);
  }
  json["reasons"] = CountsJson(now.reasons);
  json["experience"] = CountsJson(now.experience);
  json["quality"] = CountsJson(now.quality);
  json["drift"] = nullptr;
  if (before != nullptr) {
    json["drift"] = Json::array();
    for (const Drift& drift : DriftOf(*before, now)) {
      Json entry;
      entry["of"] = drift.of;
      entry["distance"] = drift.distance ? Json(Rounded(*drift.distance)) : Json(nullptr);
      entry["moved"] = drift.moved;
      json["drift"].push_back(std::move(entry));
    }
  }
  json["report_sha256"] = Sha256Hex(JsonLine(json));
  return json;
}

absl::StatusOr<DataCounts> ParseDataReport(std::string_view json) {
  const Json report = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!report.is_object() || !report.contains("format") || report["format"] != kFormatVersion ||
      !report.contains("all") || !report["all"].is_object()) {
    return absl::InvalidArgumentError("it is not what utvalg report data --json prints");
  }
  DataCounts counts;
  counts.all = ParseGroup(report["all"]);
  counts.by_language = ParseGroups(PartOf(report, "by_language"));
  counts.by_format = ParseGroups(PartOf(report, "by_format"));
  counts.reasons = ParseCounts(PartOf(report, "reasons"));
  counts.experience = ParseCounts(PartOf(report, "experience"));
  counts.quality = ParseCounts(PartOf(report, "quality"));
  return counts;
}

}  // namespace utvalg::cli
