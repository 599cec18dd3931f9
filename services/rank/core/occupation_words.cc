// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/occupation_words.h"

#include <array>
#include <optional>
#include <utility>

#include "common/base/strings.h"
#include "services/rank/core/phrases.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

constexpr int kSureConfidence = 700;
constexpr size_t kShortestMention = 5;
constexpr size_t kMostWords = 5;

std::vector<bool> Covered(const PhraseTable& table, const std::vector<Word>& words) {
  std::vector<bool> covered(words.size(), false);
  for (const auto& match : table.Find(words)) {
    for (size_t i = 0; i < match.words; ++i) covered[match.first_word + i] = true;
  }
  return covered;
}

// A sign that ends a name: behind it stands place, employer or another thought.
bool EndsName(std::string_view between, std::string_view signs) {
  return between.find_first_of(signs) != std::string_view::npos || Contains(between, ": ");
}

std::string_view Between(std::string_view text, const std::vector<Word>& words, size_t index) {
  if (index + 1 >= words.size()) return {};
  return text.substr(words[index].end, words[index + 1].begin - words[index].end);
}

// ".NET": a sign glued to the front belongs to the name.
size_t NameBegin(std::string_view text, size_t begin) {
  return begin > 0 && text[begin - 1] == '.' && (begin == 1 || text[begin - 2] == ' ') ? begin - 1
                                                                                       : begin;
}

}  // namespace

std::string WithoutTrimmings(std::string_view title) {
  static const PhraseTable kFiller({
      {1,
       "vi søker|vi søkjer|vi ansetter|vi tilset|vi lyser ut|we re hiring|now hiring|we are "
       "looking for|we re looking for|we are hiring|hiring|"
       "join us as|wanted|er du vår nye|er du vår neste|bli vår nye|bli vår neste|søker vi|"
       "nå|erfarne|erfaren|dyktig|dyktige|fast stilling|fast|faste stillinger|faste stillingar|"
       "ledig stilling|ledig|stilling som|stilling|vikariat|som|ny|nye|full time|part time|"
       "heltid|deltid|remote|id #|immediate position|a|an|en|ein|ei|et|#|til|our|new|position"},
  });
  static const PhraseTable kStop({
      {1,
       "søkes|søkast|hos|ved|at|til et|til en|til ein|til eit|for our|til våre|til vår|til vårt|"
       "needed"},
  });
  const std::vector<Word> words = SplitWords(title);
  const std::vector<bool> skip = Covered(kFiller, words);
  const std::vector<bool> stop = Covered(kStop, words);
  std::optional<size_t> begin;
  size_t end = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && stop[i]) break;
    if (skip[i]) {
      if (begin) break;
      continue;
    }
    if (!begin) begin = NameBegin(title, words[i].begin);
    end = words[i].end;
    if (EndsName(Between(title, words, i), "|(!")) break;
  }
  return std::string(begin ? title.substr(*begin, end - *begin) : Trim(title));
}

std::vector<std::string_view> SoughtPhrases(std::string_view sentence) {
  static const PhraseTable kCues({
      {1,
       "looking for|seeking|seeks|hiring|as a|as an|as our|join us as|role of|position of|"
       "position as|role as|opening for|in need of|need a|need an|vi søker|vi søkjer|søker vi|"
       "søkjer vi|søker nå|søkjer no|søker etter|på jakt etter|på jakt etter en|ser etter|"
       "leter etter|leitar etter|trenger|treng|stilling som|stillinga som|stillingen som|"
       "rollen som|rolla som|jobbe som|jobb som|arbeide som|bli vår|vår nye|vår neste|nye|"
       "er du en|er du ein|er du vår|stillinger for|stillinger som|søker|søkjer|leter vi etter|ser "
       "vi etter"},
  });
  static const PhraseTable kFirstCues({{1, "som|as"}});
  static const PhraseTable kFiller({
      {1,
       "en|ei|ein|et|eit|a|an|our|the|vår|våre|nye|ny|nytt|neste|erfaren|erfarne|dyktig|dyktige|"
       "flere|fleire|"
       "talented|experienced|motivated|passionate|skilled|dedicated|nå|no|snarest|engasjert|"
       "engasjerte|flink|flinke|highly|qualified|full time|part time|for tiden|etter|to|tre|fire|"
       "someone|one|next|new|faste|fast|ledig|ledige|immediate|senior level|mid level"},
  });
  static const PhraseTable kStop({
      {1,
       "vil|skal|til|hos|ved|i|på|for|med|som|og|eller|who|to|with|in|at|that|er|får|kan|within|"
       "innen|innenfor|du|you|your|and|or|will|av|deg|har|is|are|fra|frå|from|on|of|vi|we|which"},
  });
  // What may be sought without being an occupation.
  static const PhraseTable kNobody({
      {1,
       "utfordringer|utfordringar|utfordring|medarbeider|medarbeidere|medarbeidar|medarbeidarar|"
       "kollega|"
       "kollegaer|kollegaar|person|personer|personar|kandidat|kandidater|kandidatar|candidate|"
       "candidates|"
       "colleague|colleagues|individual|individuals|people|folk|member|members|leader|team|result|"
       "part|deg|dem|job|jobb|stilling|opportunity|challenges|vikarer|vikarar"},
  });
  const std::vector<Word> words = SplitWords(sentence);
  const std::vector<bool> filler = Covered(kFiller, words);
  const std::vector<bool> stop = Covered(kStop, words);
  std::vector<std::pair<size_t, size_t>> cues;
  for (const auto& match : kFirstCues.Find(words)) {
    if (match.first_word == 0) cues.emplace_back(0, match.words);
  }
  for (const auto& match : kCues.Find(words)) cues.emplace_back(match.first_word, match.words);
  std::vector<std::string_view> phrases;
  for (const auto& [first, count] : cues) {
    size_t i = first + count;
    while (i < words.size() && filler[i]) ++i;
    const size_t from = i;
    while (i < words.size() && i < from + kMostWords && !stop[i]) {
      ++i;
      if (EndsName(Between(sentence, words, i - 1), ",.;!?|(\"")) break;
    }
    if (i == from || kNobody.Contains({words[i - 1]}, 1)) continue;
    const size_t begin = NameBegin(sentence, words[from].begin);
    phrases.push_back(sentence.substr(begin, words[i - 1].end - begin));
  }
  return phrases;
}

OccupationWords LookUpOccupation(std::string_view phrase, const taxonomy::Taxonomy& taxonomy) {
  OccupationWords found{std::string(phrase), taxonomy.FindOccupation(phrase)};
  if (found.match.confidence >= kSureConfidence) return found;
  // Endings of the plural.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kEndings = {{
      {"ere", "er"},
      {"erne", "er"},
      {"arar", "ar"},
      {"arane", "ar"},
      {"er", ""},
      {"ar", ""},
      {"e", ""},
      {"s", ""},
  }};
  for (const auto& [plural, singular] : kEndings) {
    if (!phrase.ends_with(plural)) continue;
    const std::string one = Cat(phrase.substr(0, phrase.size() - plural.size()), singular);
    const taxonomy::OccupationMatch match = taxonomy.FindOccupation(one);
    if (match.confidence >= kSureConfidence) return {one, match};
  }
  // The longest occupation named inside it.
  size_t longest = kShortestMention - 1;
  found.match = {};
  for (const auto& mention : taxonomy.FindOccupationMentions(phrase)) {
    const size_t length = mention.end - mention.begin;
    if (mention.occupation.isco.empty() || length <= longest) continue;
    longest = length;
    found.match = mention.occupation;
  }
  return found;
}

}  // namespace utvalg::rank
