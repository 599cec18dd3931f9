// SPDX-License-Identifier: Apache-2.0
//
// A small HTTP/1.1 server for pages, on loopback: a web server with TLS stands in front of it. Used
// by `utvalg pages`. Every connection has a deadline, every request a limit. The handler runs on
// the server's own threads and may block.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace utvalg::cli {

struct PageRequest {
  bool post = false;  // Else GET.
  std::string path;   // As sent, without what stands behind "?".
  std::string content_type;
  std::string accept_language;
  std::string body;
  bool too_large = false;  // The body was over the limit and is not here.
};

struct PageResponse {
  unsigned status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  std::string location;  // Of a 303.
  std::string save_as;   // A file name, when the browser is to save it.
};

class PageServer {
 public:
  using Handler = std::function<PageResponse(const PageRequest&)>;
  struct Options {
    std::string listen;  // "127.0.0.1:7080"; port 0 = any. Loopback alone.
    uint64_t max_body_bytes = 11 * 1024 * 1024;
    int threads = 8;
    int max_connections = 256;  // More are not accepted until one ends.
  };

  // INVALID_ARGUMENT: no address, or not on loopback. UNAVAILABLE: it is taken.
  static absl::StatusOr<std::unique_ptr<PageServer>> Start(const Options& options, Handler handler);
  ~PageServer();  // Ends what is under way.

  int port() const;

 private:
  struct State;
  explicit PageServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace utvalg::cli
