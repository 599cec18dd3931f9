// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/page_server.h"

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <chrono>
#include <thread>
#include <utility>

#include "absl/strings/numbers.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

// For one request to come in, and for one answer to be taken.
constexpr std::chrono::seconds kPatience(30);
constexpr uint32_t kMaxHeaderBytes = 16 * 1024;
constexpr std::chrono::milliseconds kPause(20);

std::string Text(beast::string_view view) { return {view.data(), view.size()}; }

http::response<http::string_body> ToHttp(PageResponse page, bool head_only) {
  http::response<http::string_body> out;
  out.version(11);
  out.result(page.status);
  out.keep_alive(false);
  out.set(http::field::content_type, page.content_type);
  // The path is a secret and the page is about a person: nothing keeps either or passes it on.
  out.set(http::field::cache_control, "no-store");
  out.set("Referrer-Policy", "no-referrer");
  out.set("X-Content-Type-Options", "nosniff");
  out.set("X-Robots-Tag", "noindex");
  out.set("Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors "
          "'none'; base-uri 'none'");
  if (!page.location.empty()) out.set(http::field::location, page.location);
  if (!page.save_as.empty()) {
    out.set(http::field::content_disposition, Cat("attachment; filename=\"", page.save_as, "\""));
  }
  const size_t size = page.body.size();
  if (!head_only) out.body() = std::move(page.body);
  out.content_length(size);
  return out;
}

}  // namespace

struct PageServer::State {
  State(const Options& server_options, Handler page_handler)
      : options(server_options), handler(std::move(page_handler)), acceptor(context) {}

  asio::awaitable<void> Serve(tcp::socket socket) {
    beast::tcp_stream stream(std::move(socket));
    beast::flat_buffer buffer;
    http::request_parser<http::string_body> parser;
    parser.header_limit(kMaxHeaderBytes);
    parser.body_limit(options.max_body_bytes);
    stream.expires_after(kPatience);
    boost::system::error_code error;
    co_await http::async_read(stream, buffer, parser,
                              asio::redirect_error(asio::use_awaitable, error));
    const bool too_large = error == http::error::body_limit;
    if (error && !too_large) co_return;  // No request: nobody to answer.
    const auto& message = parser.get();
    PageResponse page;
    const bool head = message.method() == http::verb::head;
    if (message.method() == http::verb::get || message.method() == http::verb::post || head) {
      PageRequest request;
      request.post = message.method() == http::verb::post;
      request.path = Text(message.target().substr(0, message.target().find('?')));
      request.content_type = Text(message[http::field::content_type]);
      request.accept_language = Text(message[http::field::accept_language]);
      request.too_large = too_large;
      if (!too_large) request.body = message.body();
      page = handler(request);
    } else {
      page.status = 405;
    }
    auto response = ToHttp(std::move(page), head);
    stream.expires_after(kPatience);
    co_await http::async_write(stream, response, asio::redirect_error(asio::use_awaitable, error));
    stream.socket().shutdown(tcp::socket::shutdown_send, error);
  }

  asio::awaitable<void> Counted(tcp::socket socket) {
    try {
      co_await Serve(std::move(socket));
    } catch (const std::exception&) {
      // A connection that cannot go on ends; the others do not notice.
    }
    --connections;
  }

  asio::awaitable<void> Accept() {
    asio::steady_timer pause(context);
    for (;;) {
      boost::system::error_code error;
      if (connections >= options.max_connections) {
        pause.expires_after(kPause);
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
        continue;
      }
      tcp::socket socket =
          co_await acceptor.async_accept(context, asio::redirect_error(asio::use_awaitable, error));
      if (!acceptor.is_open()) co_return;
      if (error) continue;
      ++connections;
      asio::co_spawn(context, Counted(std::move(socket)), asio::detached);
    }
  }

  const Options options;
  const Handler handler;
  asio::io_context context;
  tcp::acceptor acceptor;
  std::atomic<int> connections{0};
  std::vector<std::thread> threads;
};

PageServer::PageServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

absl::StatusOr<std::unique_ptr<PageServer>> PageServer::Start(const Options& options,
                                                              Handler handler) {
  const size_t colon = options.listen.rfind(':');
  int port = -1;
  boost::system::error_code error;
  const auto address = asio::ip::make_address(options.listen.substr(0, colon), error);
  if (colon == std::string::npos || error ||
      !absl::SimpleAtoi(options.listen.substr(colon + 1), &port) || port < 0 || port > 65535) {
    return absl::InvalidArgumentError(Cat(options.listen, " is no address"));
  }
  if (!address.is_loopback()) {
    return absl::InvalidArgumentError(
        Cat(options.listen, " is not on this machine alone, and the links are secrets"));
  }
  auto state = std::make_unique<State>(options, std::move(handler));
  const tcp::endpoint endpoint(address, static_cast<uint16_t>(port));
  state->acceptor.open(endpoint.protocol(), error);
  if (!error) state->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) state->acceptor.bind(endpoint, error);
  if (!error) state->acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return absl::UnavailableError(Cat(options.listen, ": ", error.message()));
  asio::co_spawn(state->context, state->Accept(), asio::detached);
  for (int i = 0; i < options.threads; ++i) {
    state->threads.emplace_back([raw = state.get()] { raw->context.run(); });
  }
  return std::unique_ptr<PageServer>(new PageServer(std::move(state)));
}

PageServer::~PageServer() {
  state_->context.stop();
  for (std::thread& thread : state_->threads) thread.join();
}

int PageServer::port() const { return state_->acceptor.local_endpoint().port(); }

}  // namespace utvalg::cli
