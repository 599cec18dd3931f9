// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/pilot/live.h"

#include <cmath>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "services/cli/core/people_text.h"
#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"

namespace utvalg::cli {
namespace {

namespace decision = utvalg::decision::v1;
using utvalg::ingest::v1::ControlEntry;
using utvalg::ingest::v1::ReadControlResponse;

bool IsSuitable(decision::ApplicationState state) {
  return state == decision::APPLICATION_STATE_SHORTLISTED ||
         state == decision::APPLICATION_STATE_INVITED ||
         state == decision::APPLICATION_STATE_OFFERED || state == decision::APPLICATION_STATE_HIRED;
}

bool IsDecided(decision::ApplicationState state) {
  return IsSuitable(state) || state == decision::APPLICATION_STATE_DECLINED;
}

std::string Word(decision::ApplicationState state) {
  return absl::StrReplaceAll(
      absl::AsciiStrToLower(decision::ApplicationState_Name(state).substr(18)), {{"_", " "}});
}

std::string Names(const std::vector<OrderedCandidate>& candidates) {
  std::string names;
  for (const OrderedCandidate& candidate : candidates) {
    Append(&names, "\n    rank ", candidate.rank, "  ", Printable(candidate.application_id));
  }
  return names;
}

}  // namespace

PilotResult ResultOf(const ReadControlResponse& control) {
  std::vector<Judged> judged;
  for (const ControlEntry& entry : control.read()) {
    if (!IsDecided(entry.state())) continue;
    judged.push_back({{entry.application_id(), "", entry.rank()}, IsSuitable(entry.state())});
  }
  return CompareJudged(judged, control.line(), control.below());
}

std::string ReadingText(const ReadControlResponse& control, const Canvas& canvas) {
  std::string out =
      Cat(control.read_size(), " to read, ", control.decided(), " decided about",
          control.gone() > 0 ? Cat(", ", control.gone(), " withdrawn") : "",
          control.order_hidden() ? "; the order is hidden, this one is drawn by lot\n\n" : "\n\n");
  std::vector<Column> columns = {{.title = "Application"}, {.title = "State"}};
  if (!control.order_hidden())
    columns.insert(columns.begin(), Column{.title = "Rank", .right = true});
  Table table(columns);
  for (const ControlEntry& entry : control.read()) {
    std::vector<Cell> row = {
        {entry.application_id()},
        {Word(entry.state()), IsDecided(entry.state()) ? Ink::kPlain : Ink::kWarning}};
    if (!control.order_hidden()) row.insert(row.begin(), Cell{Cat(entry.rank())});
    table.AddRow(std::move(row));
  }
  return table.empty() ? out + "Nobody.\n" : out + table.Render(canvas);
}

Json ControlJson(const ReadControlResponse& control) {
  Json json = Json::parse(MessageJsonLine(control));
  json["result"] = control.order_hidden() ? Json(nullptr) : PilotJson(ResultOf(control));
  return json;
}

std::string ControlText(const ReadControlResponse& control, const Canvas& canvas) {
  if (control.order_hidden()) return ReadingText(control, canvas);
  const PilotResult result = ResultOf(control);
  const auto share = [](const std::optional<Rational>& value) {
    return value ? Decimal(*value, 3) : std::string("none");
  };
  std::string out;
  if (result.judged_above > 0) {
    Append(&out, "Above the line (", control.line(), "): ", result.suitable_above, " of ",
           result.judged_above, " found suitable\n");
  }
  Append(&out, "Below: ", result.suitable_below, " of ", result.judged_below,
         " read found suitable\nMissed: ", result.missed.lowest, " to ", result.missed.highest,
         " suitable candidates stand below the line (95 %, of ", result.below, ")\n");
  if (result.judged_above > 0) {
    Append(
        &out, "overlap@k ", share(result.overlap_at_k), ", suitable above the line ",
        share(result.overlap), ", Kendall tau-b ",
        result.tau_b
            ? Decimal(Rational(static_cast<int64_t>(std::llround(*result.tau_b * 1e6)), 1000000), 3)
            : "none",
        "\n");
  }
  const auto undecided =
      static_cast<uint32_t>(control.read_size()) - control.decided() - control.gone();
  if (undecided > 0) {
    Append(&out,
           Paint(Cat(undecided, " of the list are not decided about: the figures are not final"),
                 Ink::kWarning, canvas.colour),
           "\n");
  }
  if (!result.found_below.empty()) {
    Append(&out, "Suitable, yet below the line (missed):", Names(result.found_below), "\n");
  }
  if (!result.doubtful.empty()) {
    Append(&out, "Above the line, yet not taken (surfaced):", Names(result.doubtful), "\n");
  }
  return out;
}

}  // namespace utvalg::cli
