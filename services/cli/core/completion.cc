// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/completion.h"

#include <string_view>

#include "absl/strings/str_replace.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

// Inside single quotes of any of the three shells nothing is special but the quote itself.
std::string Quoted(const std::string& text) {
  return Cat("'", absl::StrReplaceAll(text, {{"'", "’"}}), "'");
}

// Of zsh's "name:description" and "--option[description]".
std::string ZshSafe(const std::string& text) {
  return absl::StrReplaceAll(text, {{"'", "’"}, {"[", "("}, {"]", ")"}, {":", " –"}});
}

// Names to offer once these commands were typed.
std::string WordsOf(const CommandSpec& command) {
  std::string words;
  for (const CommandSpec& inner : command.commands)
    Append(&words, words.empty() ? "" : " ", inner.name);
  for (const OptionSpec& option : command.options)
    Append(&words, words.empty() ? "" : " ", option.name);
  return words;
}

void BashCases(const CommandSpec& command, const std::string& path, std::string* out) {
  Append(out, "    ", Quoted(path), ") words=", Quoted(WordsOf(command)), " ;;\n");
  for (const CommandSpec& inner : command.commands) {
    BashCases(inner, path.empty() ? inner.name : Cat(path, " ", inner.name), out);
  }
}

std::string CommandNames(const CommandSpec& command, std::string_view separator) {
  std::string names;
  for (const CommandSpec& inner : command.commands) {
    Append(&names, names.empty() ? "" : separator, inner.name);
  }
  return names;
}

void ZshArguments(const CommandSpec& command, const std::string& indent, std::string* out) {
  Append(out, indent, "_arguments");
  for (const OptionSpec& option : command.options) {
    Append(out, " \\\n", indent, "  '", option.name, "[", ZshSafe(option.description), "]",
           option.takes_value ? ":value:_files'" : "'");
  }
  Append(out, " \\\n", indent, "  '*:file:_files'\n");
}

void ZshDescribe(const CommandSpec& command, const std::string& indent, std::string* out) {
  Append(out, indent, "local -a names=(\n");
  for (const CommandSpec& inner : command.commands) {
    Append(out, indent, "  '", inner.name, ":", ZshSafe(inner.description), "'\n");
  }
  Append(out, indent, ")\n", indent, "_describe command names\n");
}

void FishOptions(const CommandSpec& command, const std::string& condition, std::string* out) {
  for (const OptionSpec& option : command.options) {
    const bool is_long = option.name.starts_with("--");
    Append(out, "complete -c utvalg -n ", Quoted(condition), is_long ? " -l " : " -s ",
           option.name.substr(is_long ? 2 : 1), option.takes_value ? " -r" : "", " -d ",
           Quoted(option.description), "\n");
  }
}

}  // namespace

std::string BashCompletion(const CommandSpec& program) {
  std::string cases;
  BashCases(program, "", &cases);
  std::string known;
  for (const CommandSpec& command : program.commands) {
    Append(&known, known.empty() ? "" : " ", command.name);
    for (const CommandSpec& inner : command.commands) Append(&known, " ", inner.name);
  }
  return Cat(
      "# bash completion of utvalg: source it, or save it as "
      "~/.local/share/bash-completion/completions/utvalg\n"
      "_utvalg() {\n"
      "  local current=${COMP_WORDS[COMP_CWORD]} path='' words='' word i\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    word=${COMP_WORDS[i]}\n"
      "    [[ \" ",
      known,
      " \" == *\" $word \"* ]] && path=${path:+$path }$word\n"
      "  done\n"
      "  case $path in\n",
      cases,
      "  esac\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      "}\n"
      "complete -o default -o bashdefault -F _utvalg utvalg\n");
}

std::string ZshCompletion(const CommandSpec& program) {
  std::string out =
      "#compdef utvalg\n# zsh completion of utvalg: save it as _utvalg in a folder of $fpath\n"
      "_utvalg() {\n  if (( CURRENT == 2 )); then\n";
  ZshDescribe(program, "    ", &out);
  out += "    return\n  fi\n  case $words[2] in\n";
  for (const CommandSpec& command : program.commands) {
    Append(&out, "    ", command.name, ")\n");
    if (!command.commands.empty()) {
      out += "      if (( CURRENT == 3 )); then\n";
      ZshDescribe(command, "        ", &out);
      out += "        return\n      fi\n      case $words[3] in\n";
      for (const CommandSpec& inner : command.commands) {
        Append(&out, "        ", inner.name, ")\n");
        ZshArguments(inner, "          ", &out);
        out += "          ;;\n";
      }
      out += "      esac\n";
    } else {
      ZshArguments(command, "      ", &out);
    }
    out += "      ;;\n";
  }
  return out + "  esac\n}\n_utvalg \"$@\"\n";
}

std::string FishCompletion(const CommandSpec& program) {
  std::string out =
      "# fish completion of utvalg: save it as ~/.config/fish/completions/utvalg.fish\n";
  for (const CommandSpec& command : program.commands) {
    Append(&out, "complete -c utvalg -f -n __fish_use_subcommand -a ", command.name, " -d ",
           Quoted(command.description), "\n");
  }
  FishOptions(program, "__fish_use_subcommand", &out);
  for (const CommandSpec& command : program.commands) {
    const std::string seen = Cat("__fish_seen_subcommand_from ", command.name);
    FishOptions(command, seen, &out);
    const std::string none_yet =
        Cat(seen, "; and not __fish_seen_subcommand_from ", CommandNames(command, " "));
    for (const CommandSpec& inner : command.commands) {
      Append(&out, "complete -c utvalg -f -n ", Quoted(none_yet), " -a ", inner.name, " -d ",
             Quoted(inner.description), "\n");
      FishOptions(inner, Cat(seen, "; and __fish_seen_subcommand_from ", inner.name), &out);
    }
  }
  return out;
}

}  // namespace utvalg::cli
