// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Europass XML that a Europass PDF carries: what the page shows, as data. It is believed only
// as far as the page shows it, since nobody sees an attachment.
#pragma once

#include <string_view>

#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

// If xml agrees with the visible words of the pages, its record replaces the
// pages as blocks; paragraphs that the pages do not show are left out. Otherwise nothing changes.
void PreferAttachedRecord(std::string_view xml, const Limits& limits,
                          v1::ExtractResponse* response);

}  // namespace utvalg::extract
