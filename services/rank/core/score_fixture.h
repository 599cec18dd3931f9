// SPDX-License-Identifier: Apache-2.0
//
// Hand-built calibrations, CVs and jobs for the tests of scoring, in eight dimensions: dimension
// 0..3 stand for trades, the rest for what all texts share. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "services/rank/core/calibration.h"
#include "utvalg/embedding/v1/embedding.pb.h"

namespace utvalg::rank {

inline constexpr size_t kTestDimensions = 8;
using TestVector = std::array<int8_t, kTestDimensions>;

// A vector that leans towards a trade by `strength` (0..100).
inline TestVector Leaning(size_t trade, int strength) {
  TestVector vector = {0, 0, 0, 0, 60, 20, 0, 0};
  vector[trade] = static_cast<int8_t>(strength);
  return vector;
}

inline void AppendLittleEndian(uint32_t value, int bytes, std::string* out) {
  for (int i = 0; i < bytes; ++i) out->push_back(static_cast<char>(value >> (8 * i)));
}

// The bytes of a calibration: the identity as map, weak leanings as background.
inline std::string TestCalibrationData() {
  std::vector<TestVector> background;
  for (size_t trade = 0; trade < 4; ++trade) {
    for (int strength = 0; strength <= 40; strength += 4)
      background.push_back(Leaning(trade, strength));
  }
  std::string data = "UTVB";
  AppendLittleEndian(3, 4, &data);
  AppendLittleEndian(kTestDimensions, 4, &data);
  AppendLittleEndian(static_cast<uint32_t>(background.size()), 4, &data);
  AppendLittleEndian(5, 4, &data);
  data += "model";
  AppendLittleEndian(kTestDimensions, 4, &data);
  for (int mean = 0; mean < 2; ++mean) {
    for (const int component : {5, 5, 5, 5, 60, 20, 0, 0})
      AppendLittleEndian(16U * component, 2, &data);
  }
  for (const int component : {0, 0, 0, 0, 0, 0, 0, 100}) AppendLittleEndian(component, 2, &data);
  for (size_t row = 0; row < kTestDimensions; ++row) {
    for (size_t column = 0; column < kTestDimensions; ++column) {
      AppendLittleEndian(row == column ? 4096 : 0, 2, &data);
    }
  }
  for (const TestVector& vector : background) {
    data.append(reinterpret_cast<const char*>(vector.data()), vector.size());
  }
  return data;
}

inline const Calibration& TestCalibration() {
  static const Calibration kCalibration = *Calibration::Create(TestCalibrationData());
  return kCalibration;
}

// Builds a CV passage by passage; the text of each becomes a paragraph of the blind text.
class CvBuilder {
 public:
  CvBuilder() {
    cv().set_language("en");
    cv().set_reading_quality(1000);
    embedded_.set_model("model/bf16");
  }

  CvBuilder& Passage(cv::v1::SectionKind section, std::string_view text, const TestVector& vector) {
    AddPassage(Append(text), section, 0, vector);
    return *this;
  }

  CvBuilder& Job(std::string_view title, std::string_view isco, uint32_t year, uint32_t years,
                 std::string_view duties, const TestVector& vector) {
    cv::v1::Experience& job = *cv().add_experience();
    job.set_title(std::string(title));
    job.set_isco(std::string(isco));
    job.mutable_start()->set_year(year);
    job.mutable_end()->set_year(year + years - 1);
    job.set_months(12 * years);
    job.set_section(cv::v1::SECTION_KIND_EXPERIENCE);
    *job.mutable_title_span() = Append(title);
    *job.mutable_description() = Append(duties);
    job.mutable_span()->set_begin(job.title_span().begin());
    job.mutable_span()->set_end(job.description().end());
    AddPassage(job.span(), cv::v1::SECTION_KIND_EXPERIENCE,
               static_cast<uint32_t>(cv().experience_size()), vector);
    return *this;
  }

  CvBuilder& Degree(std::string_view text, cv::v1::EducationLevel level, const TestVector& vector) {
    cv::v1::Education& education = *cv().add_education();
    education.set_degree(std::string(text));
    education.set_level(level);
    *education.mutable_span() = Append(text);
    *education.mutable_degree_span() = education.span();
    AddPassage(education.span(), cv::v1::SECTION_KIND_EDUCATION,
               static_cast<uint32_t>(cv().education_size()), vector);
    return *this;
  }

  CvBuilder& Language(std::string_view text, std::string_view code, cv::v1::LanguageLevel level) {
    cv::v1::LanguageSkill& language = *cv().add_languages();
    language.set_code(std::string(code));
    language.set_level(level);
    *language.mutable_span() = Append(text);
    return *this;
  }

  CvBuilder& Licence(std::string_view text, std::string_view category) {
    cv::v1::DrivingLicence& licence = *cv().add_licences();
    licence.set_category(std::string(category));
    *licence.mutable_span() = Append(text);
    return *this;
  }

  cv::v1::Cv& cv() { return *embedded_.mutable_parsed()->mutable_read(); }
  embedding::v1::CvEmbedded& embedded() { return embedded_; }

  cv::v1::Span Append(std::string_view text) {
    cv::v1::Span span;
    std::string& blind = *cv().mutable_blind_text();
    span.set_begin(static_cast<uint32_t>(blind.size()));
    blind += text;
    span.set_end(static_cast<uint32_t>(blind.size()));
    blind += '\n';
    return span;
  }

  void AddPassage(const cv::v1::Span& span, cv::v1::SectionKind section, uint32_t entry,
                  const TestVector& vector) {
    embedding::v1::Passage& passage = *embedded_.add_passages();
    *passage.mutable_span() = span;
    passage.set_section(section);
    passage.set_entry(entry);
    embedded_.mutable_vectors()->append(reinterpret_cast<const char*>(vector.data()),
                                        vector.size());
  }

 private:
  embedding::v1::CvEmbedded embedded_;
};

class JobBuilder {
 public:
  JobBuilder() { embedded_.set_model("model/bf16"); }

  job::v1::Criterion& Add(job::v1::CriterionKind kind, std::string_view text,
                          const TestVector& vector) {
    job::v1::Criterion& criterion = *embedded_.mutable_job()->add_criteria();
    criterion.set_id("c" + std::to_string(embedded_.job().criteria_size()));
    criterion.set_kind(kind);
    criterion.set_text(std::string(text));
    criterion.set_importance(job::v1::IMPORTANCE_MUST);
    embedded_.mutable_criterion_vectors()->append(reinterpret_cast<const char*>(vector.data()),
                                                  vector.size());
    return criterion;
  }

  embedding::v1::JobEmbedded& embedded() { return embedded_; }

 private:
  embedding::v1::JobEmbedded embedded_;
};

}  // namespace utvalg::rank
