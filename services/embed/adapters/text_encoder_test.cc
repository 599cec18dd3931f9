// SPDX-License-Identifier: Apache-2.0
//
// Needs the model of tools/prepare-model in UTVALG_MODEL_DIR or build/model; without it the tests
// that run it are skipped, unless UTVALG_REQUIRE_MODEL=1.
#include "services/embed/adapters/text_encoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <random>
#include <thread>

namespace utvalg::embed {
namespace {

using ::testing::HasSubstr;

std::filesystem::path ModelDir() {
  if (const char* dir = std::getenv("UTVALG_MODEL_DIR")) return dir;
  const char* root = std::getenv("UTVALG_SOURCE_DIR");
  return std::filesystem::path(root == nullptr ? "." : root) / "build" / "model";
}

std::unique_ptr<TextEncoder> MustCreate(size_t threads, Precision precision = Precision::kAuto) {
  auto encoder =
      TextEncoder::Create({.model_dir = ModelDir(), .threads = threads, .precision = precision});
  EXPECT_TRUE(encoder.ok()) << encoder.status();
  return encoder.ok() ? *std::move(encoder) : nullptr;
}

std::vector<int8_t> MustEncode(TextEncoder& encoder, const std::vector<std::string>& texts,
                               TextRole role = TextRole::kPassage) {
  auto vectors = encoder.Encode(texts, role);
  EXPECT_TRUE(vectors.ok()) << vectors.status();
  return vectors.ok() ? *std::move(vectors)
                      : std::vector<int8_t>(texts.size() * encoder.model().dimensions);
}

std::span<const int8_t> Row(const std::vector<int8_t>& vectors, size_t row, size_t dimensions) {
  return std::span(vectors).subspan(row * dimensions, dimensions);
}

double Cosine(std::span<const int8_t> a, std::span<const int8_t> b) {
  const auto dot = [](std::span<const int8_t> x, std::span<const int8_t> y) {
    return std::inner_product(x.begin(), x.end(), y.begin(), 0.0);
  };
  return dot(a, b) / std::sqrt(dot(a, a) * dot(b, b));
}

// Texts of 1 to about 150 words, always the same ones.
std::vector<std::string> Passages(size_t count) {
  constexpr const char* kWords[] = {
      "sykepleier", "nurse",    "ansvar",   "team",        "2019",   "–",       "C++",
      "Oslo",       "led",      "projects", "omsorg",      "budget", "kjøkken", "and",
      "med",        "customer", "drift",    "quality",     "elev",   "welding", "engineer",
      "salg",       "design",   "rapport",  "vedlikehold", "[NAME]", "•",       "PLC"};
  std::mt19937 random(7);
  std::vector<std::string> passages;
  for (size_t i = 0; i < count; ++i) {
    std::string text;
    for (size_t words = 1 + random() % (i % 5 == 0 ? 150 : 40); words > 0; --words) {
      text += kWords[random() % std::size(kWords)];
      text += ' ';
    }
    passages.push_back(text);
  }
  return passages;
}

class TextEncoderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::filesystem::exists(ModelDir() / "manifest.json")) return;
    const char* required = std::getenv("UTVALG_REQUIRE_MODEL");
    ASSERT_FALSE(required != nullptr && std::string(required) == "1")
        << "no model in " << ModelDir();
    GTEST_SKIP() << "no model in " << ModelDir() << ": run `make model`";
  }
  static void TearDownTestSuite() { shared_.reset(); }

  // Loading takes a second, so the tests that do not care share one.
  static TextEncoder& Shared() {
    if (!shared_) shared_ = MustCreate(2);
    return *shared_;
  }

 private:
  static inline std::unique_ptr<TextEncoder> shared_;
};

