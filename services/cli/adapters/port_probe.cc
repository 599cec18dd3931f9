// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/port_probe.h"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "common/base/strings.h"

namespace utvalg::cli {
namespace {

constexpr unsigned long kHighestPort = 65535;

}  // namespace

absl::Status ProbePort(const std::string& address) {
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos) {
    return absl::InvalidArgumentError(Cat(address, " is not HOST:PORT"));
  }
  // The system would take a number modulo 65,536 and the name of a service.
  const std::string port = address.substr(colon + 1);
  if (port.empty() || port.size() > 5 ||
      port.find_first_not_of("0123456789") != std::string::npos ||
      std::stoul(port) > kHighestPort) {
    return absl::InvalidArgumentError(
        Cat(address, " is not HOST:PORT with a port from 0 to ", kHighestPort));
  }
  std::string host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  addrinfo hints = {};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0) {
    return absl::InvalidArgumentError(Cat(address, " is not an address"));
  }
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owner(found, freeaddrinfo);
  const int descriptor = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return absl::UnavailableError(std::strerror(errno));
  // A port that was in use a moment ago is free for a server.
  const int on = 1;
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  const bool bound = bind(descriptor, found->ai_addr, found->ai_addrlen) == 0;
  const std::string fault = bound ? "" : std::strerror(errno);
  close(descriptor);
  if (bound) return absl::OkStatus();
  return absl::UnavailableError(Cat("cannot listen on ", address, ": ", fault));
}

}  // namespace utvalg::cli
