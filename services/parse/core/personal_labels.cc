// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/personal_labels.h"

#include <algorithm>
#include <optional>

#include "common/base/utf8.h"
#include "common/base/words.h"
#include "common/lexicon/dates.h"
#include "common/lexicon/phrases.h"
#include "services/parse/core/name_parts.h"
#include "services/parse/core/referees.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using namespace utvalg::identity::v1;  // NOLINT: reasons.

enum class Scope : uint8_t { kAnywhere, kOwn };

struct Label {
  RedactionReason reason = REDACTION_REASON_UNSPECIFIED;
  Scope scope = Scope::kAnywhere;
};

struct LabelList {
  RedactionReason reason;
  Scope scope;
  std::string_view labels;
};

constexpr LabelList kLabels[] = {
#include "services/parse/core/personal_labels.inc"
};

const lexicon::PhraseTable<Label>& Labels() {
  static const auto& table = *[] {
    auto* labels = new lexicon::PhraseTable<Label>();
    for (const LabelList& list : kLabels) labels->Add(list.labels, {list.reason, list.scope});
    return labels;
  }();
  return table;
}

// A label where it stands: its words, and where its value begins.
struct FoundLabel {
  Label label;
  size_t begin = 0;
  size_t end = 0;
  size_t value = 0;
  bool colon = false;  // A colon or tab says that it is a label.
  bool dash = false;   // A dash does so in the own sections.
};

std::optional<FoundLabel> LabelAt(std::string_view lower, size_t at) {
  lexicon::PhraseTable<Label>::Hit hit;
  if (!Labels().At(lower, at, &hit)) return std::nullopt;
  FoundLabel found{hit.value, hit.begin, hit.end, hit.end, false};
  size_t next = hit.end;
  // A remark in brackets belongs to the label: "Telefon (mobil): ...".
  if (lower.substr(next).starts_with(" (")) {
    const size_t close = lower.find(')', next);
    if (close != std::string_view::npos && close - next < 24 && close + 1 < lower.size() &&
        lower[close + 1] == ':')
      next = close + 1;
  }
  while (next < lower.size() && lower[next] == ' ') ++next;
  if (next < lower.size() && (lower[next] == ':' || lower[next] == '\t' || lower[next] == '=')) {
    found.colon = true;
    ++next;
    if (next < lower.size() && lower[next] == '-') ++next;
  } else if (lower.substr(next).starts_with("- ") || lower.substr(next).starts_with("– ")) {
    found.dash = true;
    next += lower[next] == '-' ? 1 : 3;
  }
  while (next < lower.size() && (lower[next] == ' ' || lower[next] == '\t' || lower[next] == ':'))
    ++next;
  found.value = next;
  return found;
}

// Signs behind which a new field begins.
bool PartsFields(char32_t c) {
  return c == '\t' || c == '|' || c == ';' ||
         (c > 0x7F && (IsBulletGlyph(c) || IsSeparatorGlyph(c)));
}

// All labels of a paragraph that stand where fields begin: at its start, behind a separator, or
// anywhere with a colon.
std::vector<FoundLabel> LabelsOf(std::string_view lower) {
  std::vector<FoundLabel> labels;
  bool field_start = true;
  for (size_t at = 0; at < lower.size();) {
    size_t next = at;
    const char32_t c = NextCodePoint(lower, &next);
    if (IsLetter(c) && !WordEndsAt(lower, at)) {
      const std::optional<FoundLabel> found = LabelAt(lower, at);
      if (found.has_value() && (found->colon || field_start)) {
        labels.push_back(*found);
        at = std::max(found->value, found->end);
        field_start = false;
        continue;
      }
    }
    if (PartsFields(c) || c == ',') {
      field_start = true;
    } else if (IsLetter(c) || IsDigit(c)) {
      field_start = false;
    }
    at = next;
  }
  return labels;
}

// A label of any words in a text: "Ønsket arbeidssted: Oslo", "Languages Known : Tamil". Ends the
// value before it.
size_t NextUnknownLabel(std::string_view text, size_t from) {
  size_t colon = text.find(':', from);
  while (colon != std::string_view::npos && colon + 1 < text.size() && text[colon + 1] != ' ')
    colon = text.find(':', colon + 1);
  if (colon == std::string_view::npos) return std::string_view::npos;
  size_t end = colon;
  while (end > from && text[end - 1] == ' ') --end;
  // Back to the nearest word with a capital, over at most two small ones.
  size_t begin = end;
  for (int words = 0; words < 3 && begin > from; ++words) {
    while (begin > from && text[begin - 1] == ' ') --begin;
    while (begin > from && text[begin - 1] != ' ' && text[begin - 1] != ',' &&
           text[begin - 1] != ';' && text[begin - 1] != '.')
      --begin;
    const std::string_view word = text.substr(begin, end - begin);
    if (HasDigit(word)) break;
    if (StartsUpper(word)) return begin > from ? begin : std::string_view::npos;
  }
  return std::string_view::npos;
}

