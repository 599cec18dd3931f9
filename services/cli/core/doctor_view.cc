// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/doctor_view.h"

#include <algorithm>

#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

using Verdict = Check::Verdict;

std::string VerdictToken(Verdict verdict) {
  switch (verdict) {
    case Verdict::kGood:
      return "ok";
    case Verdict::kRemark:
      return "remark";
    case Verdict::kBad:
      break;
  }
  return "wrong";
}

Ink VerdictInk(Verdict verdict) {
  switch (verdict) {
    case Verdict::kGood:
      return Ink::kGood;
    case Verdict::kRemark:
      return Ink::kWarning;
    case Verdict::kBad:
      break;
  }
  return Ink::kBad;
}

}  // namespace

bool AllWell(const std::vector<Check>& checks) {
  return std::none_of(checks.begin(), checks.end(),
                      [](const Check& check) { return check.verdict == Verdict::kBad; });
}

std::string ChecksText(const std::vector<Check>& checks, const Canvas& canvas) {
  Table table({{.title = ""}, {.title = "Check"}, {.title = "Found", .flexible = 1}});
  for (const Check& check : checks) {
    table.AddRow({{VerdictToken(check.verdict), VerdictInk(check.verdict)},
                  {check.name, Ink::kBold},
                  {check.detail}});
  }
  return table.Render(canvas);
}

Json ChecksJson(const std::vector<Check>& checks) {
  Json json;
  json["ok"] = AllWell(checks);
  json["checks"] = Json::array();
  for (const Check& check : checks) {
    json["checks"].push_back(Json{
        {"name", check.name}, {"verdict", VerdictToken(check.verdict)}, {"detail", check.detail}});
  }
  return json;
}

}  // namespace utvalg::cli
