// SPDX-License-Identifier: GPL-3.0-or-later
//
// A CV that comes as data (Europass, JSON Resume), and how it is written as blocks: in the shape of
// a plain CV with one fact a line, so that one reader serves all formats and every fact has a place
// to point at. Plain values.
#pragma once

#include <string>
#include <vector>

#include "services/parse/extract/block_writer.h"

namespace utvalg::extract {

// A job, a degree, a project. Texts may be empty; prose may be HTML or Markdown.
struct RecordEntry {
  std::string title;
  std::string organisation;
  std::string place;
  std::string start, end;  // As they are to be read: "2013-09".
  bool open = false;       // Still going on.
  std::string prose;
  std::vector<std::string> points;
  std::string uri;
};

struct RecordSection {
  std::string heading;
  std::string prose;
  std::vector<std::string> lines;  // One fact each.
  std::vector<RecordEntry> entries;
};

struct CvRecord {
  std::string name;
  std::string headline;
  std::vector<std::string>
      contact;  // Lines, labelled where the value alone does not say what it is.
  std::vector<RecordSection> sections;
  bool norwegian = false;  // Language of what the writer adds.
};

void WriteRecord(const CvRecord& record, BlockWriter* writer);

}  // namespace utvalg::extract
