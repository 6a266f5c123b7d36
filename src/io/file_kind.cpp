// SPDX-License-Identifier: Apache-2.0
#include "io/file_kind.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

struct Signature {
    std::string_view start;
    MessageId kind;
};

constexpr auto kNotData = std::to_array<Signature>({
    {"%PDF"sv, MessageId::kKindPdf},
    {"\x89PNG"sv, MessageId::kKindImage},
    {"\xFF\xD8\xFF"sv, MessageId::kKindImage},
    {"GIF8"sv, MessageId::kKindImage},
    {"II*\0"sv, MessageId::kKindImage},
    {"MM\0*"sv, MessageId::kKindImage},
    {"{\\rtf"sv, MessageId::kKindWord},
    {"\x7F"
     "ELF"sv,
     MessageId::kKindProgram},
    {"MZ"sv, MessageId::kKindProgram},
    {"#!/"sv, MessageId::kKindProgram},
    {"7z\xBC\xAF"sv, MessageId::kKindArchive},
    {"Rar!"sv, MessageId::kKindArchive},
    {"BZh"sv, MessageId::kKindArchive},
    {"\xFD"
     "7zXZ"sv,
     MessageId::kKindArchive},
    {"\x28\xB5\x2F\xFD"sv, MessageId::kKindArchive},
});

Error other_kind(const fs::path& path, MessageId kind) {
    return {Error::Code::kFormat,
            Message(MessageId::kFileOtherKind, {path.filename().string(), kind}),
            {}};
}

Error named(const fs::path& path, MessageId id) {
    return {Error::Code::kFormat, Message(id, {path.filename().string()}), {}};
}

/// UTF-16 names of streams inside an OLE container, as its directory writes them.
std::string utf16(std::string_view ascii) {
    std::string wide;
    for (const char c : ascii) {
        wide += c;
        wide += '\0';
    }
    return wide;
}

Error ole_kind(const fs::path& path, std::string_view bytes) {
    if (contains(bytes, utf16("EncryptedPackage")) || contains(bytes, utf16("EncryptionInfo"))) {
        return named(path, MessageId::kArchiveEncrypted);
    }
    if (contains(bytes, utf16("Workbook")) || contains(bytes, utf16("Book")) ||
        data_extension(path) == ".xls") {
        return named(path, MessageId::kFileOldExcel);
    }
    return named(path, MessageId::kFileOldOffice);
}

/// XML in UTF-16 as its Latin letters: enough to see the names that matter.
std::string without_zeros(std::string_view bytes) {
    std::string text(
        bytes.substr(bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ? 2 : 0));
    text.erase(std::remove(text.begin(), text.end(), '\0'), text.end());
    return text;
}

bool is_utf16_markup(std::string_view bytes) {
    return bytes.starts_with("\xFF\xFE<\0"sv) || bytes.starts_with("\xFE\xFF\0<"sv) ||
           bytes.starts_with("<\0"sv) || bytes.starts_with("\0<"sv);
}

/// What an XML document is, by the names at its beginning.
Result<FileKind> xml_kind(const fs::path& path, std::string_view head, std::string_view bytes) {
    const std::string text = lower(std::string(head));
    if (contains(text, "<html") || contains(text, "<!doctype html")) {
        return named(path, MessageId::kFileWebPage);
    }
    for (const auto* name : {"<ogrvrt", "<wfs:", "<ogrwfs", "<wms", "<gdal_wms", "<ogrwcs"}) {
        if (contains(text, name) && !contains(text, "featurecollection")) {
            return Error{Error::Code::kRefused,
                         Message(MessageId::kFileOtherKind,
                                 {path.filename().string(), MessageId::kKindVirtual}),
                         {}};
        }
    }
    if (contains(text, "<osm")) {
        return named(path, MessageId::kFileIsOsm);
    }
    if (contains(bytes, "<!ENTITY")) {
        return Error{Error::Code::kRefused,
                     Message(MessageId::kXmlEntities, {path.filename().string()}),
                     {}};
    }
    return FileKind::kXml;
}

bool looks_like_text(std::string_view head) {
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
        return true;
    }
    const auto control = std::count_if(head.begin(), head.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1A' &&
               c != '\0';
    });
    const auto zeros = std::count(head.begin(), head.end(), '\0');
    const auto size = static_cast<std::ptrdiff_t>(head.size());
    return control * 50 <= size && zeros * 10 <= size * 6;
}

/// Endings that tell the format whatever the first bytes are.
std::optional<FileKind> kind_of_extension(const std::string& extension) {
    if (extension == ".shp" || extension == ".dbf") {
        return FileKind::kShapefile;
    }
    if (extension == ".tab" || extension == ".mif") {
        return FileKind::kMapInfo;
    }
    if (extension == ".json" || extension == ".geojson" || extension == ".topojson") {
        return FileKind::kJson;
    }
    if (extension == ".csv" || extension == ".tsv" || extension == ".txt") {
        return FileKind::kCsv;
    }
    return std::nullopt;
}

std::string_view without_blank(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) {
        head.remove_prefix(3);
    }
    const auto start = head.find_first_not_of(" \t\r\n");
    return start == std::string_view::npos ? std::string_view() : head.substr(start);
}

