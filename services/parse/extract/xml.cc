// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/xml.h"

namespace utvalg::extract {
namespace {

std::string_view WithoutPrefix(const char* name) {
  const std::string_view all = name;
  const size_t colon = all.find(':');
  return colon == std::string_view::npos ? all : all.substr(colon + 1);
}

}  // namespace

v1::Failure LoadXml(std::string* bytes, pugi::xml_document* document) {
  constexpr unsigned kFlags = pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata;
  const pugi::xml_parse_result result =
      document->load_buffer_inplace(bytes->data(), bytes->size(), kFlags);
  for (const pugi::xml_node node : document->children())
    if (node.type() == pugi::node_doctype) return v1::FAILURE_XML_DTD;
  if (result.status == pugi::status_out_of_memory) return v1::FAILURE_MEMORY;
  // What was read before an error is kept: cut documents have a good beginning.
  if (!result && !document->document_element()) return v1::FAILURE_MALFORMED;
  return v1::FAILURE_UNSPECIFIED;
}

std::string_view LocalName(pugi::xml_node node) { return WithoutPrefix(node.name()); }
std::string_view LocalName(pugi::xml_attribute attribute) {
  return WithoutPrefix(attribute.name());
}

pugi::xml_node Child(pugi::xml_node node, std::string_view local) {
  for (const pugi::xml_node child : node.children())
    if (LocalName(child) == local) return child;
  return {};
}

pugi::xml_attribute Attribute(pugi::xml_node node, std::string_view local) {
  for (const pugi::xml_attribute attribute : node.attributes())
    if (LocalName(attribute) == local) return attribute;
  return {};
}

std::string_view Value(pugi::xml_node node, std::string_view local) {
  return Attribute(node, local).value();
}

pugi::xml_node Descendant(pugi::xml_node node, std::string_view local) {
  return node.find_node([&](pugi::xml_node child) { return LocalName(child) == local; });
}

}  // namespace utvalg::extract
