// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/office/compound_file.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-utils.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>

namespace utvalg::extract {
namespace {

constexpr int kMaxNames = 10'000;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
using InputPtr = std::unique_ptr<GsfInput, Unref>;

InputPtr Open(GsfInfile* folder, const std::string& name) {
  return InputPtr(gsf_infile_child_by_name(folder, name.c_str()));
}

// GLib would look for a journal to write to, which the sandbox takes for an escape. Its complaints
// about documents say nothing to anybody; that memory ran out does.
GLogWriterOutput KeepQuiet(GLogLevelFlags level, const GLogField* fields, gsize count, gpointer) {
  if ((level & G_LOG_LEVEL_ERROR) == 0) return G_LOG_WRITER_HANDLED;
  for (gsize i = 0; i < count; ++i) {
    const auto* text = static_cast<const char*>(fields[i].value);
    if (std::strcmp(fields[i].key, "MESSAGE") == 0 &&
        std::strstr(text, "failed to allocate") != nullptr)
      std::fputs("Out of memory\n", stderr);
  }
  return G_LOG_WRITER_HANDLED;
}

}  // namespace

void CompoundFile::WarmUp() {
  // GLib allows it once in a process.
  static const bool kQuiet = [] {
    g_log_set_writer_func(KeepQuiet, nullptr, nullptr);
    return true;
  }();
  if (kQuiet) gsf_init();
  const CompoundFile none("", 0);
}

CompoundFile::CompoundFile(std::string_view bytes, size_t max_bytes) : left_(max_bytes) {
  const InputPtr input(gsf_input_memory_new(reinterpret_cast<const guint8*>(bytes.data()),
                                            static_cast<gsf_off_t>(bytes.size()), FALSE));
  if (input != nullptr) root_ = gsf_infile_msole_new(input.get(), nullptr);
}

CompoundFile::~CompoundFile() {
  if (root_ != nullptr) g_object_unref(root_);
}

std::optional<std::string> CompoundFile::Read(const std::string& storage,
                                              const std::string& stream) {
  InputPtr folder;
  GsfInfile* parent = root_;
  if (!storage.empty()) {
    folder = Open(root_, storage);
    if (folder == nullptr || !GSF_IS_INFILE(folder.get())) return std::nullopt;
    parent = GSF_INFILE(folder.get());
  }
  const InputPtr input = Open(parent, stream);
  if (input == nullptr) return std::nullopt;
  const gsf_off_t size = gsf_input_size(input.get());
  if (size < 0 || static_cast<size_t>(size) > left_) return std::nullopt;
  std::string content(static_cast<size_t>(size), '\0');
  if (size > 0 && gsf_input_read(input.get(), content.size(),
                                 reinterpret_cast<guint8*>(content.data())) == nullptr)
    return std::nullopt;
  left_ -= content.size();
  return content;
}

std::vector<std::string> CompoundFile::Names(const std::string& storage) const {
  InputPtr folder;
  GsfInfile* parent = root_;
  if (!storage.empty()) {
    folder = Open(root_, storage);
    if (folder == nullptr || !GSF_IS_INFILE(folder.get())) return {};
    parent = GSF_INFILE(folder.get());
  }
  std::vector<std::string> names;
  const int count = std::min(gsf_infile_num_children(parent), kMaxNames);
  for (int i = 0; i < count; ++i)
    if (const char* name = gsf_infile_name_by_index(parent, i)) names.emplace_back(name);
  return names;
}

}  // namespace utvalg::extract
