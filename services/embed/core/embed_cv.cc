// SPDX-License-Identifier: Apache-2.0
#include "services/embed/core/embed_cv.h"

#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/lexicon/nynorsk.h"
#include "services/embed/core/passages.h"

namespace utvalg::embed {
namespace {

void Assign(std::span<const int8_t> vectors, std::string* out) {
  out->assign(reinterpret_cast<const char*>(vectors.data()), vectors.size());
}

}  // namespace

absl::StatusOr<std::vector<embedding::v1::CvEmbedded>> EmbedCvs(
    std::span<const cv::v1::CvParsed> parsed, std::span<const std::string> owners,
    Encoder& encoder) {
  std::vector<embedding::v1::CvEmbedded> embedded(parsed.size());
  std::vector<std::string> texts;
  std::vector<std::string> text_owners;
  for (size_t i = 0; i < parsed.size(); ++i) {
    *embedded[i].mutable_parsed() = parsed[i];
    embedded[i].set_model(encoder.model().digest);
    if (!parsed[i].has_read()) continue;
    std::vector<embedding::v1::Passage> passages = SplitPassages(parsed[i].read());
    for (std::string& text : PassageTexts(parsed[i].read(), passages)) {
      texts.push_back(std::move(text));
      text_owners.push_back(owners[i]);
    }
    for (embedding::v1::Passage& passage : passages)
      *embedded[i].add_passages() = std::move(passage);
  }
  UTVALG_ASSIGN_OR_RETURN(const std::vector<int8_t> vectors,
                          encoder.EncodeOwned(texts, text_owners, TextRole::kPassage));
  std::span<const int8_t> rest = vectors;
  for (embedding::v1::CvEmbedded& cv : embedded) {
    const size_t size = static_cast<size_t>(cv.passages_size()) * encoder.model().dimensions;
    Assign(rest.first(size), cv.mutable_vectors());
    rest = rest.subspan(size);
  }
  return embedded;
}

absl::StatusOr<embedding::v1::CvEmbedded> EmbedCv(const cv::v1::CvParsed& parsed,
                                                  Encoder& encoder) {
  const std::string nobody;
  UTVALG_ASSIGN_OR_RETURN(auto embedded, EmbedCvs({&parsed, 1}, {&nobody, 1}, encoder));
  return std::move(embedded.front());
}

absl::StatusOr<embedding::v1::JobEmbedded> EmbedJob(const job::v1::Job& job, Encoder& encoder) {
  std::vector<std::string> texts;
  for (const job::v1::Criterion& criterion : job.criteria()) texts.push_back(criterion.text());
  texts.push_back(job.title());
  // As the passages of CVs are.
  if (job.language() == "nn") {
    for (std::string& text : texts) text = lexicon::InBokmaal(text);
  }
  UTVALG_ASSIGN_OR_RETURN(const std::vector<int8_t> vectors,
                          encoder.Encode(texts, TextRole::kQuery));
  embedding::v1::JobEmbedded embedded;
  *embedded.mutable_job() = job;
  // What has no bearing on the score may change without another job digest.
  embedded.mutable_job()->clear_closed();
  embedded.mutable_job()->clear_closed_at_ms();
  embedded.mutable_job()->clear_retention_days();
  embedded.mutable_job()->clear_candidate_feedback();
  embedded.mutable_job()->clear_second_reader();
  embedded.mutable_job()->clear_pilot();
  embedded.mutable_job()->clear_generation();
  embedded.set_generation(job.generation());
  embedded.set_order_hidden(job.has_pilot() && job.pilot().revealed_at_ms() == 0);
  embedded.set_model(encoder.model().digest);
  const std::span<const int8_t> rows = vectors;
  const size_t dimensions = encoder.model().dimensions;
  Assign(rows.first(rows.size() - dimensions), embedded.mutable_criterion_vectors());
  Assign(rows.last(dimensions), embedded.mutable_title_vector());
  return embedded;
}

}  // namespace utvalg::embed
