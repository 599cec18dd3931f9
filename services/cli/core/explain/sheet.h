// SPDX-License-Identifier: Apache-2.0
//
// A document of a page or a few, written top to bottom once and rendered as text for the terminal
// or as one HTML page for screen and paper. Texts are made harmless here: what a CV holds can
// neither steer a terminal nor become markup. One thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/cli/core/table.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::cli {

using SheetFacts = std::vector<std::pair<std::string, std::string>>;

// A criterion with what the CV says about it.
struct SheetCriterion {
  struct Quote {
    std::string text;  // Blind text.
    std::string place;
  };
  int number = 0;  // In the job.
  std::string text;
  bool must = false;
  std::string tag;    // "required" or "desired", in the sheet's language.
  std::string state;  // "found" …
  utvalg::result::v1::Found found = utvalg::result::v1::FOUND_UNSPECIFIED;
  std::string score;          // "" = not shown.
  std::string weight;         // "" = not shown.
  std::string before_quotes;  // "" = nothing.
  std::vector<Quote> quotes;
  std::string without_quotes;  // Said when there are none; "" = nothing.
  // What is asked about it: a label and a question; "" = no question.
  std::string ask;
  std::string question;
  std::string notes;  // Label of the room for notes; "" = none.
};

class Sheet {
 public:
  virtual ~Sheet() = default;

  virtual void Title(std::string_view title, const SheetFacts& facts) = 0;
  virtual void Section(std::string_view heading) = 0;
  virtual void Paragraph(std::string_view text) = 0;
  virtual void Quotation(std::string_view text) = 0;
  virtual void Items(const std::vector<std::string>& items) = 0;
  virtual void Criterion(const SheetCriterion& criterion) = 0;
  // Lines to fill in by hand.
  virtual void FillIn(const std::vector<std::string_view>& labels) = 0;
  virtual void Note(std::string_view text) = 0;
  virtual void Digests(std::string_view heading, const SheetFacts& facts) = 0;

  // The whole; the sheet is spent.
  virtual std::string Take() = 0;
};

std::unique_ptr<Sheet> TextSheet(const Canvas& canvas);
// `language` is a BCP 47 tag.
std::unique_ptr<Sheet> HtmlSheet(std::string_view language);

}  // namespace utvalg::cli
