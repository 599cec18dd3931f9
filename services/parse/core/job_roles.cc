// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/job_roles.h"

#include <algorithm>
#include <array>
#include <string>

#include "services/parse/core/role_words.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

// A piece with how much it looks like a title (positive) rather than like an employer (negative).
struct Scored {
  Piece piece;
  int lean = 0;
};

// What one entry offers.
struct Candidate {
  std::vector<Scored> texts;  // No places; at most kMostTexts.
  Piece place;
  Piece title, employer;  // Said by labels or by words ("X at Y").
};

constexpr size_t kMostTexts = 3;
constexpr int kStrong = 100;

// Where the entries of a section have their title and employer: pieces by number, or both in the
// first piece parted by a comma.
struct Order {
  int title = 0;
  int employer = 1;
  bool comma = false;  // Then title and employer are 0 and 1: the side of the comma.
};

constexpr Order kOrders[] = {{0, 1, false}, {1, 0, false}, {0, 2, false}, {2, 0, false},
                             {1, 2, false}, {2, 1, false}, {0, 1, true},  {1, 0, true}};

bool Has(const Candidate& candidate, int index) {
  return static_cast<size_t>(index) < candidate.texts.size();
}

class Assigner {
 public:
  Assigner(const std::vector<std::vector<Piece>>& entries, const taxonomy::Taxonomy& taxonomy)
      : taxonomy_(taxonomy) {
    for (const std::vector<Piece>& pieces : entries) candidates_.push_back(Gather(pieces));
    SplitUnknownPlaces();
    ChooseOrder();
    LearnStyles();
  }

  std::vector<JobRoles> Assign() {
    std::vector<JobRoles> roles;
    Piece group;  // Employer that stands over several positions.
    for (const Candidate& candidate : candidates_) {
      JobRoles job = AssignOne(candidate);
      if (job.employer.text.empty() && !job.title.text.empty()) {
        job.employer = group;
      } else {
        const bool over = !job.employer.text.empty() &&
                          (job.title.text.empty() || job.employer.begin < job.title.begin);
        group = over ? job.employer : Piece();
      }
      for (const Piece* piece : {&job.title, &job.employer, &job.place}) {
        if (!piece->text.empty()) job.last_line = std::max(job.last_line, piece->line);
      }
      roles.push_back(job);
    }
    return roles;
  }

 private:
  int Lean(std::string_view text) const {
    int title = TitleScore(text);
    const taxonomy::OccupationMatch match = taxonomy_.FindOccupation(text);
    if (!match.isco.empty()) title = std::max(title, match.confidence / 10);
    return title - OrganisationScore(text);
  }

  Scored Score(const Piece& piece) const { return {piece, Lean(piece.text)}; }

  // Two names parted by a comma in a cell of their own: a place we do not know ("Lillevik,
  // Norway").
  static bool LooksLikePlace(const Piece& piece, size_t texts) {
    const size_t comma = piece.text.find(',');
    if (!piece.after_tab || texts < 3 || comma == std::string_view::npos || comma == 0)
      return false;
    const std::string_view head = piece.text.substr(0, comma);
    const std::string_view tail = TrimSeparators(piece.text.substr(comma + 1));
    return StartsUpper(head) && StartsUpper(tail) && CountWords(head) <= 3 &&
           CountWords(tail) <= 2 && TitleScore(piece.text) == 0 &&
           OrganisationScore(piece.text) == 0;
  }

