// SPDX-License-Identifier: Apache-2.0
#include "tests/fault/server_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <utility>
#include <vector>

extern char** environ;

namespace utvalg {

ServerProcess::ServerProcess(const std::string& workspace) {
  std::filesystem::create_directories(workspace);
  int ends[2] = {-1, -1};
  if (pipe2(ends, O_CLOEXEC) != 0) std::abort();
  const std::string log = workspace + "/server.log";
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(),
                                   O_WRONLY | O_CREAT | O_APPEND, 0600);
  const char* bin = std::getenv("UTVALG_BIN_DIR");
  std::vector<std::string> words = {
      std::string(bin == nullptr ? "build/release/bin" : bin) + "/utvalg",
      "up",
      "--json",
      "--listen",
      "127.0.0.1:0",
      "--workspace",
      workspace};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  if (posix_spawn(&pid_, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) pid_ = 0;
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  output_ = fdopen(ends[0], "r");
}

ServerProcess::~ServerProcess() {
  Kill();
  fclose(output_);
}

std::string ServerProcess::WaitForAddress() {
  std::array<char, 4096> line{};
  if (fgets(line.data(), line.size(), output_) == nullptr) return "";
  const std::string text(line.data());
  const std::string name = "\"listen\":\"";
  const size_t begin = text.find(name);
  if (begin == std::string::npos) return "";
  const size_t value = begin + name.size();
  return text.substr(value, text.find('"', value) - value);
}

void ServerProcess::Kill() {
  if (pid_ == 0) return;
  kill(pid_, SIGKILL);
  Wait();
}

int ServerProcess::Stop() {
  if (pid_ == 0) return -1;
  kill(pid_, SIGTERM);
  return Wait();
}

int ServerProcess::Wait() {
  int status = 0;
  waitpid(std::exchange(pid_, 0), &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace utvalg
