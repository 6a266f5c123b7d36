// SPDX-License-Identifier: Apache-2.0
#include "io/read.hpp"

#include "base/text.hpp"
#include "io/archive.hpp"
#include "io/file_error.hpp"
#include "io/file_kind.hpp"
#include "io/gdal_layers.hpp"
#include "io/gdal_session.hpp"
#include "io/json_layers.hpp"
#include "io/workbook_cost.hpp"
#include "io/xml_tags.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;
using Layers = std::vector<RawLayer>;
using namespace std::string_view_literals;

constexpr std::uint64_t kArchiveRatio = 200;
/// Each byte of a sheet takes some 50 in memory, and real ones are packed 5 to 20 times.
constexpr std::uint64_t kWorkbookRatio = 60;
/// What a workbook may take in memory: so much, and so many times its size.
constexpr std::uint64_t kWorkbookMemory = std::uint64_t{384} << 20U;
constexpr std::uint64_t kWorkbookMemoryRatio = 64;

/// Folders of a KML in folders; real ones are ten deep.
constexpr std::size_t kXmlDepth = 200;

Error with_file(Error error, const fs::path& path) {
    if (error.where.empty()) {
        error.where = path.filename().string();
    }
    return error;
}

bool has_member(const std::vector<ArchiveMember>& members, std::string_view name) {
    return std::any_of(members.begin(), members.end(),
                       [&](const ArchiveMember& member) { return member.name == name; });
}

/// Reads one file, whether it lies on disk or was unpacked into memory.
class FileReader {
public:
    FileReader(const ReadOptions& options, const Progress& progress)
        : m_options(options), m_progress(progress) {}

    /// \p on_disk: GDAL may open \p path itself, \p bytes are exactly what lies there.
    Result<Layers> read(const fs::path& path, std::string bytes, bool on_disk) {
        const auto kind = file_kind(path, bytes);
        if (!kind) {
            return kind.error();
        }
        switch (*kind) {
            case FileKind::kCsv:
                return read_text(path, bytes);
            case FileKind::kJson:
                return read_json_layers(bytes, m_options);
            case FileKind::kArchive:
            case FileKind::kWorkbook:
                return read_archive(path, bytes);
            default:
                break;
        }
        const std::string name = path.filename().string();
        if (*kind == FileKind::kXml && is_deeper(xml_text(bytes), kXmlDepth)) {
            return Error{
                Error::Code::kRefused,
                Message(MessageId::kXmlTooDeep, {name, static_cast<std::int64_t>(kXmlDepth)}),
                {}};
        }
        if (on_disk) {
            bytes = {};
            return read_gdal({path.string(), name, *kind, false}, m_options, m_progress);
        }
        MemoryFolder folder;
        const auto inside = folder.add(name.ends_with(".gz") ? path.stem().string() : name, bytes);
        return read_gdal({inside, name, *kind, false}, m_options, m_progress);
    }

private:
    Result<Layers> read_text(const fs::path& path, const std::string& bytes) const {
        auto layer = read_csv(bytes, m_options);
        if (!layer) {
            return layer.error();
        }
        if (has_workbook_ending(path)) {
            layer.value().table.remarks.push_back(
                {0, Message(MessageId::kWorkbookIsCsv, {path.filename().string()}), false});
        }
        Layers layers;
        layers.push_back(std::move(layer).value());
        return layers;
    }

    Result<Layers> read_archive(const fs::path& path, std::string& bytes) {
        const std::string name = path.filename().string();
        const auto members = list_archive(bytes, name, {m_options.max_bytes, kArchiveRatio});
        if (!members) {
            return members.error();
        }
        const bool xlsx = has_member(*members, "xl/workbook.xml");
        if (xlsx || has_member(*members, "content.xml")) {
            return read_workbook(name, bytes, *members, xlsx ? "classeur.xlsx" : "classeur.ods");
        }
        if (has_member(*members, "[Content_Types].xml")) {
            const bool binary = has_member(*members, "xl/workbook.bin");
            return Error{
                Error::Code::kFormat,
                Message(MessageId::kFileOtherKind,
                        {name, binary ? MessageId::kKindBinaryWorkbook : MessageId::kKindWord}),
                {}};
        }
        if (data_extension(path) == ".xlsx" || data_extension(path) == ".ods") {
            return Error{Error::Code::kFormat, Message(MessageId::kWorkbookEmpty, {name}), {}};
        }
        if (has_member(*members, "stops.txt") || has_member(*members, "stop_times.txt") ||
            has_member(*members, "agency.txt")) {
            return Error{Error::Code::kFormat, Message(MessageId::kArchiveIsTransit, {name}), {}};
        }
        return read_members(name, bytes, *members);
    }