class Reader {
 public:
  Reader(const RedactContext& context, RedactionFindings* findings)
      : context_(context), findings_(findings) {}

  void Read() {
    for (size_t p = 0; p < context_.paragraphs.size(); ++p) {
      const ContextParagraph& paragraph = context_.paragraphs[p];
      if (paragraph.heading && !IsLabelHeading(p)) continue;
      ReadParagraph(p, paragraph);
    }
  }

 private:
  // "Adresse" or "Website" over its value is a heading and a label; "Personalia" is no label.
  bool IsLabelHeading(size_t p) const {
    const ContextParagraph& paragraph = context_.paragraphs[p];
    const std::optional<FoundLabel> label = LabelAt(paragraph.lower, 0);
    return label.has_value() && label->label.reason != REDACTION_REASON_UNSPECIFIED &&
           label->label.reason != REDACTION_REASON_REFERENCE &&
           label->value >= paragraph.lower.size() && paragraph.Own();
  }

  void ReadParagraph(size_t p, const ContextParagraph& paragraph) {
    const std::vector<FoundLabel> labels = LabelsOf(paragraph.lower);
    for (size_t i = 0; i < labels.size(); ++i) {
      const FoundLabel& label = labels[i];
      if (!Counts(label, paragraph)) continue;
      const size_t next = i + 1 < labels.size() ? labels[i + 1].begin : paragraph.text.size();
      const size_t end = EndOfField(paragraph, label, next);
      if (label.value >= end) {
        if (labels.size() == 1) ReadNext(p, label);
        continue;
      }
      Add(p, paragraph, label, label.value, end);
    }
  }

  static bool Counts(const FoundLabel& label, const ContextParagraph& paragraph) {
    if (label.label.reason == REDACTION_REASON_UNSPECIFIED) return false;
    const bool own = paragraph.Own();
    if (label.label.scope == Scope::kOwn && !own) return false;
    if (label.label.reason == REDACTION_REASON_REFERENCE)
      return label.colon && paragraph.zone != Zone::kReferences;
    // Without a colon only what is a value by its look, or a whole line of the personal section.
    if (label.colon || (label.dash && own) || label.value >= paragraph.lower.size()) return true;
    const std::string_view value = std::string_view(paragraph.lower).substr(label.value);
    switch (label.label.reason) {
      case REDACTION_REASON_BIRTH_DATE:
        return StartsWithDate(value);
      case REDACTION_REASON_NATIONAL_ID:
      case REDACTION_REASON_BANK_ACCOUNT:
        return HasDigit(value.substr(0, 20));
      case REDACTION_REASON_NAME:
      case REDACTION_REASON_ADDRESS:
      case REDACTION_REASON_LINK:
      case REDACTION_REASON_HEALTH:
      case REDACTION_REASON_RELIGION:
      case REDACTION_REASON_POLITICS:
      case REDACTION_REASON_UNION:
        return false;
      default:
        return own && CountWords(value) <= 6;
    }
  }

  static bool StartsWithDate(std::string_view value) {
    const auto periods = lexicon::FindPeriods(value.substr(0, 48));
    return !periods.empty() && periods.front().begin_byte <= 8;
  }

  // A value ends at a separator, at another label, and, for values of one date or number, behind
  // it.
  static size_t EndOfField(const ContextParagraph& paragraph, const FoundLabel& label,
                           size_t next_label) {
    const std::string_view text = paragraph.text.substr(0, next_label);
    size_t end = text.size();
    for (size_t at = label.value; at < text.size();) {
      size_t next = at;
      const char32_t c = NextCodePoint(text, &next);
      if (PartsFields(c)) {
        end = at;
        break;
      }
      at = next;
    }
    if (label.label.reason != REDACTION_REASON_ADDRESS) {
      end = std::min(end, NextUnknownLabel(text.substr(0, end), label.value));
    }
    if (paragraph.Own() && paragraph.text.size() < 200) return end;
    // In running text a value is short: it ends with its sentence.
    for (size_t at = label.value; at + 1 < end; ++at) {
      if (text[at] == '.' && text[at + 1] == ' ' && at + 2 < end &&
          StartsUpper(text.substr(at + 2)) && !HasDigit(text.substr(at - 1, 1)))
        return at;
    }
    return end;
  }

