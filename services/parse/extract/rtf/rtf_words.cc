// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/rtf/rtf_words.h"

#include <set>
#include <unordered_map>

namespace utvalg::extract {

bool IsSkippedDestination(std::string_view word) {
  static const std::set<std::string_view> kSkipped = {"pict",       "object",
                                                      "themedata",  "colorschememapping",
                                                      "datastore",  "latentstyles",
                                                      "listtable",  "listoverridetable",
                                                      "rsidtbl",    "generator",
                                                      "xmlnstbl",   "mmathPr",
                                                      "filetbl",    "revtbl",
                                                      "pnseclvl",   "sp",
                                                      "shprslt",    "nonshppict",
                                                      "atnid",      "atnauthor",
                                                      "annotation", "atrfstart",
                                                      "atrfend",    "bkmkstart",
                                                      "bkmkend",    "template",
                                                      "operator",   "company",
                                                      "doccomm",    "xe",
                                                      "tc",         "rxe",
                                                      "txe",        "ftnsep",
                                                      "ftnsepc",    "ftncn",
                                                      "aftnsep",    "aftnsepc",
                                                      "aftncn",     "ftnsepc",
                                                      "docvar",     "wgrffmtfilter",
                                                      "panose",     "falt",
                                                      "blipuid",    "picprop",
                                                      "objdata",    "objclass",
                                                      "datafield",  "formfield",
                                                      "private",    "userprops"};
  return kSkipped.count(word) > 0;
}

bool IsKnownDestination(std::string_view word) {
  static const std::set<std::string_view> kKnown = {"shpinst",  "shptxt", "fldinst", "shppict",
                                                    "listtext", "pntext", "cs",      "ts",
                                                    "footnote", "ud",     "pn"};
  return kKnown.count(word) > 0;
}

std::string CharacterOf(std::string_view word) {
  static const std::unordered_map<std::string_view, const char*> kCharacters = {
      {"emdash", "—"},    {"endash", "–"},    {"bullet", "•"},  {"lquote", "‘"},  {"rquote", "’"},
      {"ldblquote", "“"}, {"rdblquote", "”"}, {"emspace", " "}, {"enspace", " "}, {"qmspace", " "}};
  const auto found = kCharacters.find(word);
  return found == kCharacters.end() ? "" : found->second;
}

}  // namespace utvalg::extract
