// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/office/docx_reader.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/parse/extract/ascii.h"
#include "services/parse/extract/block_writer.h"
#include "services/parse/extract/findings.h"
#include "services/parse/extract/office/docx_styles.h"
#include "services/parse/extract/office/office_date.h"
#include "services/parse/extract/office/word_body.h"
#include "services/parse/extract/office/zip_archive.h"
#include "services/parse/extract/xml.h"

namespace utvalg::extract {
namespace {

// A part with the bytes its nodes point into.
struct Part {
  std::string bytes;
  pugi::xml_document document;

  pugi::xml_node root() const { return document.document_element(); }
};

struct Relationship {
  std::string type;
  std::string target;  // Resolved against the part's folder, unless external.
  bool external = false;
};

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

// "word/" and "../media/x" to "media/x".
std::string Resolve(const std::string& folder, std::string target) {
  if (target.starts_with('/')) return target.substr(1);
  std::string base = folder;
  while (target.starts_with("../")) {
    target = target.substr(3);
    if (!base.empty()) base = FolderOf(base.substr(0, base.size() - 1));
  }
  return base + target;
}

class Package {
 public:
  Package(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response)
      : zip_(bytes, limits),
        response_(response),
        writer_(limits, response),
        body_(&styles_, &writer_) {}

  v1::Failure Read() {
    if (zip_.failure() != v1::FAILURE_UNSPECIFIED) return zip_.failure();
    main_path_ = MainPart();
    const std::unique_ptr<Part> main = Load(main_path_);
    if (main == nullptr)
      return failure_ == v1::FAILURE_UNSPECIFIED ? v1::FAILURE_MALFORMED : failure_;
    relationships_ = Relationships(main_path_);
    LoadStyles();
    LoadNumbering();
    ReportActiveContent();
    const pugi::xml_node body = Child(main->root(), "body");
    if (!body) return v1::FAILURE_MALFORMED;
    if (const auto background = Child(main->root(), "background"))
      if (const auto colour = DocxColour(background, "color")) body_.SetPageColour(*colour);
    std::vector<std::unique_ptr<Part>> headers, footers;
    LoadMargins(main->root(), &headers, &footers);
    bool backdrop = WordBody::HasBackdrop(main->root());
    for (const auto& header : headers) backdrop = backdrop || WordBody::HasBackdrop(header->root());
    body_.SetBackdrop(backdrop);

    for (const auto& header : headers) Walk(*header, v1::BLOCK_KIND_HEADER);
    body_.SetLinks(Links(main_path_));
    body_.Walk(body, v1::BLOCK_KIND_PARAGRAPH);
    ReadNotes("footnotes");
    ReadNotes("endnotes");
    for (const auto& footer : footers) Walk(*footer, v1::BLOCK_KIND_FOOTER);
    writer_.Finish();
    if (failure_ != v1::FAILURE_UNSPECIFIED) return failure_;
    ReadModified();
    return response_->blocks_size() > 0 ? v1::FAILURE_UNSPECIFIED : EmptyOrPicture();
  }

 private:
  std::unique_ptr<Part> Load(const std::string& path) {
    std::optional<std::string> bytes = zip_.Read(path);
    if (!bytes) {
      if (zip_.failure() != v1::FAILURE_UNSPECIFIED) failure_ = zip_.failure();
      return nullptr;
    }
    auto part = std::make_unique<Part>();
    part->bytes = *std::move(bytes);
    const v1::Failure failure = LoadXml(&part->bytes, &part->document);
    if (failure == v1::FAILURE_UNSPECIFIED) {
      paths_[part.get()] = path;
      return part;
    }
    if (failure != v1::FAILURE_MALFORMED) failure_ = failure;
    return nullptr;
  }

  std::map<std::string, Relationship> Relationships(const std::string& path) {
    std::map<std::string, Relationship> result;
    const std::string folder = FolderOf(path);
    const std::unique_ptr<Part> part =
        Load(folder + "_rels/" + path.substr(folder.size()) + ".rels");
    if (part == nullptr) return result;
    for (const pugi::xml_node node : part->root().children()) {
      Relationship relationship;
      const std::string_view type = Value(node, "Type");
      relationship.type = type.substr(type.rfind('/') + 1);
      relationship.external = Value(node, "TargetMode") == "External";
      const std::string target(Value(node, "Target"));
      relationship.target = relationship.external ? target : Resolve(folder, target);
      result[std::string(Value(node, "Id"))] = std::move(relationship);
    }
    return result;
  }

  std::string MainPart() {
    for (const auto& [id, relationship] : Relationships(""))
      if (relationship.type == "officeDocument") return relationship.target;
    return "word/document.xml";
  }

  // The part of a type, or where it usually is.
  std::unique_ptr<Part> LoadByType(const std::string& type, const std::string& usual) {
    for (const auto& [id, relationship] : relationships_)
      if (relationship.type == type && !relationship.external) return Load(relationship.target);
    return Load(usual);
  }

