// SPDX-License-Identifier: Apache-2.0
//
// Cuts a CV into the stretches that are embedded on their own: each job, each education, and what
// else its sections say (summary, skills, projects, courses ...). Pure: the passages are a function
// of the blind CV alone. A change of them is a change of kPassagesVersion.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/embedding/v1/embedding.pb.h"

namespace utvalg::embed {

// About 120 tokens; longer units are cut at ends of lines, else of sentences, else of words. In
// bytes, as all spans are.
inline constexpr size_t kPassageBytes = 480;
// A CV that would give more gets longer passages instead, up to what the model can read, so that
// every CV is read whole up to about 115,000 characters; what stands beyond that is not embedded.
inline constexpr size_t kMaxPassages = 64;
inline constexpr size_t kMaxPassageBytes = 1800;

// What a job is called says most about what somebody is, so each job's title is a passage of its
// own too; of so many at most.
inline constexpr size_t kMaxTitlePassages = 32;

// In the order of the blind text, not overlapping; then the titles of the jobs, in the order of
// Cv.experience, marked as such. Every span is on character boundaries, begins
// and ends with something other than white space, and holds at least one letter or digit outside
// placeholders. References, personal data, the letter and headings alone are left out, and what was
// said before in the same words (repeats.h).
std::vector<utvalg::embedding::v1::Passage> SplitPassages(const utvalg::cv::v1::Cv& cv);

// What is embedded of each passage: its text without placeholders, white space single. A later part
// of a job that is cut in several begins with the job's title, so that it can be understood alone.
// A CV in nynorsk is embedded in the words of bokmål (common/lexicon/nynorsk.h), so that the
// written form tells nothing.
std::vector<std::string> PassageTexts(const utvalg::cv::v1::Cv& cv,
                                      std::span<const utvalg::embedding::v1::Passage> passages);

}  // namespace utvalg::embed