TEST_F(TextEncoderTest, VectorIsIndependentOfNeighboursBatchesStreamsAndThreads) {
  const std::vector<std::string> passages = Passages(60);
  const auto reference = MustCreate(1);
  const size_t dimensions = reference->model().dimensions;
  std::vector<int8_t> expected;
  for (const std::string& passage : passages) {
    const std::vector<int8_t> alone = MustEncode(*reference, {passage});
    expected.insert(expected.end(), alone.begin(), alone.end());
  }
  std::mt19937 random(11);
  for (const size_t threads : {1, 2, 3}) {
    const auto encoder = MustCreate(threads);
    std::vector<size_t> order(passages.size());
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), random);
    for (size_t begin = 0; begin < order.size();) {
      const size_t size = std::min<size_t>(1 + random() % 20, order.size() - begin);
      std::vector<std::string> texts;
      for (size_t i = 0; i < size; ++i) texts.push_back(passages[order[begin + i]]);
      const std::vector<int8_t> vectors = MustEncode(*encoder, texts);
      for (size_t i = 0; i < size; ++i) {
        EXPECT_TRUE(std::ranges::equal(Row(vectors, i, dimensions),
                                       Row(expected, order[begin + i], dimensions)))
            << texts[i];
      }
      begin += size;
    }
  }
}

TEST_F(TextEncoderTest, CallersSideBySideGetTheSameVectors) {
  TextEncoder& encoder = Shared();
  const std::vector<std::string> passages = Passages(16);
  const std::vector<int8_t> expected = MustEncode(encoder, passages);
  std::vector<std::vector<int8_t>> seen(4);
  {
    std::vector<std::jthread> callers;
    for (std::vector<int8_t>& vectors : seen) {
      callers.emplace_back([&] { vectors = MustEncode(encoder, passages); });
    }
  }
  for (const std::vector<int8_t>& vectors : seen) EXPECT_EQ(vectors, expected);
}

TEST_F(TextEncoderTest, NorwegianMeetsEnglishByMeaning) {
  TextEncoder& encoder = Shared();
  const size_t dimensions = encoder.model().dimensions;
  const std::vector<int8_t> query =
      MustEncode(encoder, {"Nurse with 5 years of intensive care experience"}, TextRole::kQuery);
  const std::vector<int8_t> passages = MustEncode(
      encoder, {"Sykepleier med fem års erfaring fra intensivavdeling", "C++ developer"});
  EXPECT_GT(Cosine(query, Row(passages, 0, dimensions)),
            Cosine(query, Row(passages, 1, dimensions)) + 0.05);
}

TEST_F(TextEncoderTest, LayoutOfWhiteSpaceHasNoMeaning) {
  TextEncoder& encoder = Shared();
  EXPECT_EQ(MustEncode(encoder, {"Head chef,  Oslo\n2019\t"}),
            MustEncode(encoder, {"Head chef, Oslo 2019"}));
}

TEST_F(TextEncoderTest, EmptyAndVeryLongTextsHaveVectors) {
  TextEncoder& encoder = Shared();
  std::string text;
  for (int i = 0; i < 9000; ++i) text += "værø ";
  EXPECT_EQ(MustEncode(encoder, {"", text}).size(), 2 * encoder.model().dimensions);
  EXPECT_TRUE(MustEncode(encoder, {}).empty());
}

TEST_F(TextEncoderTest, DigestNamesModelAndArithmetic) {
  EXPECT_THAT(MustCreate(1, Precision::kF32)->model().digest,
              ::testing::MatchesRegex("[0-9a-f]{64}/f32"));
  EXPECT_THAT(MustCreate(1, Precision::kBf16)->model().digest,
              ::testing::MatchesRegex("[0-9a-f]{64}/bf16"));
}

TEST_F(TextEncoderTest, ChangedModelFileIsRefused) {
  const std::filesystem::path dir = std::filesystem::path(::testing::TempDir()) / "changed_model";
  std::filesystem::remove_all(dir);
  std::filesystem::copy(ModelDir(), dir);
  {
    std::fstream file(dir / "openvino_tokenizer.bin",
                      std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(1000);
    file.put('!');
  }
  auto encoder = TextEncoder::Create({.model_dir = dir, .threads = 1});
  ASSERT_TRUE(encoder.ok()) << encoder.status();
  EXPECT_EQ((*encoder)->Encode(std::vector<std::string>{"x"}, TextRole::kQuery).status().code(),
            absl::StatusCode::kFailedPrecondition);
  std::filesystem::remove_all(dir);
}

TEST(TextEncoderWithoutModelTest, MissingModelSaysWhatToDo) {
  const auto encoder = TextEncoder::Create({.model_dir = "/nowhere"});
  EXPECT_EQ(encoder.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(encoder.status().message()), HasSubstr("run `make model`"));
}

}  // namespace
}  // namespace utvalg::embed