/// By the first bytes that are not blank, where these are certain.
Result<std::optional<FileKind>> kind_of_bytes(const fs::path& path, std::string_view bytes) {
    const auto signature = std::find_if(kNotData.begin(), kNotData.end(),
                                        [&](const auto& s) { return bytes.starts_with(s.start); });
    const std::string extension = data_extension(path);
    if (signature != kNotData.end() && (extension != ".csv" || signature->start != "MZ")) {
        return other_kind(path, signature->kind);
    }
    if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
        return ole_kind(path, bytes);
    }
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06") ||
        bytes.starts_with("PK\x07\x08")) {
        return std::optional(FileKind::kArchive);
    }
    if (bytes.starts_with("SQLite format 3"sv)) {
        return std::optional(FileKind::kGeoPackage);
    }
    if (bytes.starts_with("fgb")) {
        return std::optional(FileKind::kFlatGeobuf);
    }
    if (contains(bytes.substr(0, 64), "OSMHeader")) {
        return named(path, MessageId::kFileIsOsm);
    }
    return std::optional<FileKind>();
}

constexpr auto kSideFiles = std::to_array<std::string_view>(
    {".shx", ".prj", ".cpg", ".qmd", ".qix", ".sbn", ".sbx", ".csvt", ".qml", ".gfs", ".xsd"});

constexpr auto kEndings = std::to_array<std::string_view>(
    {".csv",     ".tsv",      ".txt", ".xlsx", ".xlsm", ".ods", ".json",
     ".geojson", ".topojson", ".shp", ".gpkg", ".fgb",  ".gml", ".kml",
     ".kmz",     ".tab",      ".mif", ".zip",  ".gpx",  ".dxf", ".sqlite"});

/// What GDAL would take for a database or a network address.
constexpr auto kPrefixes = std::to_array<std::string_view>(
    {"pg",        "postgresql", "postgres", "mysql",    "mssql",  "oci",     "odbc",    "wfs",
     "wms",       "oapif",      "csw",      "carto",    "es",     "http",    "https",   "ftp",
     "ftps",      "file",       "s3",       "gs",       "az",     "data",    "ogrvrt",  "mongodb",
     "mongodbv3", "amigocloud", "ngw",      "plscenes", "gmlas",  "libkml",  "geojson", "topojson",
     "esrijson",  "geojsonseq", "gft",      "hana",     "edigeo", "elastic", "couchdb", "rest",
     "smb",       "ssh",        "sftp"});

template <typename List>
bool holds(const List& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace

std::string data_extension(const fs::path& path) {
    fs::path name = path.filename();
    std::string extension = lower(name.extension().string());
    if (extension == ".gz") {
        extension = lower(name.stem().extension().string());
    }
    return extension;
}

Result<FileKind> file_kind(const fs::path& path, std::string_view bytes) {
    const auto certain = kind_of_bytes(path, bytes);
    if (!certain) {
        return certain.error();
    }
    if (*certain) {
        return **certain;
    }
    const std::string extension = data_extension(path);
    if (std::find(kSideFiles.begin(), kSideFiles.end(), extension) != kSideFiles.end()) {
        return other_kind(path, MessageId::kKindSidecar);
    }
    const auto head = without_blank(bytes.substr(0, 4096));
    if (is_utf16_markup(bytes)) {
        const auto text = without_zeros(bytes);
        return xml_kind(path, without_blank(text), text);
    }
    const bool markup = head.starts_with('<');
    const auto by_name = kind_of_extension(extension);
    if (markup && by_name != FileKind::kShapefile) {
        return xml_kind(path, head, bytes);
    }
    if (by_name) {
        return *by_name;
    }
    if (head.starts_with('{') || head.starts_with('[')) {
        return FileKind::kJson;
    }
    if (extension == ".vrt") {
        return Error{
            Error::Code::kRefused,
            Message(MessageId::kFileOtherKind, {path.filename().string(), MessageId::kKindVirtual}),
            {}};
    }
    if (extension == ".pbf" || extension == ".osm") {
        return named(path, MessageId::kFileIsOsm);
    }
    const bool text = looks_like_text(bytes.substr(0, 4096));
    if (has_workbook_ending(path)) {
        if (text) {
            return FileKind::kCsv;
        }
        return Error{
            Error::Code::kFormat,
            Message(MessageId::kWorkbookNot, {path.filename().string(), MessageId::kKindBinary}),
            {}};
    }
    if (!text) {
        return FileKind::kOther;
    }
    const bool table = extension.empty() || extension == ".tab" || extension == ".dat";
    return table ? FileKind::kCsv : FileKind::kOther;
}

bool has_workbook_ending(const fs::path& path) {
    const auto extension = data_extension(path);
    return extension == ".xlsx" || extension == ".xlsm" || extension == ".ods" ||
           extension == ".xls";
}

bool is_data_file(const fs::path& path) { return holds(kEndings, data_extension(path)); }

bool is_remote(std::string_view path) {
    const std::string text = lower(std::string(trim(path)));
    if (text.starts_with("/vsi") || text.starts_with("\\\\")) {
        return true;
    }
    const auto colon = text.find(':');
    if (colon == std::string::npos || colon < 2) {
        return false;
    }
    const auto scheme = text.substr(0, colon);
    const bool word = std::all_of(scheme.begin(), scheme.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '_';
    });
    return word && (holds(kPrefixes, scheme) || text.substr(colon).starts_with("://"));
}

}  // namespace maillage::io
