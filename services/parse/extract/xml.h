// SPDX-License-Identifier: GPL-3.0-or-later
//
// XML through pugixml, which loads nothing and expands nothing; a document type is refused all the
// same. Names are compared without their prefix, because a prefix is the writer's choice.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

// FAILURE_XML_DTD, FAILURE_MALFORMED or FAILURE_MEMORY. The bytes may be changed; they must outlive
// the document.
v1::Failure LoadXml(std::string* bytes, pugi::xml_document* document);

// Name without prefix.
std::string_view LocalName(pugi::xml_node node);
std::string_view LocalName(pugi::xml_attribute attribute);

// First child or attribute of that local name; null if there is none.
pugi::xml_node Child(pugi::xml_node node, std::string_view local);
pugi::xml_attribute Attribute(pugi::xml_node node, std::string_view local);
// The attribute's value, "" if there is none.
std::string_view Value(pugi::xml_node node, std::string_view local);
// First descendant of that local name in document order.
pugi::xml_node Descendant(pugi::xml_node node, std::string_view local);

}  // namespace utvalg::extract
