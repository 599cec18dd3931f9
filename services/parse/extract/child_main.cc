// SPDX-License-Identifier: GPL-3.0-or-later
//
// utvalg-extract: locks itself in, then reads documents. README.md beside this file says how it is
// used.
#include "services/parse/extract/child_main.h"

#include <fcntl.h>
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <new>
#include <optional>
#include <string>
#include <string_view>

#include "common/process/frame.h"
#include "services/parse/adapters/child_protocol.h"
#include "services/parse/extract/dump.h"
#include "services/parse/extract/sandbox.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {
namespace {

constexpr int kUsage = 64;  // EX_USAGE
constexpr int kNoInput = 66;
constexpr int kUnavailable = 69;
constexpr size_t kMaxDump = 64u << 20;

struct Flags {
  bool no_sandbox = false;
  int cpu_seconds = 0;  // 0 = the program's own.
  std::string data;
  pid_t parent = 0;
  std::string text_file;
  std::string proto_file;
};

std::optional<Flags> ParseFlags(int argc, char** argv) {
  Flags flags;
  for (int i = 1; i < argc; ++i) {
    const std::string_view flag = argv[i];
    const auto value = [&] { return i + 1 < argc ? argv[++i] : ""; };
    if (flag == "--insecure-no-sandbox") {
      flags.no_sandbox = true;
    } else if (flag == "--cpu-seconds") {
      flags.cpu_seconds = std::atoi(value());
    } else if (flag == "--parent") {
      flags.parent = std::atoi(value());
    } else if (flag == "--data") {
      flags.data = value();
    } else if (flag == "--text") {
      flags.text_file = value();
    } else if (flag == "--proto") {
      flags.proto_file = value();
    } else {
      return std::nullopt;
    }
  }
  return flags;
}

void Complain(absl::string_view what) {
  std::fprintf(stderr, "utvalg-extract: %.*s\n", static_cast<int>(what.size()), what.data());
}

[[noreturn]] void OutOfMemory() {
  // Nothing may be allocated any more.
  _exit(parse::kExitOutOfMemory);
}

// The parent's death ends this process; its other descriptors are not ours.
bool TieToParent(pid_t parent) {
  if (parent == 0) return true;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  syscall(SYS_close_range, 3U, ~0U, 0U);
  return getppid() == parent;
}

// What one document leaves free serves the next: given back to the system it would come again page
// by page. What is much more than a CV needs does go back.
void KeepFreedMemory() {
  mallopt(M_TRIM_THRESHOLD, 32 << 20);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TOP_PAD, 1 << 20);
}

bool LockIn(const Flags& flags, const ChildProgram& program, bool by_hand) {
  if (flags.no_sandbox) return true;
  const absl::Status locked = EnterSandbox({.memory_bytes = program.memory_bytes,
                                            .file_bytes = by_hand ? kMaxDump : 0,
                                            .readable = program.readable});
  if (!locked.ok()) Complain(locked.message());
  return locked.ok();
}

int Serve(const Flags& flags, const ChildProgram& program) {
  const int cpu_seconds = flags.cpu_seconds > 0 ? flags.cpu_seconds : program.cpu_seconds;
  if (!process::WriteFrame(STDOUT_FILENO, parse::kHello).ok()) return 0;
  for (;;) {
    const auto frame = process::ReadFrame(STDIN_FILENO, parse::kMaxRequestBytes);
    if (!frame.ok()) return parse::kExitBadRequest;
    if (!frame->has_value()) return 0;
    v1::ExtractRequest request;
    if (!request.ParseFromString(**frame)) return parse::kExitBadRequest;
    Limits limits;
    if (request.max_pages() > 0) limits.pages = request.max_pages();
    if (request.max_characters() > 0) limits.characters = request.max_characters();
    SetCpuBudget(cpu_seconds);
    const std::string response = program.extract(request.document(), limits).SerializeAsString();
    SetCpuBudget(0);
    if (!process::WriteFrame(STDOUT_FILENO, response).ok()) return 0;
  }
}

int Show(const std::string& document, const ChildProgram& program, bool as_proto) {
  const v1::ExtractResponse response = program.extract(document, {});
  std::cout << (as_proto ? response.DebugString() : Dump(response)) << std::flush;
  return 0;
}

}  // namespace

int RunChild(int argc, char** argv, const ChildProgram& program) {
  const std::optional<Flags> flags = ParseFlags(argc, argv);
  if (!flags) {
    Complain("usage: [--text FILE | --proto FILE] [--data FOLDER] [--insecure-no-sandbox]");
    return kUsage;
  }
  if (!TieToParent(flags->parent)) return 0;
  std::set_new_handler(OutOfMemory);
  KeepFreedMemory();
  const std::string& file = flags->text_file.empty() ? flags->proto_file : flags->text_file;
  std::string document;
  if (!file.empty()) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
      Complain("cannot read " + file);
      return kNoInput;
    }
    document.assign(std::istreambuf_iterator<char>(in), {});
  }
  if (const absl::Status ready = program.warm_up(flags->data); !ready.ok()) {
    Complain(ready.message());
    return kUnavailable;
  }
  if (!LockIn(*flags, program, !file.empty())) return parse::kExitNoSandbox;
  return file.empty() ? Serve(*flags, program)
                      : Show(document, program, !flags->proto_file.empty());
}

}  // namespace utvalg::extract