  // The value in the next cell of the row, or in the next paragraph.
  void ReadNext(size_t p, const FoundLabel& label) {
    if (p + 1 >= context_.paragraphs.size()) return;
    const Paragraph& here = context_.document->paragraphs[p];
    const Paragraph& there = context_.document->paragraphs[p + 1];
    const ContextParagraph& next = context_.paragraphs[p + 1];
    const bool same_row = here.table != 0 && here.table == there.table && here.row == there.row;
    // "Full name:" over a name says so under any heading.
    const bool named = label.label.reason == REDACTION_REASON_NAME && label.colon &&
                       HasNameShape(next.text) && CountWords(next.text) <= 5;
    const bool stacked = (here.table == 0 || here.table == there.table) &&
                         (named || (context_.paragraphs[p].Own() && next.Own())) &&
                         CountWords(next.text) <= 12;
    if ((!same_row && !stacked) || next.heading || !LabelsOf(next.lower).empty()) return;
    if (label.label.reason == REDACTION_REASON_LINK &&
        next.text.find_first_of("./@:") == std::string_view::npos && CountWords(next.text) > 3)
      return;
    Add(p + 1, next, label, 0, next.text.size());
  }

  void Add(size_t p, const ContextParagraph& paragraph, const FoundLabel& label, size_t begin,
           size_t end) {
    const std::string_view value = TrimSeparators(paragraph.text.substr(begin, end - begin));
    if (value.empty()) return;
    begin = static_cast<size_t>(value.data() - paragraph.text.data());
    end = begin + value.size();
    if (label.label.reason == REDACTION_REASON_REFERENCE) {
      FindRefereeNames(paragraph, p, begin, end, findings_);
      return;
    }
    if (label.label.reason == REDACTION_REASON_BIRTH_DATE) {
      AddBirth(p, paragraph, begin, end);
      return;
    }
    if (label.label.reason == REDACTION_REASON_NATIONAL_ID ||
        label.label.reason == REDACTION_REASON_BANK_ACCOUNT) {
      for (std::string_view stop : {", ", " og ", " and "})
        end = std::min(end, paragraph.text.find(stop, begin));
    }
    if (label.label.reason == REDACTION_REASON_AGE && !HasDigit(value)) return;
    const bool number = label.label.reason == REDACTION_REASON_PHONE;
    if (number &&
        std::count_if(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }) < 5)
      return;
    if (label.label.reason == REDACTION_REASON_NAME && value.size() < 2) return;
    if (label.label.reason == REDACTION_REASON_LINK && CountWords(value) > 3 &&
        value.find("//") == std::string_view::npos)
      return;
    if (label.label.reason == REDACTION_REASON_EMAIL && !NarrowToAddress(paragraph, &begin, &end))
      return;
    findings_->push_back({p, begin, end, label.label.reason});
  }

  // "E-post: ola@post.no - mobil 22 33 44 55": the address alone. False where the words behind the
  // label are none ("Email me on ...").
  static bool NarrowToAddress(const ContextParagraph& paragraph, size_t* begin, size_t* end) {
    const std::string_view text = paragraph.text;
    const std::string_view value = text.substr(*begin, *end - *begin);
    const size_t sign = value.find('@');
    if (sign == std::string_view::npos)
      return CountWords(value) == 1 || (CountWords(value) == 2 && value.find('.') < value.size());
    const size_t first = value.find_last_of(" \t", sign) + 1;
    const size_t last = std::min(value.find_first_of(" \t", sign), value.size());
    if (first == sign || last == sign + 1) return true;
    *end = *begin + last;
    *begin += first;
    return true;
  }

  // "Født: 12.05.1985 i Bergen, 38 år": the date; what follows it in the own sections is where, and
  // how old.
  void AddBirth(size_t p, const ContextParagraph& paragraph, size_t begin, size_t end) {
    const std::string_view value = paragraph.text.substr(begin, end - begin);
    const auto periods = lexicon::FindPeriods(value);
    if (periods.empty()) {
      if (paragraph.Own() && HasDigit(value) && CountWords(value) <= 4)
        findings_->push_back({p, begin, end, REDACTION_REASON_BIRTH_DATE});
      return;
    }
    const size_t date_end = begin + periods.front().end_byte;
    findings_->push_back({p, begin, date_end, REDACTION_REASON_BIRTH_DATE});
    const std::string_view rest = TrimSeparators(paragraph.text.substr(date_end, end - date_end));
    if (paragraph.Own() && !rest.empty() && CountWords(rest) <= 5 && paragraph.text.size() < 120) {
      const size_t at = static_cast<size_t>(rest.data() - paragraph.text.data());
      findings_->push_back({p, at, at + rest.size(),
                            HasDigit(rest) ? REDACTION_REASON_AGE : REDACTION_REASON_NATIONALITY});
    }
  }

  const RedactContext& context_;
  RedactionFindings* findings_;
};

}  // namespace

void FindLabelledValues(const RedactContext& context, RedactionFindings* findings) {
  Reader(context, findings).Read();
}

size_t PersonalLabelLength(std::string_view lower) {
  const std::optional<FoundLabel> found = LabelAt(lower, 0);
  if (!found.has_value() || found->label.reason == REDACTION_REASON_UNSPECIFIED) return 0;
  return found->value;
}

}  // namespace utvalg::parse
