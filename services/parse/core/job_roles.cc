// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/job_roles.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "services/parse/core/role_words.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

// A piece with how much it looks like a title more than like an employer.
struct Scored {
  Piece piece;
  int lean = 0;  // Positive: title.
};

struct Candidate {
  std::vector<Scored> texts;  // No places; at most the first few pieces.
  Piece place;
  bool fixed = false;  // The words themselves say it: "X at Y". Title first.
};

class Assigner {
 public:
  Assigner(const std::vector<std::vector<Piece>>& entries, const taxonomy::Taxonomy& taxonomy)
      : taxonomy_(taxonomy) {
    for (const std::vector<Piece>& pieces : entries) candidates_.push_back(Gather(pieces));
    SplitLonePieces();
    Vote();
  }

  std::vector<JobRoles> Assign() const {
    std::vector<JobRoles> roles;
    const Scored* group = nullptr;  // Employer that stands over several positions.
    for (const Candidate& candidate : candidates_) {
      JobRoles job;
      job.place = candidate.place;
      if (candidate.texts.size() >= 2) {
        const bool title_first = TitleFirst(candidate);
        job.title = candidate.texts[title_first ? 0 : 1].piece;
        job.employer = candidate.texts[title_first ? 1 : 0].piece;
        group = title_first ? nullptr : &candidate.texts[0];
      } else if (candidate.texts.size() == 1) {
        const Scored& only = candidate.texts[0];
        if (LooksLikeTitle(only)) {
          job.title = only.piece;
          if (group != nullptr) job.employer = group->piece;
        } else {
          job.employer = only.piece;
          group = &only;
        }
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

  // "Konsulent hos Acme", "Engineer at Acme", "Utvikler @ Acme": a title and an employer in one
  // piece.
  bool SplitAtConnector(const Piece& piece, Candidate* out) const {
    static constexpr std::array<std::string_view, 6> kSure = {" at ",  " @ ",   " hos ",
                                                              " hjå ", " ved ", " for "};
    for (const std::string_view connector : kSure) {
      const size_t at = piece.text.find(connector);
      if (at == std::string_view::npos || at == 0) continue;
      const Piece left = SubPiece(piece, 0, at);
      const Piece right = SubPiece(piece, at + connector.size(), piece.text.size());
      if (left.text.empty() || right.text.empty() || !StartsUpper(right.text)) continue;
      const bool sure = connector != " for " && connector != " ved ";
      if (Lean(left.text) <= 0 || (!sure && OrganisationScore(right.text) == 0)) continue;
      out->texts = {Score(left), Score(right)};
      Piece& employer = out->texts[1].piece;
      const Piece place = SplitPlace(&employer);
      if (!place.text.empty()) out->place = place;
      out->fixed = true;
      return true;
    }
    const size_t at = piece.text.find(" i ");
    if (at != std::string_view::npos && at > 0) {
      const Piece left = SubPiece(piece, 0, at), right = SubPiece(piece, at + 3, piece.text.size());
      if (Lean(left.text) > 0 && OrganisationScore(right.text) >= 45 &&
          TitleScore(right.text) == 0) {
        out->texts = {Score(left), Score(right)};
        out->fixed = true;
        return true;
      }
    }
    return false;
  }

  Candidate Gather(const std::vector<Piece>& pieces) const {
    Candidate candidate;
    size_t texts = 0;
    for (const Piece& piece : pieces) texts += !piece.place;
    for (const Piece& piece : pieces) {
      // The only piece there is names the employer even when it is called like a town.
      if (piece.place && texts > 0) {
        if (candidate.place.text.empty()) candidate.place = piece;
        continue;
      }
      Piece text = piece;
      if (candidate.texts.empty() || candidate.texts.size() == 1) {
        if (SplitAtConnector(text, &candidate)) break;
      }
      const Piece place = SplitPlace(&text);
      if (!place.text.empty() && candidate.place.text.empty()) candidate.place = place;
      if (candidate.texts.size() < 3) candidate.texts.push_back(Score(text));
    }
    return candidate;
  }

  // Entries of one piece with commas in it: "Consultant, Acme AS".
  void SplitLonePieces() {
    size_t lone = 0;
    for (const Candidate& candidate : candidates_) lone += candidate.texts.size() == 1;
    for (Candidate& candidate : candidates_) {
      if (candidate.texts.size() != 1 || candidate.fixed) continue;
      const Piece piece = candidate.texts[0].piece;
      const std::string_view text = piece.text;
      int best = 15;
      for (size_t comma = text.find(','); comma != std::string_view::npos;
           comma = text.find(',', comma + 1)) {
        const Piece left = SubPiece(piece, 0, comma),
                    right = SubPiece(piece, comma + 1, text.size());
        if (left.text.empty() || right.text.empty()) continue;
        const Scored a = Score(left), b = Score(right);
        const int difference =
            std::abs(a.lean - b.lean) + (2 * lone >= candidates_.size() ? 15 : 0);
        if (difference > best) {
          best = difference;
          candidate.texts = {a, b};
        }
      }
    }
  }

  void Vote() {
    for (const Candidate& candidate : candidates_) {
      if (candidate.texts.size() < 2 || candidate.fixed) continue;
      const int difference = candidate.texts[0].lean - candidate.texts[1].lean;
      vote_ += std::clamp(difference, -120, 120);
      ++voters_;
    }
    // Style of titles and employers where both are there, for entries with one of them only.
    for (const Candidate& candidate : candidates_) {
      if (candidate.texts.size() < 2) continue;
      const bool first = TitleFirst(candidate);
      title_styles_.push_back(candidate.texts[first ? 0 : 1].piece.style);
      employer_styles_.push_back(candidate.texts[first ? 1 : 0].piece.style);
    }
  }

  bool TitleFirst(const Candidate& candidate) const {
    if (candidate.fixed) return true;
    const int difference = candidate.texts[0].lean - candidate.texts[1].lean;
    const int average = voters_ == 0 ? 0 : vote_ / voters_;
    // One entry set the other way round must be much surer than the section is.
    if (difference >= 100 && average > -60) return true;
    if (difference <= -100 && average < 60) return false;
    return vote_ >= 0;
  }

  bool LooksLikeTitle(const Scored& only) const {
    const auto share = [&](const std::vector<LineStyle>& styles) {
      return std::count(styles.begin(), styles.end(), only.piece.style);
    };
    int score = only.lean;
    if (!title_styles_.empty()) {
      const auto as_title = share(title_styles_), as_employer = share(employer_styles_);
      if (as_title > 0 && as_employer == 0) score += 60;
      if (as_employer > 0 && as_title == 0) score -= 60;
    }
    return score > 0;
  }

  const taxonomy::Taxonomy& taxonomy_;
  std::vector<Candidate> candidates_;
  std::vector<LineStyle> title_styles_, employer_styles_;
  int vote_ = 0;
  int voters_ = 0;
};

}  // namespace

std::vector<JobRoles> AssignJobRoles(const std::vector<std::vector<Piece>>& entries,
                                     const taxonomy::Taxonomy& taxonomy) {
  return Assigner(entries, taxonomy).Assign();
}

}  // namespace utvalg::parse
