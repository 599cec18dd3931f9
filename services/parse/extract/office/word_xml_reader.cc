// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/office/word_xml_reader.h"

#include <map>
#include <string>

#include "services/parse/extract/block_writer.h"
#include "services/parse/extract/findings.h"
#include "services/parse/extract/office/docx_styles.h"
#include "services/parse/extract/office/office_date.h"
#include "services/parse/extract/office/word_body.h"
#include "services/parse/extract/xml.h"

namespace utvalg::extract {
namespace {

// The root element of a part of a flat package.
pugi::xml_node Part(pugi::xml_node package, std::string_view name) {
  for (const pugi::xml_node part : package.children())
    if (Value(part, "name") == name) return Child(part, "xmlData").first_child();
  return {};
}

std::map<std::string, std::string> ExternalLinks(pugi::xml_node relationships) {
  std::map<std::string, std::string> links;
  for (const pugi::xml_node node : relationships.children())
    if (Value(node, "TargetMode") == "External")
      links[std::string(Value(node, "Id"))] = std::string(Value(node, "Target"));
  return links;
}

}  // namespace

v1::Failure ReadWordXml(std::string_view bytes, const Limits& limits,
                        v1::ExtractResponse* response) {
  std::string copy(bytes);
  pugi::xml_document document;
  if (const v1::Failure failure = LoadXml(&copy, &document); failure != v1::FAILURE_UNSPECIFIED)
    return failure;
  const pugi::xml_node root = document.document_element();
  const bool flat = LocalName(root) == "package";
  const pugi::xml_node main = flat ? Part(root, "/word/document.xml") : root;
  const pugi::xml_node body = Child(main, "body");
  if (!body) return v1::FAILURE_MALFORMED;

  DocxStyles styles;
  styles.Load(flat ? Part(root, "/word/styles.xml") : Child(root, "styles"));
  BlockWriter writer(limits, response);
  WordBody reader(&styles, &writer);
  reader.SetBackdrop(WordBody::HasBackdrop(body));
  if (flat) reader.SetLinks(ExternalLinks(Part(root, "/word/_rels/document.xml.rels")));
  // Word 2003 keeps page headers and footers in the section they belong to.
  body.find_node([&](pugi::xml_node node) {
    if (LocalName(node) == "hdr" && LocalName(node.parent()) == "sectPr")
      reader.Walk(node, v1::BLOCK_KIND_HEADER);
    return false;
  });
  reader.Walk(body, v1::BLOCK_KIND_PARAGRAPH);
  body.find_node([&](pugi::xml_node node) {
    if (LocalName(node) == "ftr" && LocalName(node.parent()) == "sectPr")
      reader.Walk(node, v1::BLOCK_KIND_FOOTER);
    return false;
  });
  writer.Finish();
  if (Value(root, "macrosPresent") == "yes") AddFinding(response, v1::FINDING_KIND_ACTIVE_CONTENT);
  const pugi::xml_node saved = Descendant(Child(root, "DocumentProperties"), "LastSaved");
  response->set_modified(OfficeDay(saved.child_value()));
  return response->blocks_size() > 0 ? v1::FAILURE_UNSPECIFIED : v1::FAILURE_EMPTY;
}

}  // namespace utvalg::extract
