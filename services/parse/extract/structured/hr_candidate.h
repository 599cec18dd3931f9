// SPDX-License-Identifier: GPL-3.0-or-later
//
// The HR-XML Candidate of Europass since 2020.
#pragma once

#include <pugixml.hpp>

#include "services/parse/extract/structured/cv_record.h"

namespace utvalg::extract {

CvRecord ReadHrCandidate(pugi::xml_node candidate);

}  // namespace utvalg::extract
