// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/blind_paragraphs.h"

#include <algorithm>
#include <array>
#include <map>

#include "common/base/utf8.h"
#include "common/base/words.h"
#include "services/parse/core/personal_labels.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using namespace utvalg::identity::v1;  // NOLINT: reasons.

// Where two findings overlap the later one of this list wins.
constexpr std::array<RedactionReason, 17> kByStrength = {
    REDACTION_REASON_ADDRESS,     REDACTION_REASON_LINK,      REDACTION_REASON_POLITICS,
    REDACTION_REASON_UNION,       REDACTION_REASON_RELIGION,  REDACTION_REASON_HEALTH,
    REDACTION_REASON_NATIONALITY, REDACTION_REASON_FAMILY,    REDACTION_REASON_SEX,
    REDACTION_REASON_AGE,         REDACTION_REASON_REFERENCE, REDACTION_REASON_NAME,
    REDACTION_REASON_BIRTH_DATE,  REDACTION_REASON_PHONE,     REDACTION_REASON_BANK_ACCOUNT,
    REDACTION_REASON_NATIONAL_ID, REDACTION_REASON_EMAIL};

// The order of placeholders on a canonical line.
constexpr std::array<RedactionReason, 17> kCanonical = {
    REDACTION_REASON_NAME,        REDACTION_REASON_ADDRESS,     REDACTION_REASON_PHONE,
    REDACTION_REASON_EMAIL,       REDACTION_REASON_LINK,        REDACTION_REASON_BIRTH_DATE,
    REDACTION_REASON_AGE,         REDACTION_REASON_NATIONAL_ID, REDACTION_REASON_SEX,
    REDACTION_REASON_NATIONALITY, REDACTION_REASON_FAMILY,      REDACTION_REASON_RELIGION,
    REDACTION_REASON_POLITICS,    REDACTION_REASON_UNION,       REDACTION_REASON_HEALTH,
    REDACTION_REASON_REFERENCE,   REDACTION_REASON_BANK_ACCOUNT};

int StrengthOf(RedactionReason reason) {
  return static_cast<int>(std::find(kByStrength.begin(), kByStrength.end(), reason) -
                          kByStrength.begin());
}

// A stretch of a paragraph: identity of one reason, or text that stays (UNSPECIFIED).
struct Stretch {
  size_t begin = 0;
  size_t end = 0;
  RedactionReason reason = REDACTION_REASON_UNSPECIFIED;
};

// Contact and name: a paragraph of nothing else belongs to the header wherever it stands.
bool IsContact(RedactionReason reason) {
  return reason == REDACTION_REASON_NAME || reason == REDACTION_REASON_EMAIL ||
         reason == REDACTION_REASON_PHONE || reason == REDACTION_REASON_ADDRESS ||
         reason == REDACTION_REASON_LINK;
}

// Words between the pieces of identity that say nothing when these are gone.
bool IsFiller(std::string_view text) {
  const std::string lower = LowerAligned(TrimSeparators(text));
  for (size_t at = 0; at < lower.size();) {
    const std::string_view rest = std::string_view(lower).substr(at);
    if (!WordStartsAt(lower, at)) {
      ++at;
      continue;
    }
    if (const size_t label = PersonalLabelLength(rest); label > 0) {
      at += label;
      continue;
    }
    bool known = false;
    for (std::string_view word : {"og",         "and",     "i",
                                  "in",         "på",      "fra",
                                  "from",       "at",      "av",
                                  "by",         "m",       "e",
                                  "t",          "p",       "a",
                                  "w",          "l",       "s",
                                  "år",         "years",   "old",
                                  "gammel",     "gamal",   "side",
                                  "page",       "cv",      "curriculum vitae",
                                  "curriculum", "vitae",   "resume",
                                  "résumé",     "for",     "of",
                                  "the",        "min",     "my",
                                  "er",         "is",      "privat",
                                  "jobb",       "work",    "home",
                                  "født",       "fødd",    "born",
                                  "contact",    "kontakt", "me",
                                  "meg",        "at",      "via",
                                  "siden",      "med",     "with",
                                  "navn",       "name"}) {
      if (rest.starts_with(word) &&
          !(WordStartsAt(lower, at + word.size()) && WordEndsAt(lower, at + word.size()))) {
        at += word.size();
        known = true;
        break;
      }
    }
    if (known) continue;
    // Page numbers.
    size_t digits = 0;
    while (at + digits < lower.size() && lower[at + digits] >= '0' && lower[at + digits] <= '9')
      ++digits;
    if (digits == 0 || digits > 2) return false;
    at += digits;
  }
  return true;
}

