// SPDX-License-Identifier: Apache-2.0
#include "services/parse/adapters/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/process/frame.h"
#include "services/parse/adapters/child_protocol.h"

namespace utvalg::parse {
namespace {

constexpr size_t kMaxErrors = 4096;
constexpr int kEndMillis = 5000;

absl::Status Unavailable(const char* what, int error) {
  return absl::UnavailableError(Cat(what, ": ", strerror(error)));
}

// posix_spawn's two structures, released together.
class SpawnPlan {
 public:
  SpawnPlan() {
    posix_spawn_file_actions_init(&files_);
    posix_spawnattr_init(&attributes_);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    // A group of its own: an interrupt from the terminal is the parent's to handle.
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&files_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  void Put(int from, int to) { posix_spawn_file_actions_adddup2(&files_, from, to); }
  int Start(const std::string& path, const std::vector<std::string>& arguments, pid_t* pid) {
    std::vector<char*> argv = {const_cast<char*>(path.c_str())};
    for (const std::string& argument : arguments)
      argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    // Nothing of the parent's environment reaches the child. OpenMP must not start threads in the
    // sandbox.
    char locale[] = "LC_ALL=C.UTF-8", threads[] = "OMP_THREAD_LIMIT=1";
    char* environment[] = {locale, threads, nullptr};
    return posix_spawn(pid, path.c_str(), &files_, &attributes_, argv.data(), environment);
  }

 private:
  posix_spawn_file_actions_t files_;
  posix_spawnattr_t attributes_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ChildProcess>> ChildProcess::Spawn(
    const std::string& path, const std::vector<std::string>& arguments) {
  int sockets[2], errors[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
    return Unavailable("socketpair", errno);
  if (pipe2(errors, O_CLOEXEC) != 0) {
    const int error = errno;
    close(sockets[0]);
    close(sockets[1]);
    return Unavailable("pipe", error);
  }
  fcntl(sockets[0], F_SETFL, O_NONBLOCK);
  fcntl(errors[0], F_SETFL, O_NONBLOCK);
  // Nobody reads it until the end: a child that complains a lot must not wait for us.
  fcntl(errors[1], F_SETFL, O_NONBLOCK);
  SpawnPlan plan;
  plan.Put(sockets[1], STDIN_FILENO);
  plan.Put(sockets[1], STDOUT_FILENO);
  plan.Put(errors[1], STDERR_FILENO);
  pid_t pid = 0;
  const int error = plan.Start(path, arguments, &pid);
  close(sockets[1]);
  close(errors[1]);
  if (error != 0) {
    close(sockets[0]);
    close(errors[0]);
    if (error == ENOENT || error == EACCES || error == ENOEXEC)
      return absl::NotFoundError(Cat("cannot start ", path, ": ", strerror(error)));
    return Unavailable("posix_spawn", error);
  }
  return std::unique_ptr<ChildProcess>(new ChildProcess(pid, sockets[0], errors[0]));
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) KillAndWait();
  close(socket_);
  close(errors_);
}

absl::Status ChildProcess::Wait(short events, Deadline deadline) {
  for (;;) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return absl::DeadlineExceededError("the child did not answer");
    pollfd poll_fd = {socket_, events, 0};
    const int ready = poll(&poll_fd, 1, static_cast<int>(std::min<int64_t>(left.count(), 60'000)));
    if (ready > 0) return absl::OkStatus();
    if (ready < 0 && errno != EINTR) return Unavailable("poll", errno);
  }
}

absl::Status ChildProcess::SendFrame(std::string_view message, Deadline deadline) {
  const auto header = process::EncodeFrameHeader(static_cast<uint32_t>(message.size()));
  for (std::string_view part : {std::string_view(header.data(), header.size()), message}) {
    while (!part.empty()) {
      const ssize_t sent = send(socket_, part.data(), part.size(), MSG_NOSIGNAL);
      if (sent >= 0) {
        part.remove_prefix(static_cast<size_t>(sent));
      } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
        UTVALG_RETURN_IF_ERROR(Wait(POLLOUT, deadline));
      } else if (errno != EINTR) {
        return Unavailable("send", errno);
      }
    }
  }
  return absl::OkStatus();
}

absl::Status ChildProcess::Receive(char* data, size_t size, Deadline deadline) {
  while (size > 0) {
    const ssize_t got = recv(socket_, data, size, 0);
    if (got > 0) {
      data += got;
      size -= static_cast<size_t>(got);
    } else if (got == 0) {
      return absl::UnavailableError("the child is gone");
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      UTVALG_RETURN_IF_ERROR(Wait(POLLIN, deadline));
    } else if (errno != EINTR) {
      return Unavailable("recv", errno);
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> ChildProcess::ReceiveFrame(size_t max_bytes, Deadline deadline) {
  char header[process::kFrameHeaderBytes];
  UTVALG_RETURN_IF_ERROR(Receive(header, sizeof(header), deadline));
  const uint32_t size = process::DecodeFrameHeader(header);
  if (size > max_bytes) return absl::DataLossError(Cat("a frame of ", size, " bytes"));
  std::string message(size, '\0');
  UTVALG_RETURN_IF_ERROR(Receive(message.data(), size, deadline));
  return message;
}

int ChildProcess::KillAndWait() {
  kill(pid_, SIGKILL);
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = 0;
  return status;
}

int ChildProcess::AwaitEnd() {
  // Its socket is closed, so its end is moments away; only its own signal tells the cause.
  const auto process = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
  if (process >= 0) {
    pollfd poll_fd = {process, POLLIN, 0};
    while (poll(&poll_fd, 1, kEndMillis) < 0 && errno == EINTR) {
    }
    close(process);
  }
  return KillAndWait();
}

ChildDeath ChildProcess::Reap(bool gone) {
  const int status = gone ? AwaitEnd() : KillAndWait();
  if (!gone) return ChildDeath::kCrash;
  const bool said_memory = DrainErrors().find(kOutOfMemoryWords) != std::string::npos;
  if (WIFEXITED(status)) {
    if (WEXITSTATUS(status) == kExitNoSandbox) return ChildDeath::kNoSandbox;
    return WEXITSTATUS(status) == kExitOutOfMemory || said_memory ? ChildDeath::kOutOfMemory
                                                                  : ChildDeath::kCrash;
  }
  switch (WTERMSIG(status)) {
    case SIGSYS:
      return ChildDeath::kSandbox;
    case SIGPROF:
    case SIGXCPU:
      return ChildDeath::kCpuTime;
    // Not from us: the kernel ran out of memory.
    case SIGKILL:
      return ChildDeath::kOutOfMemory;
    default:
      return said_memory ? ChildDeath::kOutOfMemory : ChildDeath::kCrash;
  }
}

std::string ChildProcess::DrainErrors() {
  std::string tail;
  char buffer[1024];
  for (ssize_t got = 0; (got = read(errors_, buffer, sizeof(buffer))) > 0;) {
    tail.append(buffer, static_cast<size_t>(got));
    if (tail.size() > kMaxErrors) tail.erase(0, tail.size() - kMaxErrors);
  }
  return tail;
}

size_t ChildProcess::ResidentBytes() const {
  std::FILE* file = std::fopen(Cat("/proc/", pid_, "/statm").c_str(), "re");
  if (file == nullptr) return 0;
  unsigned long all = 0, resident = 0;
  const int read = std::fscanf(file, "%lu %lu", &all, &resident);
  std::fclose(file);
  return read == 2 ? resident * static_cast<size_t>(sysconf(_SC_PAGESIZE)) : 0;
}

}  // namespace utvalg::parse
