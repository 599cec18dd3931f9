// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/declared.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/status_macros.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

using Fields = std::map<std::string, std::string>;

constexpr uint64_t kMostPersons = 1000000;
constexpr size_t kLongestCategory = 80;

absl::Status Fault(size_t row, std::string_view what) {
  return absl::InvalidArgumentError(Cat("row ", row, ": ", what));
}

std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

bool IsUnknown(std::string_view value) {
  return value.empty() || value == "unknown" || value == "ukjent" || value == "ukjend";
}

// The fields of one line; quotes hold commas, doubled quotes stand for one.
absl::StatusOr<std::vector<std::string>> CsvFields(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      if (quoted && i + 1 < line.size() && line[i + 1] == '"')
        fields.back() += line[++i];
      else
        quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += line[i];
    }
  }
  if (quoted) return absl::InvalidArgumentError("a quote is not closed");
  for (std::string& field : fields) field = std::string(Trimmed(field));
  return fields;
}

absl::StatusOr<std::vector<Fields>> FromCsv(std::string_view content) {
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  const std::vector<std::string_view> lines = Lines(content);
  if (lines.empty()) return absl::InvalidArgumentError("the file is empty");
  UTVALG_ASSIGN_OR_RETURN(const std::vector<std::string> header, CsvFields(lines[0]));
  std::vector<Fields> rows;
  for (size_t i = 1; i < lines.size(); ++i) {
    if (Trimmed(lines[i]).empty()) continue;
    auto fields = CsvFields(lines[i]);
    if (!fields.ok()) return Fault(i, std::string(fields.status().message()));
    if (fields->size() != header.size()) {
      return Fault(i, Cat(fields->size(), " fields, the header has ", header.size()));
    }
    Fields row;
    for (size_t f = 0; f < header.size(); ++f) {
      if (!row.emplace(header[f], (*fields)[f]).second) {
        return absl::InvalidArgumentError(Cat("the column ", header[f], " is there twice"));
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

absl::StatusOr<std::vector<Fields>> FromJson(std::string_view content) {
  const auto json = nlohmann::json::parse(content, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || json.size() != 1 || !json.contains("rows") || !json["rows"].is_array()) {
    return absl::InvalidArgumentError("it must be {\"rows\": [{...}, ...]}");
  }
  std::vector<Fields> rows;
  for (const auto& item : json["rows"]) {
    if (!item.is_object()) return Fault(rows.size() + 1, "it must be an object");
    Fields row;
    for (const auto& [key, value] : item.items()) {
      if (value.is_string())
        row[key] = std::string(Trimmed(value.get<std::string>()));
      else if (value.is_boolean())
        row[key] = value.get<bool>() ? "yes" : "no";
      else if (value.is_number())
        row[key] = value.dump();
      else if (!value.is_null())
        return Fault(rows.size() + 1, Cat(key, " must be text, a number, true or false"));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

absl::Status ReadField(const std::string& name, const std::string& value, size_t number,
                       DeclaredRow* row) {
  const auto dimension = std::find(kDimensionNames.begin(), kDimensionNames.end(), name);
  if (dimension != kDimensionNames.end()) {
    if (value.size() > kLongestCategory) return Fault(number, Cat(name, " is too long"));
    if (!IsUnknown(value)) row->values[dimension - kDimensionNames.begin()] = value;
    return absl::OkStatus();
  }
  if (name == "selected") {
    if (value != "yes" && value != "no") return Fault(number, "selected must be yes or no");
    row->selected = value == "yes";
    return absl::OkStatus();
  }
  if (name == "score" || name == "count") {
    const auto parsed = ParseRational(value);
    if (!parsed.ok()) return Fault(number, Cat(name, ": ", std::string(parsed.status().message())));
    if (name == "score") {
      row->score = *parsed;
      return absl::OkStatus();
    }
    if (*parsed < 0 || *parsed > kMostPersons || denominator(*parsed) != 1) {
      return Fault(number, "count must be a whole number, at most 1,000,000");
    }
    row->count = numerator(*parsed).convert_to<uint64_t>();
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      Cat("the column ", name.substr(0, 40),
          " is not one of sex, age, ethnicity, selected, score, count; names and ids do not belong "
          "here"));
}

}  // namespace

absl::StatusOr<Declared> ParseDeclared(std::string_view content, bool json) {
  UTVALG_ASSIGN_OR_RETURN(const std::vector<Fields> rows,
                          json ? FromJson(content) : FromCsv(content));
  if (rows.empty()) return absl::InvalidArgumentError("there are no rows");
  Declared declared;
  size_t with_selected = 0, with_score = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    DeclaredRow row;
    for (const auto& [name, value] : rows[i]) {
      UTVALG_RETURN_IF_ERROR(ReadField(name, value, i + 1, &row));
      const auto dimension = std::find(kDimensionNames.begin(), kDimensionNames.end(), name);
      if (dimension != kDimensionNames.end()) {
        declared.asked[dimension - kDimensionNames.begin()] = true;
      }
    }
    with_selected += row.selected.has_value();
    with_score += row.score.has_value();
    declared.persons += row.count;
    if (declared.persons > kMostPersons) return Fault(i + 1, "more than 1,000,000 persons");
    declared.rows.push_back(std::move(row));
  }
  for (const auto& [name, with] : {std::pair("selected", with_selected), {"score", with_score}}) {
    if (with != 0 && with != rows.size()) {
      return absl::InvalidArgumentError(Cat("every row must have ", name, ", or none"));
    }
  }
  declared.has_selected = with_selected > 0;
  declared.has_score = with_score > 0;
  if (!declared.has_selected && !declared.has_score) {
    return absl::InvalidArgumentError("there is neither a column selected nor a column score");
  }
  return declared;
}

}  // namespace utvalg::cli