  Candidate Gather(const std::vector<Piece>& pieces) const {
    Candidate candidate;
    size_t texts = 0;
    for (const Piece& piece : pieces) texts += !piece.place;
    for (const Piece& piece : pieces) {
      // The only piece there is names the employer even when it is called like a town.
      if (((piece.place && texts > 0) || LooksLikePlace(piece, texts))) {
        if (candidate.place.text.empty()) candidate.place = piece;
        continue;
      }
      Piece text = WithoutOpening(piece);
      if (candidate.texts.empty() && piece.label == FieldLabel::kNone &&
          SplitAtFirm(text, &candidate)) {
        continue;
      }
      if (candidate.texts.size() < 2 && piece.label == FieldLabel::kNone &&
          SplitAtConnector(text, &candidate)) {
        break;
      }
      const Piece place = SplitPlace(&text);
      if (!place.text.empty() && candidate.place.text.empty()) candidate.place = place;
      CutBehindForm(&text);
      if (piece.label == FieldLabel::kTitle && candidate.title.text.empty()) {
        candidate.title = text;
      } else if (piece.label == FieldLabel::kEmployer && candidate.employer.text.empty()) {
        candidate.employer = text;
      } else if (piece.label == FieldLabel::kNone && candidate.texts.size() < kMostTexts) {
        candidate.texts.push_back(Score(text));
      }
    }
    return candidate;
  }

  // "Worked as Java programmer": the title begins behind.
  static Piece WithoutOpening(const Piece& piece) {
    static constexpr std::array<std::string_view, 9> kOpenings = {
        "Worked as an ", "Worked as a ", "Worked as ",  "Working as an ", "Working as a ",
        "Working as ",   "Employed as ", "Jobbet som ", "Arbeidet som "};
    for (const std::string_view opening : kOpenings) {
      if (piece.text.starts_with(opening) && piece.text.size() > opening.size())
        return SubPiece(piece, opening.size(), piece.text.size());
    }
    return piece;
  }

  // End of a legal form in a name ("Pvt Ltd."), 0 when there is none.
  static size_t FormEnd(std::string_view text) {
    static constexpr std::array<std::string_view, 10> kForms = {
        " Ltd", " LTD", " Limited", " LIMITED", " Inc", " INC", " LLC", " LLP", " GmbH", " plc"};
    size_t best = 0;
    for (const std::string_view form : kForms) {
      const size_t at = text.rfind(form);
      if (at == std::string_view::npos || at == 0) continue;
      const size_t end = at + form.size();
      if (end == text.size() || std::string_view(" .,)").find(text[end]) != std::string_view::npos)
        best = std::max(best, end < text.size() && text[end] == '.' ? end + 1 : end);
    }
    return best;
  }

  // "Azilen Technologies Pvt. Ltd., Ahmedabad, Gujarat", "XX Ltd from May": the name ends with its
  // form.
  static void CutBehindForm(Piece* piece) {
    const size_t end = FormEnd(piece->text);
    if (end == 0 || end >= piece->text.size()) return;
    const std::string_view rest = piece->text.substr(end);
    const bool apart = rest.front() == ',' || piece->text[end - 1] == '.' ||
                       rest.starts_with(" from ") || rest.starts_with(" since ");
    if (apart && TitleScore(rest) == 0 && OrganisationScore(rest) == 0)
      *piece = SubPiece(*piece, 0, end);
  }

  // "Senior Accountant Harlow & Finch LLP": a title and a firm with nothing between them.
  bool SplitAtFirm(const Piece& piece, Candidate* out) const {
    const std::string_view text = piece.text;
    if (FormEnd(text) != text.size() || text.find(',') != std::string_view::npos) return false;
    size_t cut = 0;
    for (size_t space = text.find(' '); space != std::string_view::npos;
         space = text.find(' ', space + 1)) {
      const size_t word = text.rfind(' ', space - 1);
      const size_t begin = word == std::string_view::npos ? 0 : word + 1;
      if (TitleScore(text.substr(begin, space - begin)) > 0) cut = space;
    }
    if (cut == 0) return false;
    const Piece left = SubPiece(piece, 0, cut), right = SubPiece(piece, cut + 1, text.size());
    if (CountWords(left.text) > 5 || CountWords(right.text) < 2 || !StartsUpper(right.text) ||
        OrganisationScore(left.text) > 0) {
      return false;
    }
    out->title = left;
    out->employer = right;
    return true;
  }

