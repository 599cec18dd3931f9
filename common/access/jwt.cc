// SPDX-License-Identifier: Apache-2.0
#include "common/access/jwt.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "common/base/status_macros.h"
#include "common/base/strings.h"

namespace utvalg {
namespace {

using Json = nlohmann::json;

constexpr int64_t kLeewaySeconds = 60;
constexpr size_t kLongestToken = 8192;
constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

absl::Status Refused(std::string_view why) {
  return absl::UnauthenticatedError(Cat("the token is not valid: ", why));
}

std::string Base64Url(std::string_view bytes) {
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const unsigned char byte : bytes) {
    bits = bits << 8 | byte;
    for (count += 8; count >= 6; count -= 6) out.push_back(kAlphabet[bits >> (count - 6) & 63]);
  }
  if (count > 0) out.push_back(kAlphabet[bits << (6 - count) & 63]);
  return out;
}

std::optional<std::string> FromBase64Url(std::string_view text) {
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const size_t value = std::string_view(kAlphabet).find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<uint32_t>(value);
    if ((count += 6) >= 8) out.push_back(static_cast<char>(bits >> (count -= 8) & 255));
  }
  return out;
}

Json ParseObject(const std::optional<std::string>& text) {
  if (!text) return {};
  Json json = Json::parse(*text, nullptr, /*allow_exceptions=*/false);
  return json.is_object() ? json : Json();
}

std::string Text(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

std::vector<std::string> Texts(const Json& json, const char* name) {
  std::vector<std::string> texts;
  const auto found = json.find(name);
  if (found == json.end()) return texts;
  if (found->is_string()) texts.push_back(found->get<std::string>());
  if (!found->is_array()) return texts;
  for (const Json& item : *found) {
    if (item.is_string()) texts.push_back(item.get<std::string>());
  }
  return texts;
}

std::optional<int64_t> Number(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_number()) return std::nullopt;
  return static_cast<int64_t>(found->get<double>());
}

std::string RoleName(access::v1::Role role) {
  std::string name = access::v1::Role_Name(role).substr(5);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

}  // namespace

absl::StatusOr<std::string> VerifyToken(std::string_view token, const Issuers& issuers,
                                        std::string_view audience, int64_t now_seconds) {
  const std::vector<std::string_view> parts = Split(token, '.');
  if (parts.size() != 3 || token.size() > kLongestToken) return Refused("it is no signed token");
  const std::optional<std::string> payload = FromBase64Url(parts[1]);
  const std::optional<std::string> signature = FromBase64Url(parts[2]);
  const Json header = ParseObject(FromBase64Url(parts[0]));
  const Json claims = ParseObject(payload);
  if (!header.is_object() || !claims.is_object() || !signature) return Refused("it is damaged");
  const auto issuer = issuers.find(Text(claims, "iss"));
  if (issuer == issuers.end()) return Refused("its issuer is unknown");
  const char* const algorithm =
      issuer->second.algorithm() == SignatureAlgorithm::kEdDsa ? "EdDSA" : "ES256";
  if (Text(header, "alg") != algorithm) return Refused("its algorithm is not its issuer's");
  if (!issuer->second.Verify(token.substr(0, token.rfind('.')), *signature)) {
    return Refused("its signature is wrong");
  }
  const std::vector<std::string> audiences = Texts(claims, "aud");
  if (std::find(audiences.begin(), audiences.end(), audience) == audiences.end()) {
    return Refused("it is meant for somebody else");
  }
  const auto expires = Number(claims, "exp");
  if (!expires || *expires + kLeewaySeconds < now_seconds) return Refused("it is over");
  const auto not_before = Number(claims, "nbf");
  if (not_before && *not_before - kLeewaySeconds > now_seconds) return Refused("it is not yet");
  return *payload;
}

absl::StatusOr<Principal> PrincipalFrom(const std::string& payload) {
  const Json claims = ParseObject(payload);
  Principal principal;
  principal.subject = Text(claims, "sub");
  principal.tenant = Text(claims, "tenant");
  principal.jobs = Texts(claims, "jobs");
  principal.application = Text(claims, "app");
  const auto person = claims.find("person");
  principal.person = person != claims.end() && person->is_boolean() && person->get<bool>();
  for (const std::string& name : Texts(claims, "roles")) {
    for (int i = 1; i < access::v1::Role_ARRAYSIZE; ++i) {
      const auto role = static_cast<access::v1::Role>(i);
      if (RoleName(role) == name) principal.roles.insert(role);
    }
  }
  if (principal.subject.empty() || principal.tenant.empty() || principal.roles.empty()) {
    return Refused("it names no subject, tenant or role");
  }
  return principal;
}

absl::StatusOr<Principal> PrincipalOfVerified(std::string_view authorization) {
  const std::vector<std::string_view> parts = Split(authorization, '.');
  const auto payload = parts.size() == 3 ? FromBase64Url(parts[1]) : std::nullopt;
  if (!payload) return Refused("it is no signed token");
  return PrincipalFrom(*payload);
}

std::string ClaimOf(const std::string& payload, const char* name) {
  return Text(ParseObject(payload), name);
}

std::string ToPayload(const Principal& principal) {
  Json claims = {{"sub", principal.subject},
                 {"tenant", principal.tenant},
                 {"person", principal.person},
                 {"roles", Json::array()}};
  for (const auto role : principal.roles) claims["roles"].push_back(RoleName(role));
  if (!principal.jobs.empty()) claims["jobs"] = principal.jobs;
  if (!principal.application.empty()) claims["app"] = principal.application;
  return claims.dump();
}

std::string MintToken(const SigningKey& key, std::string_view issuer, std::string_view audience,
                      const Principal& principal, int64_t expires_seconds) {
  Json claims = Json::parse(ToPayload(principal));
  claims["iss"] = std::string(issuer);
  claims["aud"] = std::string(audience);
  claims["exp"] = expires_seconds;
  const std::string input =
      Cat(Base64Url(R"({"alg":"EdDSA","typ":"JWT"})"), ".", Base64Url(claims.dump()));
  return Cat(input, ".", Base64Url(key.Sign(input)));
}

}  // namespace utvalg
