// SPDX-License-Identifier: Apache-2.0
//
// One sentence or list item of an advertisement as criteria: what kind of thing is asked, and what
// a CV's facts are to be compared with. Second step of ProposeJob; also completes criteria written
// by hand. Stateless, thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "common/taxonomy/taxonomy.h"
#include "utvalg/job/v1/job.pb.h"

namespace utvalg::rank {

// The criteria of one demand, without ids and weights: usually one, more when it asks for several
// things that facts answer apart ("Bachelor's degree and five years ...", "Norwegian and English").
// `section` is what demands of its part of the advertisement are when their words do not say. Empty
// when nothing in it can be answered by a CV.
std::vector<utvalg::job::v1::Criterion> ReadDemand(std::string_view sentence,
                                                   utvalg::job::v1::Importance section,
                                                   const taxonomy::Taxonomy& taxonomy);

// Fills the structured side of a criterion from its text, where it is empty; its kind too when
// UNSPECIFIED.
void CompleteCriterion(const taxonomy::Taxonomy& taxonomy, utvalg::job::v1::Criterion* criterion);

// Whether it names a skill that a CV can show.
bool NamesSkill(std::string_view sentence, const taxonomy::Taxonomy& taxonomy);

// How much a sentence says that a CV could answer: skills it names, words of its own. For choosing
// among tasks.
int Informativeness(std::string_view sentence, const taxonomy::Taxonomy& taxonomy);

}  // namespace utvalg::rank