  // "Konsulent hos Acme", "Engineer at Acme", "Utvikler @ Acme": a title and an employer in one
  // piece.
  bool SplitAtConnector(const Piece& piece, Candidate* out) const {
    static constexpr std::array<std::string_view, 7> kConnectors = {
        " at ", " @ ", " hos ", " hjå ", " ved ", " for ", " i "};
    for (const std::string_view connector : kConnectors) {
      const size_t at = piece.text.find(connector);
      if (at == std::string_view::npos || at == 0) continue;
      const Piece left = SubPiece(piece, 0, at);
      Piece right = SubPiece(piece, at + connector.size(), piece.text.size());
      if (left.text.empty() || right.text.empty() || !StartsUpper(right.text)) continue;
      const bool sure = connector.size() > 3 && connector != " for " && connector != " ved ";
      const int lean = Lean(left.text);
      if (lean < 0 || (lean == 0 && (!sure || CountWords(left.text) > 4))) continue;
      if (!sure && (OrganisationScore(right.text) < 45 || TitleScore(right.text) > 0)) continue;
      const Piece place = SplitPlace(&right);
      if (!place.text.empty()) out->place = place;
      CutBehindForm(&right);
      out->title = left;
      out->employer = right;
      return true;
    }
    return false;
  }

  // Where most entries name a place behind a comma, the others do so too: with places we do not
  // know.
  void SplitUnknownPlaces() {
    const auto placed =
        std::count_if(candidates_.begin(), candidates_.end(),
                      [](const Candidate& candidate) { return !candidate.place.text.empty(); });
    if (2 * static_cast<size_t>(placed) < candidates_.size()) return;
    for (Candidate& candidate : candidates_) {
      if (!candidate.place.text.empty()) continue;
      for (Scored& text : candidate.texts) {
        const size_t comma = text.piece.text.rfind(',');
        if (comma == std::string_view::npos || comma == 0) continue;
        Piece tail = SubPiece(text.piece, comma + 1, text.piece.text.size());
        if (!StartsUpper(tail.text) || CountWords(tail.text) > 3 ||
            OrganisationScore(tail.text) > 0 || TitleScore(tail.text) > 0) {
          continue;
        }
        tail.place = true;
        candidate.place = tail;
        text = Score(SubPiece(text.piece, 0, comma));
        break;
      }
    }
  }

  // Title and employer of a candidate in an order; false when it has not got both.
  bool Take(const Candidate& candidate, const Order& order, Scored* title, Scored* employer) const {
    if (!order.comma) {
      if (!Has(candidate, order.title) || !Has(candidate, order.employer)) return false;
      *title = candidate.texts[static_cast<size_t>(order.title)];
      *employer = candidate.texts[static_cast<size_t>(order.employer)];
      return true;
    }
    if (candidate.texts.empty()) return false;
    const Piece& piece = candidate.texts[0].piece;
    int best = -1000;
    for (size_t comma = piece.text.find(','); comma != std::string_view::npos;
         comma = piece.text.find(',', comma + 1)) {
      const Piece left = SubPiece(piece, 0, comma);
      const Piece right = SubPiece(piece, comma + 1, piece.text.size());
      if (left.text.empty() || right.text.empty()) continue;
      const Scored a = Score(left), b = Score(right);
      const int score = order.title == 0 ? a.lean - b.lean : b.lean - a.lean;
      if (score <= best) continue;
      best = score;
      *title = order.title == 0 ? a : b;
      *employer = order.title == 0 ? b : a;
    }
    return best > -1000;
  }