class Builder {
 public:
  Builder(const RedactContext& context, const RedactionFindings& findings, RedactedDocument* out)
      : context_(context), document_(*context.document), out_(out) {
    by_paragraph_.resize(context.paragraphs.size());
    for (const RedactionFinding& finding : findings)
      by_paragraph_[finding.paragraph].push_back(finding);
  }

  void Build() {
    out_->document.format = document_.format;
    out_->document.findings = document_.findings;
    out_->document.modified = document_.modified;
    // The header's line stands first; its place is kept until all of it is known.
    header_ = NewBlock(0);
    for (size_t p = 0; p < context_.paragraphs.size(); ++p) AddParagraph(p);
    Flush();
  }

 private:
  // One paragraph of the result before its text is final: a canonical line grows while paragraphs
  // are read.
  struct Block {
    Paragraph paragraph;
    std::vector<AppliedRedaction> redactions;
    bool canonical = false;
    std::map<RedactionReason, std::vector<std::pair<std::string, std::vector<Placement>>>> identity;
  };

  size_t NewBlock(size_t like) {
    Block block;
    block.canonical = true;
    if (like < document_.paragraphs.size())
      block.paragraph.region = document_.paragraphs[like].region;
    blocks_.push_back(std::move(block));
    return blocks_.size() - 1;
  }

  void AddParagraph(size_t p) {
    const ContextParagraph& paragraph = context_.paragraphs[p];
    const std::vector<Stretch> stretches = Stretches(p);
    const bool margin = document_.paragraphs[p].kind == ParagraphKind::kPageHeader ||
                        document_.paragraphs[p].kind == ParagraphKind::kPageFooter;
    const bool plain = stretches.size() == 1 && stretches[0].reason == REDACTION_REASON_UNSPECIFIED;
    if (paragraph.heading && plain) {
      personal_ = kNone;
      AddInline(p, stretches);
      return;
    }
    // A label whose value went to a line of its own goes with it: "Email" over the address.
    if (plain && paragraph.Own() && IsLabel(paragraph.lower)) return;
    if (IsIdentityOnly(paragraph, stretches)) {
      const bool contact = std::all_of(stretches.begin(), stretches.end(), [](const Stretch& s) {
        return s.reason == REDACTION_REASON_UNSPECIFIED || IsContact(s.reason);
      });
      if (paragraph.zone == Zone::kPersonal && !margin) {
        if (personal_ == kNone) personal_ = NewBlock(p);
        Collect(p, stretches, personal_);
        return;
      }
      if (paragraph.Own() || contact) {
        Collect(p, stretches, header_);
        return;
      }
    }
    const bool outside = !paragraph.Own() && !HoldsOwnContact(paragraph, stretches);
    if (plain || outside || IsProse(paragraph, stretches)) {
      AddInline(p, stretches);
      return;
    }
    AddSplit(p, stretches);
  }

  static bool IsLabel(std::string_view lower) {
    const std::string_view text = TrimSeparators(lower);
    const size_t label = PersonalLabelLength(text);
    return label > 0 && TrimSeparators(text.substr(label)).empty();
  }