  void LoadStyles() {
    styles_part_ = LoadByType("styles", "word/styles.xml");
    if (styles_part_ != nullptr) styles_.Load(styles_part_->root());
  }

  void LoadNumbering() {
    const std::unique_ptr<Part> part = LoadByType("numbering", "word/numbering.xml");
    if (part == nullptr) return;
    std::map<std::string, std::vector<int>> unmarked;
    std::set<std::pair<std::string, int>> result;
    for (const pugi::xml_node node : part->root().children()) {
      if (LocalName(node) == "abstractNum") {
        for (const pugi::xml_node level : node.children()) {
          if (LocalName(level) != "lvl" || Value(Child(level, "numFmt"), "val") != "none") continue;
          unmarked[std::string(Value(node, "abstractNumId"))].push_back(
              Attribute(level, "ilvl").as_int());
        }
      } else if (LocalName(node) == "num") {
        const std::string id(Value(node, "numId"));
        for (const int level : unmarked[std::string(Value(Child(node, "abstractNumId"), "val"))])
          result.insert({id, level});
      }
    }
    body_.SetUnmarkedLists(std::move(result));
  }

  void ReportActiveContent() {
    uint32_t embedded = 0;
    bool active = false;
    for (const std::string& name : zip_.names()) {
      active = active || name.ends_with("vbaProject.bin") || Contains(name, "activeX/");
      embedded += Contains(name, "/embeddings/") && !name.ends_with('/');
    }
    for (const auto& [id, relationship] : relationships_)
      active = active || (relationship.external && relationship.type != "hyperlink" &&
                          relationship.type != "image");
    for (const auto& [id, relationship] : Relationships(FolderOf(main_path_) + "settings.xml"))
      active = active || (relationship.external && relationship.type == "attachedTemplate" &&
                          Contains(relationship.target, "http"));
    if (active) AddFinding(response_, v1::FINDING_KIND_ACTIVE_CONTENT);
    if (embedded > 0) AddFinding(response_, v1::FINDING_KIND_EMBEDDED_FILE, embedded);
  }

  // Page headers and footers that the sections show, each once.
  void LoadMargins(pugi::xml_node document, std::vector<std::unique_ptr<Part>>* headers,
                   std::vector<std::unique_ptr<Part>>* footers) {
    std::set<std::string> seen;
    document.find_node([&](pugi::xml_node node) {
      const std::string_view name = LocalName(node);
      const bool header = name == "headerReference";
      if (!header && name != "footerReference") return false;
      const std::string_view type = Value(node, "type");
      if (type == "first" && !Child(node.parent(), "titlePg")) return false;
      const auto found = relationships_.find(std::string(Value(node, "id")));
      if (found == relationships_.end() || !seen.insert(found->second.target).second) return false;
      if (auto part = Load(found->second.target); part != nullptr)
        (header ? headers : footers)->push_back(std::move(part));
      return false;
    });
  }

  std::map<std::string, std::string> Links(const std::string& path) {
    std::map<std::string, std::string> links;
    for (const auto& [id, relationship] : path == main_path_ ? relationships_ : Relationships(path))
      if (relationship.external) links[id] = relationship.target;
    return links;
  }

  void Walk(const Part& part, v1::BlockKind kind) {
    body_.SetLinks(Links(paths_[&part]));
    body_.Walk(part.root(), kind);
  }

  void ReadNotes(const std::string& kind) {
    const std::unique_ptr<Part> part = LoadByType(kind, "");
    if (part == nullptr) return;
    body_.SetLinks(Links(paths_[part.get()]));
    for (const pugi::xml_node note : part->root().children())
      if (Value(note, "type").empty() || Value(note, "type") == "normal")
        body_.Walk(note, v1::BLOCK_KIND_FOOTNOTE);
  }

  void ReadModified() {
    const std::unique_ptr<Part> core = Load("docProps/core.xml");
    if (core == nullptr) return;
    for (const char* name : {"modified", "created"}) {
      const std::string day = OfficeDay(Child(core->root(), name).child_value());
      if (!day.empty()) {
        response_->set_modified(day);
        return;
      }
    }
  }

  v1::Failure EmptyOrPicture() const {
    for (const std::string& name : zip_.names())
      if (Contains(name, "media/")) return v1::FAILURE_NO_TEXT;
    return v1::FAILURE_EMPTY;
  }

  ZipArchive zip_;
  v1::ExtractResponse* response_;
  BlockWriter writer_;
  DocxStyles styles_;
  WordBody body_;
  std::string main_path_;
  std::map<std::string, Relationship> relationships_;
  std::map<const Part*, std::string> paths_;
  std::unique_ptr<Part> styles_part_;
  v1::Failure failure_ = v1::FAILURE_UNSPECIFIED;
};

}  // namespace

v1::Failure ReadDocx(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response) {
  return Package(bytes, limits, response).Read();
}

}  // namespace utvalg::extract
