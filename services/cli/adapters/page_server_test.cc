// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/page_server.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

// What the server says to these bytes until it closes.
std::string Say(int port, const std::string& bytes) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) {
    (void)!send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    shutdown(socket, SHUT_WR);
    char buffer[4096];
    for (ssize_t got = 0; (got = recv(socket, buffer, sizeof(buffer), 0)) > 0;) {
      answer.append(buffer, static_cast<size_t>(got));
    }
  }
  close(socket);
  return answer;
}

std::unique_ptr<PageServer> Echo() {
  return *PageServer::Start(
      {.listen = "127.0.0.1:0", .max_body_bytes = 100, .threads = 2},
      [](const PageRequest& request) -> PageResponse {
        if (request.too_large) return {.status = 413};
        return {.body = (request.post ? "POST " : "GET ") + request.path + " " + request.body};
      });
}

TEST(PageServerTest, AnAnswerIsNeitherKeptNorPassedOn) {
  const auto server = Echo();
  const std::string answer = Say(server->port(), "GET /a/b?c HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(answer, HasSubstr("GET /a/b "));
  EXPECT_THAT(answer, HasSubstr("Cache-Control: no-store"));
  EXPECT_THAT(answer, HasSubstr("Referrer-Policy: no-referrer"));
  EXPECT_THAT(answer, HasSubstr("default-src 'none'"));
}

TEST(PageServerTest, AFormIsReadUpToTheLimit) {
  const auto server = Echo();
  const std::string head = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: ";
  EXPECT_THAT(Say(server->port(), head + "3\r\n\r\nyes"), HasSubstr("POST /a yes"));
  EXPECT_THAT(Say(server->port(), head + "101\r\n\r\n" + std::string(101, 'x')),
              StartsWith("HTTP/1.1 413"));
}

TEST(PageServerTest, WhatIsNoRequestIsNotAnsweredAndHarmsNobody) {
  const auto server = Echo();
  for (const std::string& bytes :
       {std::string("\0\x16\x03\x01", 4), std::string("GET"), std::string(),
        "GET / HTTP/1.1\r\nX: " + std::string(20000, 'x') + "\r\n\r\n"}) {
    EXPECT_EQ(Say(server->port(), bytes), "");
  }
  EXPECT_THAT(Say(server->port(), "DELETE / HTTP/1.1\r\nHost: x\r\n\r\n"),
              StartsWith("HTTP/1.1 405"));
  EXPECT_THAT(Say(server->port(), "GET / HTTP/1.1\r\nHost: x\r\n\r\n"), StartsWith("HTTP/1.1 200"));
}

TEST(PageServerTest, ItListensOnThisMachineAlone) {
  for (const char* listen : {"0.0.0.0:0", "[::]:0", "example.org:80", "127.0.0.1", ""}) {
    EXPECT_EQ(PageServer::Start({.listen = listen}, nullptr).status().code(),
              absl::StatusCode::kInvalidArgument)
        << listen;
  }
}

}  // namespace
}  // namespace utvalg::cli
