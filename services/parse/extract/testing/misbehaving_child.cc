// SPDX-License-Identifier: GPL-3.0-or-later
//
// A child for tests that does what a taken-over extractor might: its document is a command. It
// locks itself in with the real sandbox and speaks the real protocol, so the parent's tests meet
// real deaths.
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "common/process/frame.h"
#include "services/parse/adapters/child_protocol.h"
#include "services/parse/extract/sandbox.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {
namespace {

volatile long g_sink = 0;
volatile int* volatile g_nowhere = nullptr;

[[noreturn]] void Spin() {
  for (;;) g_sink = g_sink + 1;
}

void EatMemory() {
  std::vector<std::string> eaten;
  for (;;) eaten.emplace_back(1u << 20, 'x');
}

// What could be done without dying of it is the answer's modified field, so that a test sees it.
std::string TryToOpen(const char* path, int flags) {
  return open(path, flags, 0600) < 0 ? strerror(errno) : "opened";
}

std::string Obey(std::string_view command) {
  if (command == "crash") *g_nowhere = 1;
  if (command == "abort") abort();
  if (command == "exit") _exit(3);
  if (command == "spin") Spin();
  if (command == "wait") pause();
  if (command == "eat memory") EatMemory();
  if (command == "say out of memory") {
    std::fputs("Out of memory\n", stderr);
    abort();
  }
  if (command == "socket") socket(AF_INET, SOCK_STREAM, 0);
  if (command == "fork") fork();
  if (command == "exec") execl("/bin/true", "true", nullptr);
  if (command == "ptrace") ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
  if (command == "kill parent") kill(getppid(), SIGTERM);
  if (command == "map code")
    mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (command == "unlink") unlink("/tmp/utvalg-no-such-file");
  if (command == "read file") return TryToOpen("/etc/hostname", O_RDONLY);
  if (command == "read own memory") return TryToOpen("/proc/self/mem", O_RDWR);
  if (command == "write file") return TryToOpen("/tmp/utvalg-escaped", O_WRONLY | O_CREAT);
  if (command == "list folder") return TryToOpen("/", O_RDONLY | O_DIRECTORY);
  return "";
}

int Serve() {
  for (;;) {
    const auto frame = process::ReadFrame(STDIN_FILENO, parse::kMaxRequestBytes);
    if (!frame.ok() || !frame->has_value()) return 0;
    v1::ExtractRequest request;
    if (!request.ParseFromString(**frame)) return parse::kExitBadRequest;
    if (request.document() == "garbage") {
      if (!process::WriteFrame(STDOUT_FILENO, "\xFF\xFF\xFF").ok()) return 0;
      continue;
    }
    SetCpuBudget(1);
    v1::ExtractResponse response;
    response.set_format(v1::FORMAT_TEXT);
    response.add_blocks()->add_spans()->set_text(Obey(request.document()));
    SetCpuBudget(0);
    if (request.document() == "lie") response.add_pages()->add_words()->set_text("no font");
    if (!process::WriteFrame(STDOUT_FILENO, response.SerializeAsString()).ok()) return 0;
  }
}

int Main() {
  std::set_new_handler([] { _exit(parse::kExitOutOfMemory); });
  if (const absl::Status locked = EnterSandbox({}); !locked.ok()) return parse::kExitNoSandbox;
  if (!process::WriteFrame(STDOUT_FILENO, parse::kHello).ok()) return 0;
  return Serve();
}

}  // namespace
}  // namespace utvalg::extract

int main() { return utvalg::extract::Main(); }
