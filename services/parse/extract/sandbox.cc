// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/sandbox.h"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <initializer_list>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"

namespace utvalg::extract {
namespace {

// Landlock's interface by hand: Debian 12's header stops at the second of its versions.
constexpr uint64_t kFsExecute = 1u << 0;
constexpr uint64_t kFsReadFile = 1u << 2;
constexpr uint64_t kFsReadDir = 1u << 3;
constexpr uint32_t kCreateRulesetVersion = 1u << 0;
constexpr int kRulePathBeneath = 1;

struct RulesetAttr {
  uint64_t handled_access_fs;
  uint64_t handled_access_net;
  uint64_t scoped;
};
struct PathBeneathAttr {
  uint64_t allowed_access;
  int32_t parent_fd;
} __attribute__((packed));

absl::Status Failed(const char* what) {
  return absl::FailedPreconditionError(absl::StrCat("sandbox: ", what, ": ", strerror(errno)));
}

absl::Status LimitResources(const SandboxOptions& options) {
  struct Limit {
    __rlimit_resource resource;
    rlim_t value;
  };
  for (const Limit& limit :
       {Limit{RLIMIT_CORE, 0}, Limit{RLIMIT_FSIZE, options.file_bytes}, Limit{RLIMIT_NPROC, 0},
        Limit{RLIMIT_NOFILE, 16}, Limit{RLIMIT_AS, options.memory_bytes}}) {
    const rlimit value = {limit.value, limit.value};
    if (setrlimit(limit.resource, &value) != 0) return Failed("setrlimit");
  }
  return absl::OkStatus();
}

// All rights each version of Landlock can take away.
RulesetAttr HandledByVersion(int version) {
  RulesetAttr attr = {};
  attr.handled_access_fs = (1u << 13) - 1;
  if (version >= 2) attr.handled_access_fs |= 1u << 13;  // Link or rename to another folder.
  if (version >= 3) attr.handled_access_fs |= 1u << 14;  // Truncate.
  if (version >= 5) attr.handled_access_fs |= 1u << 15;  // Device ioctl.
  if (version >= 4) attr.handled_access_net = 3;         // Bind and connect.
  if (version >= 6) attr.scoped = 3;                     // Abstract sockets and signals.
  return attr;
}

absl::Status RestrictFiles(const std::vector<std::string>& readable) {
  const auto version =
      static_cast<int>(syscall(SYS_landlock_create_ruleset, nullptr, 0, kCreateRulesetVersion));
  if (version < 1) return Failed("Landlock is not available");
  const RulesetAttr attr = HandledByVersion(version);
  const size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  const auto ruleset = static_cast<int>(syscall(SYS_landlock_create_ruleset, &attr, size, 0));
  if (ruleset < 0) return Failed("landlock_create_ruleset");
  for (const std::string& path : readable) {
    const int folder = open(path.c_str(), O_PATH | O_CLOEXEC | O_DIRECTORY);
    if (folder < 0) continue;
    const PathBeneathAttr rule = {kFsReadFile | kFsReadDir, folder};
    const long added = syscall(SYS_landlock_add_rule, ruleset, kRulePathBeneath, &rule, 0);
    close(folder);
    if (added != 0) return Failed("landlock_add_rule");
  }
  const long restricted = syscall(SYS_landlock_restrict_self, ruleset, 0);
  close(ruleset);
  if (restricted != 0) return Failed("landlock_restrict_self");
  return absl::OkStatus();
}

// Owns a libseccomp filter.
class Filter {
 public:
  Filter() : context_(seccomp_init(SCMP_ACT_KILL_PROCESS)) {}
  ~Filter() {
    if (context_ != nullptr) seccomp_release(context_);
  }
  Filter(const Filter&) = delete;
  Filter& operator=(const Filter&) = delete;

  void Allow(std::initializer_list<int> calls) { Add(SCMP_ACT_ALLOW, calls); }
  void Refuse(std::initializer_list<int> calls) { Add(SCMP_ACT_ERRNO(EACCES), calls); }
  // Memory may be mapped and protected, but never made executable.
  void AllowUnlessExecutable(int call, unsigned argument) {
    Check(seccomp_rule_add(context_, SCMP_ACT_ALLOW, call, 1,
                           SCMP_CMP(argument, SCMP_CMP_MASKED_EQ, 4 /* PROT_EXEC */, 0)));
  }
  void AllowAbort() {
    Check(seccomp_rule_add(context_, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 2,
                           SCMP_CMP(0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(getpid())),
                           SCMP_CMP(2, SCMP_CMP_EQ, SIGABRT)));
  }
  bool Load() { return ok_ && context_ != nullptr && seccomp_load(context_) == 0; }

 private:
  void Add(uint32_t action, std::initializer_list<int> calls) {
    for (const int call : calls) Check(seccomp_rule_add(context_, action, call, 0));
  }
  void Check(int result) { ok_ = ok_ && result == 0; }

  scmp_filter_ctx context_;
  bool ok_ = true;
};

absl::Status FilterCalls() {
  Filter filter;
  filter.Allow({SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap),
                SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(exit), SCMP_SYS(exit_group),
                SCMP_SYS(rt_sigreturn), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
                SCMP_SYS(getrandom), SCMP_SYS(setitimer), SCMP_SYS(close), SCMP_SYS(lseek),
                // Landlock decides which files.
                SCMP_SYS(openat), SCMP_SYS(newfstatat), SCMP_SYS(fstat), SCMP_SYS(getdents64),
                // abort() on the way down, so that a crash looks like one.
                SCMP_SYS(rt_sigprocmask), SCMP_SYS(gettid), SCMP_SYS(getpid)});
  // A process may abort itself and signal nobody else.
  filter.AllowAbort();
  filter.AllowUnlessExecutable(SCMP_SYS(mmap), 2);
  filter.AllowUnlessExecutable(SCMP_SYS(mprotect), 2);
  filter.Refuse({SCMP_SYS(open), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(stat),
                 SCMP_SYS(lstat), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(statx),
                 SCMP_SYS(sysinfo), SCMP_SYS(ioctl), SCMP_SYS(fcntl)});
  if (!filter.Load()) return Failed("seccomp is not available");
  return absl::OkStatus();
}

}  // namespace

absl::Status EnterSandbox(const SandboxOptions& options) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return Failed("no_new_privs");
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return Failed("not dumpable");
  UTVALG_RETURN_IF_ERROR(RestrictFiles(options.readable));
  UTVALG_RETURN_IF_ERROR(LimitResources(options));
  return FilterCalls();
}

void SetCpuBudget(int seconds) {
  itimerval timer = {};
  timer.it_value.tv_sec = seconds;
  setitimer(ITIMER_PROF, &timer, nullptr);
}

}  // namespace utvalg::extract