    /// The table of members may lie about sizes: each is unpacked once before GDAL sees the file.
    Result<Layers> read_workbook(const std::string& name, std::string& bytes,
                                 const std::vector<ArchiveMember>& members, const char* file_name) {
        const auto limited = list_archive(bytes, name, {m_options.max_bytes, kWorkbookRatio});
        if (!limited) {
            return limited.error();
        }
        WorkbookCost cost;
        if (const auto error = look_over(name, bytes, members, cost)) {
            return *error;
        }
        if (cost.bytes() > kWorkbookMemory + bytes.size() * kWorkbookMemoryRatio) {
            return Error{Error::Code::kRefused,
                         Message(MessageId::kWorkbookExplodes,
                                 {name, static_cast<std::int64_t>(cost.bytes() >> 20U)}),
                         {}};
        }
        MemoryFolder folder;
        const auto inside = folder.add(file_name, bytes);
        return read_gdal({inside, name, FileKind::kWorkbook, false}, m_options, m_progress);
    }

    /// Members are known by what stands in them: a workbook may call its sheets what it likes.
    static std::optional<Error> look_over(const std::string& name, std::string_view bytes,
                                          const std::vector<ArchiveMember>& members,
                                          WorkbookCost& cost) {
        std::vector<const ArchiveMember*> sheets;
        for (const auto& member : members) {
            auto unpacked = unpack_member(bytes, member, name);
            if (!unpacked) {
                return unpacked.error();
            }
            const auto content = xml_text(std::move(unpacked).value());
            if (auto refusal = refuse_entities(content, name)) {
                return refusal;
            }
            if (content.find("sst") != std::string::npos) {
                cost.add_shared_texts(content);
            }
            if (content.find("sheetData") != std::string::npos) {
                sheets.push_back(&member);
            }
            if (member.name == "content.xml") {
                cost.add_ods_content(content);
            }
        }
        // Shared texts may come last, and holding all sheets would take their memory twice.
        for (const auto* sheet : sheets) {
            auto unpacked = unpack_member(bytes, *sheet, name);
            if (unpacked) {
                cost.add_xlsx_sheet(xml_text(std::move(unpacked).value()));
            }
        }
        return std::nullopt;
    }

    /// XML may also be written in UTF-16, which would hide its words from us.
    static std::string xml_text(std::string bytes) {
        const std::string_view text = bytes;
        const bool little = text.starts_with("\xFF\xFE") || text.substr(0, 2) == "<\0"sv;
        const bool big = text.starts_with("\xFE\xFF") || text.substr(0, 2) == "\0<"sv;
        return little || big ? utf8_from_utf16(text, big) : std::move(bytes);
    }

    /// No program writes entity definitions into a workbook; attacks do.
    static std::optional<Error> refuse_entities(std::string_view xml, const std::string& name) {
        if (xml.find("<!ENTITY") == std::string_view::npos) {
            return std::nullopt;
        }
        return Error{Error::Code::kRefused, Message(MessageId::kXmlEntities, {name}), {}};
    }

    Result<Layers> read_members(const std::string& name, std::string_view bytes,
                                const std::vector<ArchiveMember>& members) {
        Layers layers;
        std::vector<std::string> names;
        std::string nested;
        bool found = false;
        for (const auto& member : members) {
            const auto extension = data_extension(member.name);
            names.push_back(fs::path(member.name).filename().string());
            if (extension == ".zip" || extension == ".7z" || extension == ".rar" ||
                member.name.ends_with(".gz")) {
                nested = member.name;
                continue;
            }
            const bool side_table =
                extension == ".dbf" && (has_member(members, with_ending(member.name, ".shp")) ||
                                        has_member(members, with_ending(member.name, ".SHP")));
            if ((!is_data_file(member.name) && extension != ".dbf") || side_table ||
                member.name.starts_with("__MACOSX/")) {
                continue;
            }
            found = true;
            auto read = read_member(name, bytes, members, member);
            if (!read) {
                return with_file(read.error(), name + ", " + member.name);
            }
            for (auto& layer : read.value()) {
                if (layer.table.layer.empty()) {
                    layer.table.layer = fs::path(member.name).filename().string();
                }
                if (m_options.layer.empty() || layer.table.layer == m_options.layer ||
                    !is_plain(member.name)) {
                    layers.push_back(std::move(layer));
                }
            }
        }
        if (found && !layers.empty()) {
            return layers;
        }
        return no_layers(name, names, nested, found);
    }

