// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/completion.h"

#include <memory>
#include <string>

#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"

namespace utvalg::cli {
namespace {

CommandSpec SpecOf(const CLI::App* command) {
  CommandSpec spec{command->get_name(), command->get_description(), {}, {}};
  for (const CLI::Option* option : command->get_options()) {
    for (const std::string& name : option->get_lnames()) {
      spec.options.push_back(
          {"--" + name, option->get_description(), option->get_items_expected_max() > 0});
    }
  }
  for (const CLI::App* inner : command->get_subcommands({})) spec.commands.push_back(SpecOf(inner));
  return spec;
}

}  // namespace

void AddCompletion(CLI::App* program, Action* chosen) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command =
      program->add_subcommand("completion", "Print the completion script for a shell");
  command->add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}))
      ->type_name("SHELL");
  command->callback([=] {
    *chosen = [program, shell] {
      const CommandSpec spec = SpecOf(program);
      if (*shell == "bash") return Print(BashCompletion(spec));
      return Print(*shell == "zsh" ? ZshCompletion(spec) : FishCompletion(spec));
    };
  });
}

}  // namespace utvalg::cli
