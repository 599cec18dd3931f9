// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "services/cli/core/explain/sheet.h"
#include "services/cli/core/ink.h"
#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {
namespace {

constexpr size_t kWidest = 80;  // Longer lines of running text are hard to read.
constexpr size_t kRuled = 40;

class TextWriter : public Sheet {
 public:
  explicit TextWriter(const Canvas& canvas)
      : width_(std::min(canvas.width, kWidest)), colour_(canvas.colour) {}

  void Title(std::string_view title, const SheetFacts& facts) override {
    Append(&out_, Paint(Printable(title), Ink::kBold, colour_), "\n\n");
    size_t widest = 0;
    for (const auto& [name, value] : facts) widest = std::max(widest, DisplayWidth(name));
    for (const auto& [name, value] : facts) {
      Append(&out_, Paint(name, Ink::kDim, colour_),
             std::string(widest - DisplayWidth(name) + 2, ' '), Printable(value), "\n");
    }
  }

  void Section(std::string_view heading) override {
    Append(&out_, "\n", Paint(heading, Ink::kAccent, colour_), "\n");
  }

  void Paragraph(std::string_view text) override {
    out_ += "\n";
    Lines("", "", text);
  }

  void Quotation(std::string_view text) override {
    out_ += "\n";
    Lines("  “", "   ", Cat(text, "”"));
  }

  void Items(const std::vector<std::string>& items) override {
    out_ += "\n";
    for (const std::string& item : items) Lines("– ", "  ", item);
  }

  void Criterion(const SheetCriterion& criterion) override {
    const std::string number = Cat(criterion.number, ". ");
    const std::string inner(number.size(), ' ');
    out_ += "\n";
    Lines(number, inner,
          criterion.must ? Cat(criterion.text, " (", criterion.tag, ")") : criterion.text,
          Ink::kBold);
    std::string line(Paint(criterion.state, FoundInk(criterion.found), colour_));
    for (const std::string* more : {&criterion.score, &criterion.weight}) {
      if (!more->empty()) Append(&line, " · ", *more);
    }
    Append(&out_, inner, line, "\n");
    if (!criterion.before_quotes.empty()) {
      Append(&out_, inner, "  ", criterion.before_quotes, "\n");
    }
    for (const auto& quote : criterion.quotes) {
      Lines(Cat(inner, "  “"), Cat(inner, "   "), Cat(quote.text, "”"));
      Append(&out_, inner, "   ", Paint(quote.place, Ink::kDim, colour_), "\n");
    }
    if (criterion.quotes.empty() && !criterion.without_quotes.empty()) {
      Lines(Cat(inner, "  "), Cat(inner, "  "), criterion.without_quotes);
    }
    if (!criterion.question.empty()) {
      Lines(Cat(inner, criterion.ask, ": "), inner, criterion.question);
    }
    if (!criterion.notes.empty()) {
      Append(&out_, inner, criterion.notes, ": ", std::string(kRuled, '_'), "\n");
    }
  }

  void FillIn(const std::vector<std::string_view>& labels) override {
    out_ += "\n";
    for (const std::string_view label : labels) {
      Append(&out_, label, ":\n", std::string(kRuled, '_'), "\n");
    }
  }

  void Note(std::string_view text) override { Paragraph(text); }

  void Digests(std::string_view heading, const SheetFacts& facts) override {
    Section(heading);
    for (const auto& [name, value] : facts) Append(&out_, name, " ", Printable(value), "\n");
  }

  std::string Take() override { return std::move(out_); }

 private:
  // Wrapped, with `first` before the first line and `rest` before the others.
  void Lines(std::string_view first, std::string_view rest, std::string_view text,
             Ink ink = Ink::kPlain) {
    const size_t left = std::max(DisplayWidth(first), DisplayWidth(rest));
    std::string_view before = first;
    for (const std::string& line : Wrap(Printable(text), width_ - std::min(left, width_ / 2), 0)) {
      Append(&out_, before, Paint(line, ink, colour_), "\n");
      before = rest;
    }
  }

  const size_t width_;
  const bool colour_;
  std::string out_;
};

}  // namespace

std::unique_ptr<Sheet> TextSheet(const Canvas& canvas) {
  return std::make_unique<TextWriter>(canvas);
}

}  // namespace utvalg::cli
