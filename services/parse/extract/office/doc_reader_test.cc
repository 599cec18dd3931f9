// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/office/doc_reader.h"

#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-memory.h>

#include <string>

#include "gtest/gtest.h"
#include "services/parse/extract/office/compound_file.h"
#include "services/parse/extract/testing/visible_text.h"

namespace utvalg::extract {
namespace {

void Put(std::string* bytes, size_t at, uint32_t value, size_t size = 4) {
  if (bytes->size() < at + size) bytes->resize(at + size);
  for (size_t i = 0; i < size; ++i) (*bytes)[at + i] = static_cast<char>(value >> (8 * i));
}

void AddStream(GsfOutfile* file, const char* name, const std::string& content) {
  GsfOutput* stream = gsf_outfile_new_child(file, name, FALSE);
  gsf_output_write(stream, content.size(), reinterpret_cast<const guint8*>(content.data()));
  gsf_output_close(stream);
  g_object_unref(stream);
}

std::string Compound(const std::string& main, const std::string& table) {
  GsfOutput* memory = gsf_output_memory_new();
  GsfOutfile* file = gsf_outfile_msole_new(memory);
  AddStream(file, "WordDocument", main);
  AddStream(file, "0Table", table);
  gsf_output_close(GSF_OUTPUT(file));
  const std::string bytes(
      reinterpret_cast<const char*>(gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory))),
      static_cast<size_t>(gsf_output_size(memory)));
  g_object_unref(file);
  g_object_unref(memory);
  return bytes;
}

// A document of this text, in Windows-1252, in one piece at 0x800. flags: of the information block.
std::string Doc(const std::string& text, uint32_t flags = 0) {
  std::string main(0x800, '\0'), table(0x20, '\0');
  Put(&main, 0, 0xA5EC, 2);
  Put(&main, 2, 0xC1, 2);
  Put(&main, 0x0A, flags, 2);
  Put(&main, 0x4C, static_cast<uint32_t>(text.size()));
  Put(&main, 0x1A2, 0);
  Put(&main, 0x1A6, 21);
  main += text;
  Put(&table, 0, 2, 1);
  Put(&table, 1, 16);
  Put(&table, 5, 0);
  Put(&table, 9, static_cast<uint32_t>(text.size()));
  Put(&table, 13, 0, 2);
  Put(&table, 15, 0x800 * 2 | 0x40000000);
  Put(&table, 19, 0, 2);
  return Compound(main, table);
}

v1::ExtractResponse Read(const std::string& bytes) {
  CompoundFile::WarmUp();
  v1::ExtractResponse response;
  response.set_failure(ReadDoc(bytes, {}, &response));
  return response;
}

TEST(DocReaderTest, TextIsCutIntoParagraphsAndCells) {
  EXPECT_EQ(VisibleBlocks(Read(Doc("Kari\x0BMoen\rR\xF8rlegger\t2019\r"
                                   "a\x07"
                                   "b\x07"))),
            "PARAGRAPH|Kari\nMoen\nPARAGRAPH|Rørlegger\t2019\nTABLE_CELL t1 r0 c0|a\nTABLE_CELL t1 "
            "r0 c1|b\n");
}

TEST(DocReaderTest, FieldsShowTheirResult) {
  const auto response = Read(Doc("\x13HYPERLINK \"https://nav.no\"\x14NAV\x15\r"));
  EXPECT_EQ(VisibleBlocks(response), "PARAGRAPH|NAV\n");
  EXPECT_EQ(response.blocks(0).spans(0).uri(), "https://nav.no");
}

TEST(DocReaderTest, EncryptedAndBrokenDocumentsAreTold) {
  EXPECT_EQ(Read(Doc("x\r", 0x0100)).failure(), v1::FAILURE_ENCRYPTED);
  EXPECT_EQ(Read("no compound file").failure(), v1::FAILURE_MALFORMED);
  EXPECT_EQ(Read(Compound("short", "")).failure(), v1::FAILURE_MALFORMED);
}

TEST(DocReaderTest, OffsetsBeyondTheEndDoNoHarm) {
  std::string main(0x800, '\0');
  Put(&main, 0, 0xA5EC, 2);
  Put(&main, 2, 0xC1, 2);
  for (size_t at = 0x4C; at < 0x1B0; at += 4) Put(&main, at, 0xFFFFFFF0U);
  EXPECT_EQ(Read(Compound(main, std::string(64, '\xFF'))).failure(), v1::FAILURE_EMPTY);
}

}  // namespace
}  // namespace utvalg::extract