  // A line of contact details in a sidebar: whether the address shares its line with anything
  // depends on how long it is.
  static bool HoldsOwnContact(const ContextParagraph& paragraph,
                              const std::vector<Stretch>& stretches) {
    return paragraph.zone != Zone::kReferences &&
           std::any_of(stretches.begin(), stretches.end(), [](const Stretch& stretch) {
             return stretch.reason == REDACTION_REASON_EMAIL ||
                    stretch.reason == REDACTION_REASON_PHONE;
           });
  }

  // Findings of a paragraph painted over one another, the stronger ones last.
  std::vector<Stretch> Stretches(size_t p) const {
    const size_t size = context_.paragraphs[p].text.size();
    std::vector<RedactionFinding> findings = by_paragraph_[p];
    std::vector<Stretch> stretches;
    if (findings.empty()) {
      stretches.push_back({0, size, REDACTION_REASON_UNSPECIFIED});
      return stretches;
    }
    std::stable_sort(findings.begin(), findings.end(),
                     [](const RedactionFinding& a, const RedactionFinding& b) {
                       return StrengthOf(a.reason) < StrengthOf(b.reason);
                     });
    std::vector<RedactionReason> paint(size, REDACTION_REASON_UNSPECIFIED);
    for (const RedactionFinding& finding : findings) {
      std::fill(paint.begin() + static_cast<ptrdiff_t>(finding.begin),
                paint.begin() + static_cast<ptrdiff_t>(finding.end), finding.reason);
    }
    for (size_t at = 0; at < size; ++at) {
      if (stretches.empty() || stretches.back().reason != paint[at])
        stretches.push_back({at, at, paint[at]});
      stretches.back().end = at + 1;
    }
    return JoinEqual(p, stretches);
  }

  // Equal neighbours with nothing but separators between them are one; what is left over of a
  // weaker finding under a stronger one, without a letter or figure, is a separator too.
  std::vector<Stretch> JoinEqual(size_t p, const std::vector<Stretch>& stretches) const {
    const std::string_view text = context_.paragraphs[p].text;
    std::vector<Stretch> kept;
    for (Stretch stretch : stretches) {
      const std::string_view piece = text.substr(stretch.begin, stretch.end - stretch.begin);
      const bool content = HasLetter(piece) || HasDigit(piece);
      if (stretch.reason != REDACTION_REASON_UNSPECIFIED && !content)
        stretch.reason = REDACTION_REASON_UNSPECIFIED;
      if (kept.size() >= 2 && stretch.reason != REDACTION_REASON_UNSPECIFIED &&
          kept.back().reason == REDACTION_REASON_UNSPECIFIED &&
          kept[kept.size() - 2].reason == stretch.reason) {
        const std::string_view between =
            text.substr(kept.back().begin, kept.back().end - kept.back().begin);
        if (!HasLetter(between) && !HasDigit(between)) {
          kept.pop_back();
          kept.back().end = stretch.end;
          continue;
        }
      }
      if (!kept.empty() && kept.back().reason == stretch.reason) {
        kept.back().end = stretch.end;
      } else {
        kept.push_back(stretch);
      }
    }
    return kept;
  }

  bool IsIdentityOnly(const ContextParagraph& paragraph,
                      const std::vector<Stretch>& stretches) const {
    bool identity = false;
    for (const Stretch& stretch : stretches) {
      if (stretch.reason != REDACTION_REASON_UNSPECIFIED) {
        identity = true;
      } else if (!IsFiller(paragraph.text.substr(stretch.begin, stretch.end - stretch.begin))) {
        return false;
      }
    }
    return identity;
  }

  // Sentences keep their placeholders in place.
  static bool IsProse(const ContextParagraph& paragraph, const std::vector<Stretch>& stretches) {
    size_t words = 0;
    for (const Stretch& stretch : stretches) {
      if (stretch.reason == REDACTION_REASON_UNSPECIFIED)
        words += CountWords(paragraph.text.substr(stretch.begin, stretch.end - stretch.begin));
    }
    return words >= 9 || (words >= 4 && EndsSentence(paragraph.text));
  }

