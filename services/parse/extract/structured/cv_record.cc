// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/structured/cv_record.h"

#include "common/base/strings.h"
#include "services/parse/extract/ascii.h"
#include "services/parse/extract/html/html_reader.h"
#include "services/parse/extract/markdown_inline.h"

namespace utvalg::extract {
namespace {

void WriteLine(std::string_view text, const SpanStyle& style, const BlockPlace& place,
               BlockWriter* writer) {
  writer->AddText(text, style);
  writer->EndBlock(place);
}

bool IsHtml(std::string_view text) {
  return Contains(text, "<p") || Contains(text, "<ul") || Contains(text, "<br") ||
         Contains(text, "<li") || Contains(text, "<div") || Contains(text, "</");
}

void WriteProse(std::string_view text, BlockWriter* writer) {
  if (Strip(text).empty()) return;
  if (IsHtml(text)) {
    WriteHtml(text, writer);
    return;
  }
  for (const std::string_view line : Split(text, '\n')) {
    WriteMarkdown(Strip(line), writer);
    writer->EndBlock({});
  }
}

std::string DatesOf(const RecordEntry& entry, bool norwegian) {
  const std::string end = entry.open ? (norwegian ? "nå" : "present") : entry.end;
  if (entry.start.empty()) return end;
  return end.empty() || end == entry.start ? entry.start : entry.start + " – " + end;
}

void WriteEntry(const RecordEntry& entry, bool norwegian, BlockWriter* writer) {
  const std::string& head = entry.title.empty() ? entry.organisation : entry.title;
  SpanStyle bold;
  bold.bold = true;
  bold.uri = entry.title.empty() ? entry.uri : "";
  writer->AddText(head, bold);
  if (const std::string dates = DatesOf(entry, norwegian); !dates.empty())
    writer->AddText("\t" + dates, {});
  writer->EndBlock({});
  const std::string organisation = entry.title.empty() ? "" : entry.organisation;
  if (!organisation.empty() || !entry.place.empty()) {
    SpanStyle link;
    link.uri = entry.uri;
    writer->AddText(organisation, link);
    if (!entry.place.empty()) writer->AddText((organisation.empty() ? "" : ", ") + entry.place, {});
    writer->EndBlock({});
  }
  WriteProse(entry.prose, writer);
  for (const std::string& point : entry.points) {
    WriteMarkdown(point, writer);
    writer->EndBlock({v1::BLOCK_KIND_LIST_ITEM, 1});
  }
}

bool IsEmpty(const RecordSection& section) {
  return Strip(section.prose).empty() && section.lines.empty() && section.entries.empty();
}

}  // namespace

void WriteRecord(const CvRecord& record, BlockWriter* writer) {
  SpanStyle large;
  large.font_size = 20;
  WriteLine(record.name, large, {v1::BLOCK_KIND_HEADING, 1}, writer);
  WriteLine(record.headline, {}, {}, writer);
  for (const std::string& line : record.contact) WriteLine(line, {}, {}, writer);
  for (const RecordSection& section : record.sections) {
    if (IsEmpty(section)) continue;
    WriteLine(section.heading, {}, {v1::BLOCK_KIND_HEADING, 2}, writer);
    WriteProse(section.prose, writer);
    for (const std::string& line : section.lines) WriteLine(line, {}, {}, writer);
    for (const RecordEntry& entry : section.entries) WriteEntry(entry, record.norwegian, writer);
  }
}

}  // namespace utvalg::extract
