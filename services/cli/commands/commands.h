// SPDX-License-Identifier: Apache-2.0
//
// The commands of utvalg, one file each. Add…() puts a command and its options into the program's
// grammar; when the command is the one that was typed, *chosen becomes what it does. Called once by
// app.cc, on the main thread.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "absl/status/status.h"

namespace utvalg::cli {

using Action = std::function<absl::Status()>;

// For numbers that begin at 1.
inline CLI::Validator FromOne() {
  return CLI::Validator(
      [](std::string& text) {
        const bool digits =
            !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
        const bool zero = text.find_first_not_of('0') == std::string::npos;
        return digits && !zero && text.size() < 10
                   ? ""
                   : "it must be a whole number from 1, not " + text;
      },
      "");
}

void AddScreen(CLI::App* program, Action* chosen);
void AddParse(CLI::App* program, Action* chosen);
void AddUp(CLI::App* program, Action* chosen);
void AddJob(CLI::App* program, Action* chosen);
void AddSubmit(CLI::App* program, Action* chosen);
void AddStatus(CLI::App* program, Action* chosen);
void AddRank(CLI::App* program, Action* chosen);
void AddExplain(CLI::App* program, Action* chosen);
void AddReplay(CLI::App* program, Action* chosen);
void AddSearch(CLI::App* program, Action* chosen);
void AddSimilar(CLI::App* program, Action* chosen);
void AddDuplicates(CLI::App* program, Action* chosen);
void AddDecide(CLI::App* program, Action* chosen);
void AddDecline(CLI::App* program, Action* chosen);
void AddHistory(CLI::App* program, Action* chosen);
void AddReview(CLI::App* program, Action* chosen);
void AddCandidate(CLI::App* program, Action* chosen);
void AddAudit(CLI::App* program, Action* chosen);
void AddPages(CLI::App* program, Action* chosen);
void AddErase(CLI::App* program, Action* chosen);
void AddKeys(CLI::App* program, Action* chosen);
void AddFairness(CLI::App* program, Action* chosen);
void AddPilot(CLI::App* program, Action* chosen);
void AddTraining(CLI::App* program, Action* chosen);
void AddReport(CLI::App* program, Action* chosen);
void AddTaxonomy(CLI::App* program, Action* chosen);
void AddTopics(CLI::App* program, Action* chosen);
void AddDoctor(CLI::App* program, Action* chosen);
void AddCompletion(CLI::App* program, Action* chosen);

}  // namespace utvalg::cli
