// SPDX-License-Identifier: Apache-2.0
#include "common/base/crash_point.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <string>

#include "common/base/strings.h"

namespace utvalg::crash_point_internal {
namespace {

struct Target {
  std::string name;
  std::atomic<int> passes_left{0};

  Target() {
    const char* text = std::getenv("UTVALG_CRASH_AT");
    if (text == nullptr) return;
    name = text;
    const size_t colon = name.find(':');
    passes_left = colon == std::string::npos ? 1 : std::atoi(name.c_str() + colon + 1);
    name.resize(std::min(colon, name.size()));
  }
};

Target& TheTarget() {
  static Target target;
  return target;
}

}  // namespace

const bool kArmed = std::getenv("UTVALG_CRASH_AT") != nullptr;

void Pass(std::string_view owner, std::string_view place) {
  Target& target = TheTarget();
  if (target.name != Cat(owner, ".", place) || --target.passes_left != 0) return;
  kill(getpid(), SIGKILL);
  pause();  // Nothing more may happen.
}

}  // namespace utvalg::crash_point_internal
