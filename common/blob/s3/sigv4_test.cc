// SPDX-License-Identifier: Apache-2.0
//
// The worked examples of Amazon's documentation of Signature Version 4 for S3.
#include "common/blob/s3/sigv4.h"

#include "common/base/digest.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg::s3 {
namespace {

using testing::EndsWith;

const Credentials kExample = {"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                              "us-east-1"};
// 24 May 2013, 00:00 UTC.
const std::chrono::system_clock::time_point kThen{std::chrono::seconds(1369353600)};

Request Example(const std::string& method, const std::string& path) {
  Request request;
  request.method = method;
  request.host = "examplebucket.s3.amazonaws.com";
  request.path = path;
  request.payload_sha256 = Sha256Hex("");
  return request;
}

TEST(SigV4Test, AGetIsSignedAsInTheExample) {
  Request request = Example("GET", "/test.txt");
  request.headers["range"] = "bytes=0-9";
  EXPECT_THAT(Sign(request, kExample, kThen)["authorization"],
              EndsWith("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));
}

TEST(SigV4Test, APutWithAnOddNameIsSignedAsInTheExample) {
  Request request = Example("PUT", "/test$file.text");
  request.headers["date"] = "Fri, 24 May 2013 00:00:00 GMT";
  request.headers["x-amz-storage-class"] = "REDUCED_REDUNDANCY";
  request.payload_sha256 = Sha256Hex("Welcome to Amazon S3.");
  EXPECT_THAT(Sign(request, kExample, kThen)["authorization"],
              EndsWith("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"));
}

TEST(SigV4Test, QueryParametersAreSortedWhateverOrderTheyComeIn) {
  Request request = Example("GET", "/");
  request.query = {{"prefix", "J"}, {"max-keys", "2"}};
  EXPECT_THAT(Sign(request, kExample, kThen)["authorization"],
              EndsWith("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"));
}

TEST(SigV4Test, TheQueryIsEncodedWithItsSlashes) {
  Request request = Example("GET", "/");
  request.query = {{"prefix", "t/c:1/"}, {"list-type", "2"}};
  EXPECT_EQ(CanonicalQuery(request), "list-type=2&prefix=t%2Fc%3A1%2F");
}

}  // namespace
}  // namespace utvalg::s3