  void Collect(size_t p, const std::vector<Stretch>& stretches, size_t block) {
    const ContextParagraph& paragraph = context_.paragraphs[p];
    for (const Stretch& stretch : stretches) {
      if (stretch.reason == REDACTION_REASON_UNSPECIFIED) continue;
      std::string original(paragraph.text.substr(stretch.begin, stretch.end - stretch.begin));
      auto& list = blocks_[block].identity[stretch.reason];
      const bool known = std::any_of(list.begin(), list.end(),
                                     [&](const auto& entry) { return entry.first == original; });
      if (!known) list.emplace_back(std::move(original), PlacementsOf(p, stretch));
    }
  }

  std::vector<Placement> PlacementsOf(size_t p, const Stretch& stretch) const {
    std::vector<Placement> placements;
    for (const Placement& placement : document_.paragraphs[p].placements) {
      if (placement.begin < stretch.end && stretch.begin < placement.end)
        placements.push_back(placement);
    }
    return placements;
  }

  // A short line of the header: identity goes to the canonical line, what is left stays as lines of
  // its own.
  void AddSplit(size_t p, const std::vector<Stretch>& stretches) {
    const ContextParagraph& paragraph = context_.paragraphs[p];
    size_t target = header_;
    if (paragraph.zone == Zone::kPersonal) {
      if (personal_ == kNone) personal_ = NewBlock(p);
      target = personal_;
    }
    Collect(p, stretches, target);
    for (const Stretch& stretch : stretches) {
      if (stretch.reason != REDACTION_REASON_UNSPECIFIED) continue;
      const std::string_view piece =
          paragraph.text.substr(stretch.begin, stretch.end - stretch.begin);
      if (IsFiller(piece)) continue;
      for (const Segment& segment : SplitSegments(piece, false)) {
        const std::string_view left =
            WithoutLabelAtEnd(piece.substr(segment.begin, segment.end - segment.begin));
        if (left.empty() || IsFiller(left)) continue;
        const size_t begin = static_cast<size_t>(left.data() - paragraph.text.data());
        AddPiece(p, begin, begin + left.size());
      }
    }
  }

  // "Sykepleier, Telefon" before a number: the label goes with the number.
  static std::string_view WithoutLabelAtEnd(std::string_view piece) {
    const std::string lower = LowerAligned(piece);
    for (size_t at = piece.size(); at-- > 0;) {
      if (WordEndsAt(lower, at) || !WordStartsAt(lower, at)) continue;
      if (at > 0 && lower[at - 1] == ' ' && at > 1 && lower[at - 2] != ',' && lower[at - 2] != '.')
        continue;
      const std::string_view tail = std::string_view(lower).substr(at);
      if (PersonalLabelLength(tail) >= TrimSeparators(tail).size() && PersonalLabelLength(tail) > 0)
        return TrimSeparators(piece.substr(0, at));
    }
    while (!piece.empty() && (piece.back() == '(' || piece.back() == '['))
      piece = TrimSeparators(piece.substr(0, piece.size() - 1));
    while (!piece.empty() && (piece.front() == ')' || piece.front() == ']'))
      piece = TrimSeparators(piece.substr(1));
    return piece;
  }

  void AddPiece(size_t p, size_t begin, size_t end) {
    AddText(p, {{begin, end, REDACTION_REASON_UNSPECIFIED}});
  }

  void AddInline(size_t p, const std::vector<Stretch>& stretches) { AddText(p, stretches); }

