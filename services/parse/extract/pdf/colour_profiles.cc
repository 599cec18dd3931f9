// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/colour_profiles.h"

#include <GfxState.h>
#include <OutputDev.h>
#include <Stream.h>

#include <algorithm>

#include "common/base/strings.h"

namespace utvalg::extract {
namespace {

constexpr size_t kMaxProfile = 16u << 10;  // Bytes; larger ones are those of printers.
constexpr size_t kMostKnown = 32;
constexpr size_t kMostOfPage = 4;  // Poppler's device keeps five.
constexpr int kMaxComponents = 3;
constexpr int kMostNames = 32;  // Looked at in one dictionary.
constexpr int kMaxDepth = 2;    // Forms within forms.

// All that poppler makes a colour space of; "" for what is not kept.
std::string KeyOf(Object* profile) {
  if (!profile->isStream()) return "";
  Dict* dict = profile->streamGetDict();
  const Object components = dict->lookup("N"), alternate = dict->lookup("Alternate");
  if (!components.isInt() || components.getInt() > kMaxComponents) return "";
  if (!alternate.isNull() && !alternate.isName()) return "";
  std::string key =
      Cat(components.getInt(), " ", alternate.isName() ? alternate.getName() : "", " ");
  const Object range = dict->lookup("Range");
  if (!range.isNull() && !range.isArray()) return "";
  for (int i = 0; range.isArray() && i < range.arrayGetLength(); ++i) {
    const Object bound = range.arrayGet(i);
    if (!bound.isInt() || i == 2 * kMaxComponents) return "";
    key += Cat(bound.getInt(), " ");
  }
  const size_t head = key.size();
  Stream* stream = profile->getStream();
  stream->reset();
  for (int c = stream->getChar(); c != EOF; c = stream->getChar()) {
    key.push_back(static_cast<char>(c));
    if (key.size() - head > kMaxProfile) break;
  }
  stream->close();
  return key.size() - head > kMaxProfile ? std::string() : key;
}

void AddSpace(const Object& space, ColourProfiles::Named* named) {
  if (!space.isArray() || space.arrayGetLength() != 2 || named->size() >= kMostOfPage) return;
  const Object& profile = space.arrayGetNF(1);
  if (!space.arrayGet(0).isName("ICCBased") || !profile.isRef()) return;
  const Ref ref = profile.getRef();
  if (std::any_of(named->begin(), named->end(), [&](const auto& n) { return n.first == ref; }))
    return;
  Object stream = space.arrayGet(1);
  if (std::string key = KeyOf(&stream); !key.empty()) named->emplace_back(ref, std::move(key));
}

void AddResources(Dict* resources, int depth, ColourProfiles::Named* named) {
  const Object spaces = resources->lookup("ColorSpace");
  for (int i = 0; spaces.isDict() && i < std::min(spaces.dictGetLength(), kMostNames); ++i)
    AddSpace(spaces.dictGetVal(i), named);
  const Object drawn = resources->lookup("XObject");
  for (int i = 0; drawn.isDict() && i < std::min(drawn.dictGetLength(), kMostNames); ++i) {
    const Object object = drawn.dictGetVal(i);
    if (!object.isStream()) continue;
    AddSpace(object.streamGetDict()->lookup("ColorSpace"), named);
    const Object own = object.streamGetDict()->lookup("Resources");
    if (own.isDict() && depth < kMaxDepth) AddResources(own.getDict(), depth + 1, named);
  }
}

}  // namespace

ColourProfiles::ColourProfiles() = default;
ColourProfiles::~ColourProfiles() = default;

ColourProfiles::Named ColourProfiles::Offer(Dict* resources, OutputDev* device) const {
  Named named;
  if (resources != nullptr) AddResources(resources, 1, &named);
  for (const auto& [ref, key] : named) {
    const auto known = known_.find(key);
    if (known == known_.end()) continue;
    device->getIccColorSpaceCache()->put(
        ref, static_cast<GfxICCBasedColorSpace*>(known->second->copy()));
  }
  return named;
}

void ColourProfiles::Learn(const Named& named, OutputDev* device) {
  for (const auto& [ref, key] : named) {
    if (known_.size() >= kMostKnown || known_.count(key) > 0) continue;
    const GfxICCBasedColorSpace* read = device->getIccColorSpaceCache()->lookup(ref);
    if (read != nullptr) known_.emplace(key, static_cast<GfxICCBasedColorSpace*>(read->copy()));
  }
}

}  // namespace utvalg::extract
