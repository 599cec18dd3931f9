// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/pool_views.h"

#include <utility>

#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {
namespace {

namespace rank = utvalg::rank::v1;

constexpr char kPartly[] = "\nPart of the applications could not be asked; ask again.\n";

std::string Named(const Revealed& files, const std::string& application_id) {
  const auto found = files.find(application_id);
  return found == files.end() ? application_id : Cat(application_id, " ", found->second);
}

Column Application(const Revealed& files) {
  return {.title = "Application", .flexible = files.empty() ? 0U : 2U};
}

// "file" stands beside the application only where it was asked for.
void AddApplication(const char* id_name, const char* file_name, const Revealed& files,
                    const std::string& application_id, Json* json) {
  (*json)[id_name] = application_id;
  const auto found = files.find(application_id);
  if (found != files.end()) (*json)[file_name] = found->second;
}

void AddQuote(const rank::Quote& quote, Json* json) {
  if (quote.text().empty()) return;
  (*json)["quote"] = quote.text();
  (*json)["section"] = Token(quote.section());
  (*json)["chars"] = {quote.character_begin(), quote.character_end()};
}

std::string Quoted(const rank::Quote& quote) {
  return Cat("“", quote.text(), "” ", SectionWords(quote.section()));
}

std::string Whom(uint32_t searched) {
  return Cat("\nSearched: ", searched, searched == 1 ? " person who agreed" : " people who agreed",
             " to be found and whom the filters leave.\n");
}

}  // namespace

std::string SearchText(const rank::SearchCandidatesResponse& found, const Revealed& files,
                       const Canvas& canvas) {
  Table table({{.title = "Score", .right = true},
               Application(files),
               {.title = "Passage", .flexible = 5, .max_lines = 4}});
  for (const auto& hit : found.hits()) {
    Cell score = {hit.score() == 0 ? "" : ScoreWords(hit.score()), Ink::kBold};
    Cell application = {Named(files, hit.application_id())};
    // The second row and what follows are about the same person.
    const auto add = [&](std::string text) {
      table.AddRow({std::exchange(score, {}), std::exchange(application, {}), {std::move(text)}});
    };
    if (!hit.quote().text().empty()) add(Quoted(hit.quote()));
    for (const auto& matched : hit.matched()) {
      add(Cat(
          matched.filter(), ": ",
          matched.quote().text().empty() ? "the CV is written in it" : Quoted(matched.quote())));
    }
    if (!application.text.empty()) add("");
  }
  return Cat(found.hits_size() == 0 ? "Nothing found.\n" : table.Render(canvas),
             Whom(found.searched()), found.partial() ? kPartly : "");
}

Json SearchJson(const rank::SearchCandidatesResponse& found, const Revealed& files) {
  Json json;
  json["searched"] = found.searched();
  json["partial"] = found.partial();
  json["hits"] = Json::array();
  for (const auto& hit : found.hits()) {
    Json item;
    AddApplication("application_id", "file", files, hit.application_id(), &item);
    item["score"] = Millionths(hit.score());
    item["meaning"] = Millionths(hit.meaning());
    item["words"] = Millionths(hit.words());
    AddQuote(hit.quote(), &item);
    item["matched"] = Json::array();
    for (const auto& matched : hit.matched()) {
      Json one;
      one["filter"] = matched.filter();
      AddQuote(matched.quote(), &one);
      item["matched"].push_back(std::move(one));
    }
    json["hits"].push_back(std::move(item));
  }
  return json;
}

std::string SimilarText(const rank::FindSimilarResponse& found, const Revealed& files,
                        const Canvas& canvas) {
  Table table({{.title = "Near", .right = true},
               Application(files),
               {.title = "Theirs", .flexible = 4, .max_lines = 4},
               {.title = "This one's", .flexible = 4, .max_lines = 4}});
  for (const auto& hit : found.hits()) {
    bool first = true;
    for (const auto& pair : hit.passages()) {
      table.AddRow({{first ? ScoreWords(hit.nearness()) : "", Ink::kBold},
                    {first ? Named(files, hit.application_id()) : ""},
                    {Quoted(pair.other())},
                    {Quoted(pair.own()), Ink::kDim}});
      first = false;
    }
  }
  return Cat(found.hits_size() == 0 ? "Nothing found.\n" : table.Render(canvas),
             Whom(found.searched()), found.partial() ? kPartly : "");
}

Json SimilarJson(const rank::FindSimilarResponse& found, const Revealed& files) {
  Json json;
  json["searched"] = found.searched();
  json["partial"] = found.partial();
  json["hits"] = Json::array();
  for (const auto& hit : found.hits()) {
    Json item;
    AddApplication("application_id", "file", files, hit.application_id(), &item);
    item["nearness"] = Millionths(hit.nearness());
    item["passages"] = Json::array();
    for (const auto& pair : hit.passages()) {
      Json one;
      one["nearness"] = Millionths(pair.nearness());
      AddQuote(pair.own(), &one["own"]);
      AddQuote(pair.other(), &one["other"]);
      item["passages"].push_back(std::move(one));
    }
    json["hits"].push_back(std::move(item));
  }
  return json;
}

std::string DuplicatesText(const rank::FindDuplicatesResponse& found, const Revealed& files,
                           const Canvas& canvas) {
  if (found.pairs_size() == 0) {
    return Cat("No two applications are nearly the same.\n", found.partial() ? kPartly : "");
  }
  Table table({{.title = "Alike", .right = true},
               {.title = "Application", .flexible = 1},
               {.title = "And", .flexible = 1}});
  for (const auto& pair : found.pairs()) {
    table.AddRow({{ScoreWords(pair.likeness()), Ink::kBold},
                  {Named(files, pair.application_id())},
                  {Named(files, pair.other())}});
  }
  return Cat(
      table.Render(canvas),
      "\nOne person may have applied twice, or a text was copied. It moves no score: look at "
      "both.\n",
      found.partial() ? kPartly : "");
}

Json DuplicatesJson(const rank::FindDuplicatesResponse& found, const Revealed& files) {
  Json json;
  json["partial"] = found.partial();
  json["pairs"] = Json::array();
  for (const auto& pair : found.pairs()) {
    Json item;
    AddApplication("application_id", "file", files, pair.application_id(), &item);
    AddApplication("other", "other_file", files, pair.other(), &item);
    item["likeness"] = Millionths(pair.likeness());
    json["pairs"].push_back(std::move(item));
  }
  return json;
}

}  // namespace utvalg::cli
