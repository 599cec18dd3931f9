// SPDX-License-Identifier: Apache-2.0
//
// Certificates for tests, made by the openssl program: an authority and whom it vouches for, all
// for loopback. Any failure fails the test.
#pragma once

#include <cstdlib>
#include <fstream>
#include <string>

#include "common/base/strings.h"
#include "common/rpc/tls.h"
#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"

namespace utvalg {

class TestAuthority {
 public:
  explicit TestAuthority(const std::string& name) {
    std::ofstream(dir_.Below("extensions")) << "subjectAltName=IP:127.0.0.1,DNS:localhost\n";
    Run(Cat("req -x509 ", kKey, " -days 2 -subj /CN=", name, " -keyout ", dir_.Below("ca.key"),
            " -out ", certificate()));
  }

  std::string certificate() const { return dir_.Below("ca.pem"); }

  TlsFiles Vouch(const std::string& who) const {
    const std::string own = dir_.Below(who);
    Run(Cat("req ", kKey, " -subj /CN=", who, " -keyout ", own, ".key -out ", own, ".csr"));
    Run(Cat("x509 -req -days 2 -in ", own, ".csr -CA ", certificate(), " -CAkey ",
            dir_.Below("ca.key"), " -CAcreateserial -extfile ", dir_.Below("extensions"), " -out ",
            own, ".pem"));
    return {own + ".pem", own + ".key", certificate()};
  }

 private:
  static constexpr char kKey[] = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";

  static void Run(const std::string& arguments) {
    ASSERT_EQ(std::system(Cat("openssl ", arguments, " >/dev/null 2>&1").c_str()), 0) << arguments;
  }

  TempDir dir_;
};

}  // namespace utvalg
