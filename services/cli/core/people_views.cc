// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/people_views.h"

#include <ctime>

#include "absl/strings/escaping.h"
#include "common/base/digest.h"
#include "services/cli/core/str.h"
#include "utvalg/erasure/v1/erasure.pb.h"

namespace utvalg::cli {
namespace {

using utvalg::erasure::v1::ErasureCertificate;

// "2026-11-23 10:15:00 UTC".
std::string Time(int64_t ms) {
  const std::time_t seconds = ms / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[40];
  std::strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S UTC", &parts);
  return text;
}

}  // namespace

ErasureCertificate CertificateOf(const utvalg::ingest::v1::GetErasureResponse& erasure) {
  ErasureCertificate certificate;
  (void)certificate.ParseFromString(erasure.certificate().certificate());
  return certificate;
}

std::string ErasureText(const std::string& erasure_id,
                        const utvalg::ingest::v1::GetErasureResponse& erasure) {
  std::string text = Cat("Erasure ", erasure_id, "\n");
  if (!erasure.complete()) {
    Append(&text, "  waiting for");
    for (const std::string& stage : erasure.waiting_for()) Append(&text, " ", stage);
    Append(&text, erasure.overdue() ? " (overdue)" : "", "; look again with `utvalg erase --show ",
           erasure_id, "`\n");
    return text;
  }
  const ErasureCertificate certificate = CertificateOf(erasure);
  for (const auto& stage : certificate.stages()) {
    Append(&text, "  ", Time(stage.erased_at_ms()), "  ", stage.stage(), ":");
    for (const std::string& store : stage.stores()) Append(&text, " ", store);
    Append(&text, "\n");
  }
  Append(&text, "  deleted at ", Time(certificate.deleted_at_ms()), "\n");
  if (certificate.irrecoverable_from_ms() > 0) {
    Append(&text, "  irrecoverable from ", Time(certificate.irrecoverable_from_ms()), "\n");
  } else {
    Append(&text, "  irrecoverable when ", certificate.epoch(), " ends, at the latest ",
           Time(certificate.irrecoverable_by_ms()), "\n");
  }
  Append(&text, "  signed by ", Hex(erasure.certificate().public_key()).substr(0, 16), "...\n");
  return text;
}

Json ErasureJson(const std::string& erasure_id,
                 const utvalg::ingest::v1::GetErasureResponse& erasure) {
  Json json;
  json["erasure_id"] = erasure_id;
  json["complete"] = erasure.complete();
  json["waiting_for"] = Json::array();
  for (const std::string& stage : erasure.waiting_for()) json["waiting_for"].push_back(stage);
  json["overdue"] = erasure.overdue();
  if (!erasure.complete()) return json;
  const ErasureCertificate certificate = CertificateOf(erasure);
  json["subject"] = certificate.subject();
  json["requested_at_ms"] = certificate.requested_at_ms();
  json["stages"] = Json::array();
  for (const auto& stage : certificate.stages()) {
    Json entry;
    entry["stage"] = stage.stage();
    entry["stores"] = Json::array();
    for (const std::string& store : stage.stores()) entry["stores"].push_back(store);
    entry["erased"] = stage.erased();
    entry["erased_at_ms"] = stage.erased_at_ms();
    json["stages"].push_back(std::move(entry));
  }
  json["deleted_at_ms"] = certificate.deleted_at_ms();
  json["epoch"] = certificate.epoch();
  json["irrecoverable_from_ms"] = certificate.irrecoverable_from_ms();
  json["irrecoverable_by_ms"] = certificate.irrecoverable_by_ms();
  json["certificate"] = Hex(erasure.certificate().certificate());
  json["signature"] = Hex(erasure.certificate().signature());
  json["public_key"] = Hex(erasure.certificate().public_key());
  return json;
}

absl::StatusOr<utvalg::ingest::v1::GetErasureResponse> ReadErasureJson(std::string_view text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  utvalg::ingest::v1::GetErasureResponse erasure;
  erasure.set_complete(true);
  auto* const signed_certificate = erasure.mutable_certificate();
  for (const auto& [field, bytes] :
       {std::pair("certificate", signed_certificate->mutable_certificate()),
        std::pair("signature", signed_certificate->mutable_signature()),
        std::pair("public_key", signed_certificate->mutable_public_key())}) {
    if (!json.is_object() || !json.contains(field) || !json[field].is_string()) {
      return absl::InvalidArgumentError(
          "this is no certificate: it is what `utvalg erase --json` prints of an erasure that is "
          "complete");
    }
    *bytes = absl::HexStringToBytes(json[field].get<std::string>());
  }
  if (ErasureJson(CertificateOf(erasure).erasure_id(), erasure) != json) {
    return absl::DataLossError("what can be read in it is not what was signed");
  }
  return erasure;
}

std::string RotationText(const utvalg::ingest::v1::RotateKeysResponse& rotation) {
  std::string text = Cat("The epoch is ", rotation.epoch(), "; ", rotation.rewrapped(),
                         " candidates go on under it.\nDestroyed:");
  for (const std::string& name : rotation.destroyed()) Append(&text, " ", name);
  return Cat(text, "\n");
}

Json RotationJson(const utvalg::ingest::v1::RotateKeysResponse& rotation) {
  Json json;
  json["epoch"] = rotation.epoch();
  json["rewrapped"] = rotation.rewrapped();
  json["destroyed"] = Json::array();
  for (const std::string& name : rotation.destroyed()) json["destroyed"].push_back(name);
  return json;
}

}  // namespace utvalg::cli
