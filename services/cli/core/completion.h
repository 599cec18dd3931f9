// SPDX-License-Identifier: Apache-2.0
//
// Completion scripts for the shells, made from the commands as they are, so that they cannot grow
// stale. Pure.
#pragma once

#include <string>
#include <vector>

namespace utvalg::cli {

struct OptionSpec {
  std::string name;  // With its dashes.
  std::string description;
  bool takes_value = false;
};

struct CommandSpec {
  std::string name;
  std::string description;
  std::vector<OptionSpec> options;
  std::vector<CommandSpec> commands;
};

std::string BashCompletion(const CommandSpec& program);
std::string ZshCompletion(const CommandSpec& program);
std::string FishCompletion(const CommandSpec& program);

}  // namespace utvalg::cli
