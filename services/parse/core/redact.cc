// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/redact.h"

#include <algorithm>

#include "common/base/words.h"
#include "common/lexicon/dates.h"
#include "services/parse/core/address_patterns.h"
#include "services/parse/core/blind_paragraphs.h"
#include "services/parse/core/candidate_name.h"
#include "services/parse/core/contact_patterns.h"
#include "services/parse/core/identity_numbers.h"
#include "services/parse/core/name_recurrence.h"
#include "services/parse/core/personal_labels.h"
#include "services/parse/core/redact_context.h"
#include "services/parse/core/referees.h"
#include "services/parse/core/self_reference.h"
#include "services/parse/core/text_shape.h"
#include "services/parse/core/trait_phrases.h"

namespace utvalg::parse {
namespace {

using namespace utvalg::identity::v1;  // NOLINT: reasons.

template <typename Repeated>
void AddOnce(std::string value, Repeated* values) {
  if (!value.empty() && std::find(values->begin(), values->end(), value) == values->end())
    *values->Add() = std::move(value);
}

// Without the space that a broken line left in it; "kari (at) firma.no" stays as it is.
std::string Unbroken(std::string_view email) {
  std::string whole(email);
  if (whole.find('@') != std::string::npos) std::erase(whole, ' ');
  return whole;
}

// An address that a line broke ("kari@example.n o") beside the whole one in its link.
void DropBroken(google::protobuf::RepeatedPtrField<std::string>* emails) {
  const auto is_begun = [&](const std::string& email) {
    const std::string lower = LowerAligned(email);
    return std::any_of(emails->begin(), emails->end(), [&](const std::string& other) {
      return other.size() > email.size() && LowerAligned(other).starts_with(lower);
    });
  };
  for (int i = emails->size(); i-- > 0;) {
    if (is_begun(emails->Get(i))) emails->DeleteSubrange(i, 1);
  }
}

void FillBirthDate(std::string_view text, CvIdentity* identity) {
  if (identity->has_birth_date()) return;
  const std::vector<lexicon::Period> dates = lexicon::FindPeriods(text);
  if (dates.empty() || !dates.front().start) return;
  identity->mutable_birth_date()->set_year(static_cast<uint32_t>(dates.front().start.year));
  identity->mutable_birth_date()->set_month(static_cast<uint32_t>(dates.front().start.month));
  identity->mutable_birth_date()->set_day(static_cast<uint32_t>(dates.front().start.day));
}

CvIdentity ReadIdentity(const RedactContext& context, const CandidateName& name,
                        const RedactionFindings& findings) {
  CvIdentity identity;
  identity.set_name(name.full);
  std::vector<std::string> addresses;
  for (const RedactionFinding& finding : findings) {
    const std::string_view text = context.paragraphs[finding.paragraph].text.substr(
        finding.begin, finding.end - finding.begin);
    switch (finding.reason) {
      case REDACTION_REASON_EMAIL:
        // A word that only stands behind a label ("E-mail: see above") is redacted, but no address.
        if (text.find_first_of("@([") != std::string_view::npos)
          AddOnce(Unbroken(text), identity.mutable_emails());
        break;
      case REDACTION_REASON_PHONE:
        AddOnce(PhoneE164(text), identity.mutable_phones());
        break;
      case REDACTION_REASON_LINK:
        AddOnce(std::string(text), identity.mutable_links());
        break;
      case REDACTION_REASON_BIRTH_DATE:
        FillBirthDate(text, &identity);
        break;
      case REDACTION_REASON_ADDRESS: {
        std::string line(TrimSeparators(text));
        if (!line.empty() && std::find(addresses.begin(), addresses.end(), line) == addresses.end())
          addresses.push_back(std::move(line));
        break;
      }
      default:
        break;
    }
  }
  std::string address;
  for (const std::string& line : addresses) address += (address.empty() ? "" : ", ") + line;
  identity.set_address(address);
  for (const Paragraph& paragraph : context.document->paragraphs) {
    for (const LinkTarget& link : paragraph.links) {
      const std::string lower = LowerAligned(link.uri);
      if (lower.starts_with("mailto:")) {
        const std::string_view target = std::string_view(link.uri).substr(7);
        AddOnce(std::string(TrimSpace(target.substr(0, target.find('?')))),
                identity.mutable_emails());
      } else if (!lower.starts_with("tel:")) {
        AddOnce(link.uri, identity.mutable_links());
      }
    }
  }
  DropBroken(identity.mutable_emails());
  return identity;
}

}  // namespace

RedactedDocument Redact(const Document& document, const RedactOptions& options) {
  const RedactContext context = MakeRedactContext(document);
  RedactionFindings findings;
  FindEmails(context, &findings);
  FindIdentityNumbers(context, &findings);
  FindLinks(context, &findings);
  FindPhones(context, &findings);
  FindLabelledValues(context, &findings);
  FindTraitPhrases(context, &findings);
  const CandidateName name = FindCandidateName(context, options.file_name, &findings);
  FindReferees(context, &findings);
  FindNameRecurrences(context, name, &findings);
  FindSelfReferences(context, &findings);
  FindAddresses(context, &findings);
  RedactedDocument redacted;
  redacted.identity = ReadIdentity(context, name, findings);
  BuildBlindParagraphs(context, findings, &redacted);
  return redacted;
}

}  // namespace utvalg::parse