  // A paragraph made of some stretches of an old one, with its runs and placements moved along.
  void AddText(size_t p, const std::vector<Stretch>& stretches) {
    const Paragraph& old = document_.paragraphs[p];
    Block block;
    Paragraph& made = block.paragraph;
    made.kind = old.kind;
    made.level = old.level;
    made.table = old.table;
    made.row = old.row;
    made.column = old.column;
    made.region = old.region;
    made.gap_before = old.gap_before;
    std::vector<size_t> moved(old.text.size() + 1,
                              0);  // Offset in the new text by offset in the old one.
    for (const Stretch& stretch : stretches) {
      const size_t at = made.text.size();
      if (stretch.reason == REDACTION_REASON_UNSPECIFIED) {
        for (size_t i = stretch.begin; i < stretch.end; ++i) moved[i] = at + (i - stretch.begin);
        made.text.append(old.text, stretch.begin, stretch.end - stretch.begin);
      } else {
        made.text += Placeholder(stretch.reason);
        for (size_t i = stretch.begin; i < stretch.end; ++i) moved[i] = at;
        block.redactions.push_back({0, at, made.text.size(), stretch.reason,
                                    old.text.substr(stretch.begin, stretch.end - stretch.begin)});
      }
    }
    MoveRanges(old, stretches, moved, &made);
    blocks_.push_back(std::move(block));
  }

  static void MoveRanges(const Paragraph& old, const std::vector<Stretch>& stretches,
                         const std::vector<size_t>& moved, Paragraph* made) {
    const size_t first = stretches.front().begin;
    const size_t last = stretches.back().end;
    // The new offset of an old one inside [first, last]; behind a placeholder for its end.
    const auto to_new = [&](size_t offset) {
      return offset >= last ? made->text.size() : moved[std::max(offset, first)];
    };
    for (StyleRun run : old.runs) {
      if (run.end <= first || run.begin >= last) continue;
      run.begin = to_new(run.begin);
      run.end = to_new(run.end);
      if (run.begin < run.end) made->runs.push_back(run);
    }
    for (Placement placement : old.placements) {
      if (placement.end <= first || placement.begin >= last) continue;
      placement.begin = to_new(placement.begin);
      placement.end = to_new(placement.end);
      if (placement.begin < placement.end) made->placements.push_back(placement);
    }
  }

  void Flush() {
    for (Block& block : blocks_) {
      if (block.canonical) WriteCanonical(&block);
      if (block.paragraph.text.empty()) continue;
      const size_t index = out_->document.paragraphs.size();
      for (AppliedRedaction& redaction : block.redactions) {
        redaction.paragraph = index;
        out_->redactions.push_back(std::move(redaction));
      }
      out_->document.paragraphs.push_back(std::move(block.paragraph));
    }
  }

  static void WriteCanonical(Block* block) {
    Paragraph& paragraph = block->paragraph;
    for (RedactionReason reason : kCanonical) {
      const auto found = block->identity.find(reason);
      if (found == block->identity.end()) continue;
      if (!paragraph.text.empty()) paragraph.text += ' ';
      const size_t begin = paragraph.text.size();
      paragraph.text += Placeholder(reason);
      std::string original;
      for (auto& [text, placements] : found->second) {
        original += (original.empty() ? "" : ", ") + text;
        for (Placement placement : placements) {
          placement.begin = begin;
          placement.end = paragraph.text.size();
          paragraph.placements.push_back(placement);
        }
      }
      block->redactions.push_back({0, begin, paragraph.text.size(), reason, std::move(original)});
    }
    if (!paragraph.text.empty())
      paragraph.runs.push_back({0, paragraph.text.size(), false, false, SizeClass::kBody});
  }

  static constexpr size_t kNone = SIZE_MAX;

  const RedactContext& context_;
  const Document& document_;
  RedactedDocument* out_;
  std::vector<std::vector<RedactionFinding>> by_paragraph_;
  std::vector<Block> blocks_;
  size_t header_ = kNone;
  size_t personal_ = kNone;
};

}  // namespace

void BuildBlindParagraphs(const RedactContext& context, const RedactionFindings& findings,
                          RedactedDocument* out) {
  Builder(context, findings, out).Build();
}

}  // namespace utvalg::parse
