// SPDX-License-Identifier: Apache-2.0
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "services/cli/core/cv_json.h"
#include "services/cli/core/cv_text.h"

namespace utvalg::cli {
namespace {

ParsedFile Nurse() {
  ParsedFile parsed;
  parsed.file = "cvs/søker.pdf";
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(blind_text: "[NAME]\nNurse with ten years on wards."
         language: "en"
         summary { begin: 7 end: 37 }
         experience { title: "Nurse" employer: "Oslo Hospital" place: "Oslo" current: true months: 26
                      start { year: 2021 month: 10 } section: SECTION_KIND_EXPERIENCE isco: "2221" }
         experience { title: "Assistant" employer: "Care Home" section: SECTION_KIND_EXPERIENCE
                      start { year: 2019 } end { year: 2020 month: 5 day: 31 } months: 17 }
         experience { title: "Treasurer" employer: "Rowing club" section: SECTION_KIND_POSITIONS_OF_TRUST }
         education { degree: "Bachelor of Nursing" institution: "OsloMet" level: EDUCATION_LEVEL_BACHELOR
                     nus: "6" start { year: 2016 } end { year: 2019 } }
         education { degree: "Evening course" current: true }
         skills { name: "wound care" esco_uri: "http://data.europa.eu/esco/skill/1" }
         skills { name: "kindness" }
         languages { code: "nb" level: LANGUAGE_LEVEL_NATIVE }
         languages { code: "de" }
         certificates { name: "BLS" issuer: "NRR" issued { year: 2022 month: 3 } }
         licences { category: "B" }
         experience_months: 43
         findings { kind: FINDING_KIND_REPAIRED })",
      &parsed.cv));
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(name: "Kari Nordmann" emails: "kari@example.no" phones: "+4799999999"
         birth_date { year: 1990 month: 2 day: 1 } address: "Storgata 1, 0155 Oslo")",
      &parsed.identity));
  return parsed;
}

TEST(CvJsonTest, HasTheFieldsOfTheContractInOrder) {
  EXPECT_EQ(
      JsonLine(ParsedFileJson(Nurse(), /*blind=*/false)),
      R"({"file":"cvs/søker.pdf","status":"parsed","reason":null,"cv":{"language":"en",)"
      R"("summary":"Nurse with ten years on wards.","experience":[)"
      R"({"title":"Nurse","employer":"Oslo Hospital","place":"Oslo","start":"2021-10","end":null,)"
      R"("current":true,"months":26},)"
      R"({"title":"Assistant","employer":"Care Home","place":"","start":"2019","end":"2020-05-31",)"
      R"("current":false,"months":17}],"education":[)"
      R"({"degree":"Bachelor of Nursing","field":"","institution":"OsloMet","level":"bachelor",)"
      R"("nus":"6","start":"2016","end":"2019"},)"
      R"({"degree":"Evening course","field":"","institution":"","level":null,"nus":"","start":"",)"
      R"("end":null}],"skills":[{"name":"wound care","esco_uri":"http://data.europa.eu/esco/skill/1"},)"
      R"({"name":"kindness","esco_uri":""}],"languages":[{"code":"nb","level":"native"},)"
      R"({"code":"de","level":null}],"certificates":[{"name":"BLS","issuer":"NRR","issued":"2022-03",)"
      R"("expires":"","course":false}],"licences":["B"]},)"
      R"("findings":[{"kind":"repaired","hidden":null,"page":0,"count":0}],"identity":{"name":"Kari Nordmann",)"
      R"("emails":["kari@example.no"],"phones":["+4799999999"],"birth_date":"1990-02-01",)"
      R"("address":"Storgata 1, 0155 Oslo"}})"
      "\n");
}

TEST(CvJsonTest, BlindLeavesIdentityOut) {
  const std::string line = JsonLine(ParsedFileJson(Nurse(), /*blind=*/true));
  EXPECT_EQ(line.find("identity"), std::string::npos);
  EXPECT_EQ(line.find("Nordmann"), std::string::npos);
}

TEST(CvJsonTest, EndIsNullExactlyWhenCurrent) {
  ParsedFile parsed;
  parsed.cv.add_experience()->set_title("Dates unknown");
  const Json json = ParsedFileJson(parsed, true);
  EXPECT_EQ(json["cv"]["experience"][0]["end"], "");
  EXPECT_EQ(json["cv"]["experience"][0]["current"], false);
}

TEST(CvJsonTest, NeedsPersonHasAReasonAndNoCv) {
  EXPECT_EQ(JsonLine(ParsedFileJson({.file = "a\xff.pdf", .reason = "encrypted"}, false)),
            "{\"file\":\"a\uFFFD.pdf\",\"status\":\"needs_person\",\"reason\":\"encrypted\","
            "\"cv\":null,\"findings\":[],\"identity\":null}\n");
}

TEST(CvTextTest, ShowsIdentityApartAndFactsInTables) {
  EXPECT_EQ(CvText(Nurse(), /*blind=*/false, {.width = 100}),
            R"(cvs/søker.pdf  en, 3 y 7 mo of work

Identity (kept apart, never scored)
  Field       Found
  name        Kari Nordmann
  e-mail      kari@example.no
  telephone   +4799999999
  birth date  1990-02-01
  address     Storgata 1, 0155 Oslo

Summary
  Nurse with ten years on wards.

Work experience
  Period               Length  Title      Employer       Place  ISCO
  2021-10 – now      2 y 2 mo  Nurse      Oslo Hospital  Oslo   2221
  2019 – 2020-05-31  1 y 5 mo  Assistant  Care Home

Voluntary work and positions of trust
  Period  Length  Title      Employer     Place  ISCO
                  Treasurer  Rowing club

Education
  Period       Degree               Field  Institution  Level
  2016 – 2019  Bachelor of Nursing         OsloMet      bachelor
  now          Evening course

Skills (2)
  wound care · kindness

Languages
  nb native · de

Driving licences
  B

Certificates and courses
  Issued   Certificate or course  Issuer  Expires
  2022-03  BLS                    NRR

Noticed (for the reviewer, never scored)
  - damaged but readable
)");
}

TEST(CvTextTest, BlindShowsTheTextAndNoIdentity) {
  const std::string text = CvText(Nurse(), /*blind=*/true, {.width = 100});
  EXPECT_EQ(text.find("Nordmann"), std::string::npos);
  EXPECT_NE(text.find("[NAME]\n  Nurse with ten years"), std::string::npos);
}

TEST(CvTextTest, SaysWhatAPersonHasToDo) {
  EXPECT_EQ(CvText({.file = "a.pdf", .reason = "encrypted"}, false, {}),
            "a.pdf  needs a person (encrypted)\n"
            "  The file asks for a password. Ask for one without.\n");
}

}  // namespace
}  // namespace utvalg::cli