  int Evidence(const Order& order) const {
    int sum = 0, entries = 0, found = 0;
    for (const Candidate& candidate : candidates_) {
      if (candidate.texts.empty() || !candidate.title.text.empty()) continue;
      ++entries;
      Scored title, employer;
      if (!Take(candidate, order, &title, &employer)) continue;
      ++found;
      sum +=
          std::clamp(title.lean, -kStrong, kStrong) - std::clamp(employer.lean, -kStrong, kStrong);
      if (CountWords(employer.piece.text) > 8) sum -= 30;
      if (CountWords(title.piece.text) > 8) sum -= 20;
      // The pieces people care about come first.
      if (order.title == 2 || order.employer == 2) sum -= 35;
    }
    if (found == 0) return -100000;
    if (order.comma) {
      // Commas stand in titles and names too; only a CV that always has one means it.
      if (3 * found < 2 * entries) return -50000;
      sum += found == entries && entries > 1 ? 15 * found : 0;
      for (const Candidate& candidate : candidates_) {
        if (candidate.texts.size() > 1) sum -= 5;
      }
    }
    return sum;
  }

  void ChooseOrder() {
    int best = -1000000;
    for (const Order& order : kOrders) {
      const int evidence = Evidence(order);
      if (evidence > best) {
        best = evidence;
        order_ = order;
      }
    }
    certainty_ = candidates_.empty() ? 0 : best / static_cast<int>(candidates_.size());
  }

  // Style of titles and employers where both are there, for entries that have one of them only.
  void LearnStyles() {
    for (const Candidate& candidate : candidates_) {
      Scored title, employer;
      if (!Take(candidate, order_, &title, &employer)) continue;
      title_styles_.push_back(title.piece.style);
      employer_styles_.push_back(employer.piece.style);
    }
  }

  JobRoles AssignOne(const Candidate& candidate) const {
    JobRoles job;
    job.place = candidate.place;
    job.title = candidate.title;
    job.employer = candidate.employer;
    if (!job.title.text.empty() || !job.employer.text.empty() || candidate.texts.empty())
      return job;
    Scored title, employer;
    if (Take(candidate, order_, &title, &employer) || TakeAny(candidate, &title, &employer)) {
      // An entry set the other way round must be much surer than the section is.
      if (title.lean - employer.lean <= -kStrong && certainty_ < 60) std::swap(title, employer);
      job.title = title.piece;
      job.employer = employer.piece;
      return job;
    }
    const Scored& only = candidate.texts[0];
    (LooksLikeTitle(only) ? job.title : job.employer) = only.piece;
    return job;
  }

  // An entry that has not got the section's order: its own best one.
  bool TakeAny(const Candidate& candidate, Scored* title, Scored* employer) const {
    int best = 20;
    for (const Order& order : kOrders) {
      Scored t, e;
      if (!Take(candidate, order, &t, &e) || t.lean - e.lean <= best) continue;
      best = t.lean - e.lean;
      *title = t;
      *employer = e;
    }
    if (best > 20) return true;
    if (candidate.texts.size() < 2) return false;
    return Take(candidate, order_.title < order_.employer ? kOrders[0] : kOrders[1], title,
                employer);
  }

  bool LooksLikeTitle(const Scored& only) const {
    const auto share = [&](const std::vector<LineStyle>& styles) {
      return std::count(styles.begin(), styles.end(), only.piece.style);
    };
    int score = only.lean;
    const auto as_title = share(title_styles_), as_employer = share(employer_styles_);
    if (as_title > 0 && as_employer == 0) score += 60;
    if (as_employer > 0 && as_title == 0) score -= 60;
    return score > 0;
  }

  const taxonomy::Taxonomy& taxonomy_;
  std::vector<Candidate> candidates_;
  Order order_;
  int certainty_ = 0;  // Mean evidence of an entry for the order.
  std::vector<LineStyle> title_styles_, employer_styles_;
};

}  // namespace

std::vector<JobRoles> AssignJobRoles(const std::vector<std::vector<Piece>>& entries,
                                     const taxonomy::Taxonomy& taxonomy) {
  return Assigner(entries, taxonomy).Assign();
}

}  // namespace utvalg::parse