    /// Formats that have no layer names of their own: the name of the member stands for one.
    static bool is_plain(const std::string& name) {
        const auto extension = data_extension(name);
        return extension == ".csv" || extension == ".tsv" || extension == ".txt" ||
               extension == ".json" || extension == ".geojson";
    }

    static std::string with_ending(const std::string& name, const char* ending) {
        return name.substr(0, name.rfind('.')) + ending;
    }

    Error no_layers(const std::string& name, const std::vector<std::string>& names,
                    const std::string& nested, bool found) const {
        if (found) {
            return {Error::Code::kNotFound,
                    Message(MessageId::kLayerNotFound, {m_options.layer, name, listed(names)}),
                    {}};
        }
        if (!nested.empty()) {
            return {Error::Code::kRefused, Message(MessageId::kArchiveNested, {nested}), {}};
        }
        return {Error::Code::kFormat,
                Message(MessageId::kArchiveNothing, {names.empty() ? "0" : listed(names, 8)}),
                {}};
    }

    Result<Layers> read_member(const std::string& archive, std::string_view bytes,
                               const std::vector<ArchiveMember>& members,
                               const ArchiveMember& member) {
        auto content = unpack_member(bytes, member, archive);
        if (!content) {
            return content.error();
        }
        if (content->empty()) {
            return Error{Error::Code::kFormat, Message(MessageId::kFileEmpty, {member.name}), {}};
        }
        const auto extension = data_extension(member.name);
        if (extension != ".shp" && extension != ".tab" && extension != ".mif") {
            return read(fs::path(member.name).filename(), std::move(content).value(), false);
        }
        return read_with_side_files(archive, bytes, members, member);
    }

    /// All members that have the name of \p member but for their ending, unpacked side by side.
    Result<Layers> read_with_side_files(const std::string& archive, std::string_view bytes,
                                        const std::vector<ArchiveMember>& members,
                                        const ArchiveMember& member) {
        const auto stem = with_ending(member.name, ".");
        std::vector<std::string> contents;
        contents.reserve(members.size());
        MemoryFolder folder;
        std::string main;
        for (const auto& other : members) {
            if (!other.name.starts_with(stem) || other.name.size() != stem.size() + 3) {
                continue;
            }
            auto content = unpack_member(bytes, other, archive);
            if (!content) {
                return content.error();
            }
            contents.push_back(std::move(content).value());
            const auto path = folder.add(fs::path(other.name).filename().string(), contents.back());
            main = other.name == member.name ? path : main;
        }
        const bool shape = data_extension(member.name) == ".shp";
        const auto kind = shape ? FileKind::kShapefile : FileKind::kMapInfo;
        return read_gdal({main, fs::path(member.name).filename().string(), kind, false}, m_options,
                         m_progress);
    }

    const ReadOptions& m_options;
    const Progress& m_progress;
};

Result<RawFile> read_database(const std::string& connection, const ReadOptions& options,
                              const Progress& progress) {
    auto layers = read_gdal({connection, "PG", FileKind::kOther, true}, options, progress);
    if (!layers) {
        return layers.error();
    }
    RawFile file;
    file.layers = std::move(layers).value();
    return file;
}

Result<RawFile> read_checked(const fs::path& path, const ReadOptions& options,
                             const Progress& progress) {
    auto bytes = read_bytes(path, options.max_bytes);
    if (!bytes) {
        return bytes.error();
    }
    RawFile file;
    file.sha256 = bytes->sha256;
    const auto ending = path.extension().string();
    const bool unpacked = ending == ".gz" || ending == ".GZ";
    auto layers =
        FileReader(options, progress).read(path, std::move(bytes.value().bytes), !unpacked);
    if (!layers) {
        return layers.error();
    }
    file.layers = std::move(layers).value();
    return file;
}

}  // namespace

Result<RawFile> read_file(const fs::path& path, const ReadOptions& options,
                          const Progress& progress) {
    if (progress.cancelled()) {
        return stopped();
    }
    const std::string text = path.string();
    if (text.starts_with("PG:")) {
        return read_database(text, options, progress);
    }
    if (is_remote(text)) {
        return Error{Error::Code::kRefused, Message(MessageId::kRemoteRefused, {text}), {}};
    }
    auto file = read_checked(path, options, progress);
    return file ? std::move(file) : Result<RawFile>(with_file(file.error(), path));
}

}  // namespace maillage::io
