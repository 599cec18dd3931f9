// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "absl/strings/numbers.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"

namespace utvalg::cli {
namespace {

constexpr size_t kDefaultWidth = 100;

bool WantsColour(int descriptor) {
  return isatty(descriptor) != 0 && Environment("NO_COLOR").empty() &&
         Environment("TERM") != "dumb";
}

size_t WidthOf(int descriptor) {
  size_t columns = 0;
  if (absl::SimpleAtoi(Environment("COLUMNS"), &columns) && columns > 0) {
    return std::clamp<size_t>(columns, 40, 400);
  }
  winsize size = {};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return std::clamp<size_t>(size.ws_col, 40, 400);
  }
  return kDefaultWidth;
}

// "▕██████▋       ▏" with eighths of a cell.
std::string Bar(uint64_t done, uint64_t total, size_t cells) {
  constexpr std::string_view kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const uint64_t eighths = total == 0 ? 0 : std::min(done, total) * cells * 8 / total;
  std::string bar;
  for (uint64_t i = 0; i < eighths / 8; ++i) bar += "█";
  bar += kEighths[eighths % 8];
  const size_t used = eighths / 8 + (eighths % 8 > 0 ? 1 : 0);
  return bar.append(cells - used, ' ');
}

}  // namespace

Canvas StandardOutput() {
  return {.width = WidthOf(STDOUT_FILENO), .colour = WantsColour(STDOUT_FILENO)};
}

absl::Status Print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) {
    return absl::OkStatus();
  }
  return Failure(Exit::kIo, Cat("cannot write the output: ", std::strerror(errno)),
                 "free space or send it elsewhere");
}

void Note(std::string_view line) {
  const std::string text = Cat(Printable(line), "\n");
  std::fputs(text.c_str(), stderr);
}

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

Progress::Progress(std::string work)
    : work_(std::move(work)),
      bar_(isatty(STDERR_FILENO) != 0 && Environment("TERM") != "dumb"),
      colour_(WantsColour(STDERR_FILENO)),
      width_(WidthOf(STDERR_FILENO)) {}

Progress::~Progress() {
  if (bar_ && !shown_.empty()) std::fputs("\r\x1b[K", stderr);
}

void Progress::Update(uint64_t done, uint64_t total, std::string_view detail) {
  if (!bar_) {
    const uint64_t quarter = total == 0 ? 0 : done * 4 / total;
    if (quarter <= quarter_) return;
    quarter_ = quarter;
    Note(Cat(work_, ": ", done, " of ", total, detail.empty() ? "" : ", ", detail));
    return;
  }
  constexpr size_t kCells = 24;
  const std::string tail =
      Truncate(Cat(" ", done, " of ", total, detail.empty() ? "" : " · ", detail),
               width_ > work_.size() + kCells + 4 ? width_ - work_.size() - kCells - 4 : 1);
  std::string line =
      Cat("\r", work_, " ", Paint(Bar(done, total, kCells), Ink::kAccent, colour_), tail, "\x1b[K");
  if (line == shown_) return;
  shown_ = std::move(line);
  std::fputs(shown_.c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace utvalg::cli
