// SPDX-License-Identifier: Apache-2.0
#include "io/gdal_layers.hpp"

#include "base/format.hpp"
#include "base/text.hpp"
#include "io/gdal_geometry.hpp"
#include "io/gdal_session.hpp"
#include "io/layer_builder.hpp"

#include <cpl_vsi.h>
#include <ogrsf_frmts.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

const char* format_name(FileKind kind) {
    switch (kind) {
        case FileKind::kWorkbook:
            return "XLSX/ODS";
        case FileKind::kShapefile:
            return "Shapefile";
        case FileKind::kGeoPackage:
            return "GeoPackage";
        case FileKind::kFlatGeobuf:
            return "FlatGeobuf";
        case FileKind::kMapInfo:
            return "MapInfo";
        case FileKind::kXml:
            return "GML/KML/GPX";
        default:
            return "GDAL/OGR";
    }
}

bool file_exists(const std::string& path) {
    VSIStatBufL status;
    return VSIStatL(path.c_str(), &status) == 0;
}

/// A side file of a Shapefile, in the case people write it.
bool has_side_file(const std::string& path, const char* lower, const char* upper) {
    const auto stem = path.substr(0, path.rfind('.'));
    return file_exists(stem + lower) || file_exists(stem + upper);
}

/// Text of a field for a table: ISO dates, shortest exact numbers.
class FieldText {
public:
    std::string_view of(const OGRFeature& feature, int field) {
        if (feature.IsFieldSetAndNotNull(field) == 0) {
            return {};
        }
        const auto* definition = feature.GetFieldDefnRef(field);
        switch (definition->GetType()) {
            case OFTString:
                return with_iso_date(feature.GetFieldAsString(field));
            case OFTReal: {
                const double value = feature.GetFieldAsDouble(field);
                m_text = definition->GetSubType() == OFSTFloat32
                             ? format("{}", static_cast<float>(value))
                             : format("{}", value);
                return m_text;
            }
            case OFTDate:
            case OFTDateTime:
                return date(feature, field, definition->GetType() == OFTDateTime);
            case OFTBinary:
                return {};
            default:
                return feature.GetFieldAsString(field);
        }
    }

private:
    /// The dates of a sheet come as 2024/12/31, with a time or not.
    std::string_view with_iso_date(std::string_view text) {
        constexpr std::string_view kForm = "0000/00/00";
        if (text.size() < kForm.size() || text[4] != '/' || text[7] != '/' ||
            (text.size() > kForm.size() && text[kForm.size()] != ' ') ||
            text.substr(0, kForm.size()).find_first_not_of("0123456789/") !=
                std::string_view::npos) {
            return text;
        }
        m_text = text;
        m_text[4] = '-';
        m_text[7] = '-';
        return m_text;
    }

    std::string_view date(const OGRFeature& feature, int field, bool with_time) {
        int year = 0;
        int month = 0;
        int day = 0;
        int hour = 0;
        int minute = 0;
        int second = 0;
        int zone = 0;
        feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone);
        m_text = format("{:04}-{:02}-{:02}", year, month, day);
        if (with_time && (hour != 0 || minute != 0 || second != 0)) {
            m_text += format("T{:02}:{:02}:{:02}", hour, minute, second);
        }
        return m_text;
    }
    std::string m_text;
};

bool valid_utf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

/// The table again, with what is not UTF-8 read as Windows-1252.
RawTable as_utf8(const RawTable& table) {
    RawTable copy;
    copy.layer = table.layer;
    copy.remarks = table.remarks;
    for (const auto& name : table.field_names) {
        copy.field_names.push_back(valid_utf8(name) ? name : utf8_from_windows_1252(name));
    }
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        for (std::size_t i = 0; i < table.cell_count(row); ++i) {
            const auto cell = table.cell(row, i);
            copy.add_cell(valid_utf8(cell) ? std::string(cell) : utf8_from_windows_1252(cell));
        }
        copy.close_row(table.line(row));
    }
    return copy;
}

/// Of all features of a layer that says so; nothing where each may be of any kind.
std::optional<GeometryKind> kind_of(OGRwkbGeometryType type) {
    switch (wkbFlatten(type)) {
        case wkbNone:
            return GeometryKind::kNone;
        case wkbPoint:
        case wkbMultiPoint:
            return GeometryKind::kPoint;
        case wkbLineString:
        case wkbMultiLineString:
            return GeometryKind::kLine;
        case wkbPolygon:
        case wkbMultiPolygon:
            return GeometryKind::kPolygon;
        default:
            return std::nullopt;
    }
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string with_name(std::string message, const GdalSource& source) {
    for (auto at = message.find(source.path); at != std::string::npos && !source.path.empty();
         at = message.find(source.path, at + source.name.size())) {
        message.replace(at, source.path.size(), source.name);
    }
    while (message.ends_with('.')) {
        message.pop_back();
    }
    return message;
}

/// One layer or sheet, row by row.
class LayerReader {
public:
    LayerReader(OGRLayer& source, const GdalSource& file, const ReadOptions& options,
                GdalSession& session)
        : m_source(source),
          m_file(file),
          m_options(options),
          m_session(session),
          m_remarks(m_layer.table.remarks),
          m_geometry(m_layer, m_remarks, options.geometry) {}

    Result<RawLayer> read(const Progress& progress) {
        begin();
        while (true) {
            const std::unique_ptr<OGRFeature> feature(m_source.GetNextFeature());
            if (!feature) {
                break;
            }
            if (m_layer.table.row_count() >= m_options.max_rows) {
                return too_many_rows(m_options.max_rows);
            }
            if (m_bytes > 0xF000'0000U) {
                return too_large(m_file.name, 0xF000'0000U);
            }
            if (m_layer.table.row_count() % 1024 == 0) {
                if (progress.cancelled()) {
                    return stopped();
                }
                progress.at(MessageId::kStageReading,
                            static_cast<std::int64_t>(m_layer.table.row_count()), 0);
            }
            add_row(*feature);
        }
        finish();
        return std::move(m_layer);
    }

private:
    bool is_sheet() const { return m_file.kind == FileKind::kWorkbook; }

    void begin() {
        m_layer.table.layer = m_source.GetName();
        m_layer.table.encoding = is_sheet() ? "" : "UTF-8";
        auto* definition = m_source.GetLayerDefn();
        m_fields = definition->GetFieldCount();
        if (!is_sheet()) {
            for (int i = 0; i < m_fields; ++i) {
                m_layer.table.field_names.emplace_back(definition->GetFieldDefn(i)->GetNameRef());
            }
        }
        const bool layer_of_places = !is_sheet() && definition->GetGeomFieldCount() > 0;
        // Where the layer does not tell its kind, its geometries do.
        const auto kind = layer_of_places ? kind_of(definition->GetGeomType()) : std::nullopt;
        m_has_geometry = layer_of_places && (m_options.geometry || !kind);
        if (layer_of_places) {
            m_layer.crs.definition = crs_definition(m_source.GetSpatialRef());
        }
        if (layer_of_places && !m_has_geometry) {
            m_layer.kind = *kind;
            definition->SetGeometryIgnored(1);
        }
        m_source.ResetReading();
    }

    void add_row(OGRFeature& feature) {
        // A sheet's feature number is its row as Excel shows it.
        const auto row = static_cast<std::int64_t>(m_layer.table.row_count()) + 1;
        const auto line = is_sheet() ? feature.GetFID() : row;
        int pending = 0;
        for (int i = 0; i < m_fields; ++i) {
            const auto text = m_text.of(feature, i);
            if (text.empty()) {
                ++pending;
                continue;
            }
            for (; pending > 0; --pending) {
                m_layer.table.add_cell({});
            }
            m_bytes += text.size();
            m_layer.table.add_cell(text);
            m_ascii = m_ascii && is_ascii(text);
            m_utf8 = m_utf8 && (m_ascii || valid_utf8(text));
        }
        m_layer.table.close_row(static_cast<std::uint32_t>(line));
        if (m_has_geometry) {
            add_feature_geometry(feature, row);
        }
    }

    void add_feature_geometry(OGRFeature& feature, std::int64_t row) {
        const auto line = static_cast<std::uint32_t>(row);
        m_geometry.begin_feature(line, row);
        const auto* geometry = feature.GetGeometryRef();
        if (geometry != nullptr && !add_geometry(*geometry, m_geometry)) {
            m_remarks.add(line,
                          Message(MessageId::kGeoBadCoordinates,
                                  {row, row, std::string(geometry->getGeometryName())}),
                          true);
        }
        m_geometry.end_feature();
    }

    void finish() {
        if (m_has_geometry) {
            m_geometry.finish();
        }
        say_what_gdal_said();
        m_remarks.finish();
        if (!m_utf8) {
            m_layer.table = as_utf8(m_layer.table);
            m_layer.table.encoding = "Windows-1252";
        }
        if (m_file.kind == FileKind::kShapefile) {
            say_what_is_missing();
        }
    }

    void say_what_gdal_said() {
        const auto rows = static_cast<std::int64_t>(m_layer.table.row_count());
        bool too_far = false;
        for (const auto& said : m_session.take_messages()) {
            const auto message = with_name(said, m_file);
            if (message.starts_with("Invalid row")) {
                if (!std::exchange(too_far, true)) {
                    m_remarks.add(0, Message(MessageId::kRowsTooFar, {message}), false);
                }
                continue;
            }
            const bool stops = m_source.GetFeatureCount(0) > rows;
            m_remarks.add(0,
                          stops ? Message(MessageId::kReadCutShort, {rows, message})
                                : Message(MessageId::kReaderWarning, {message}),
                          stops);
        }
        m_session.take_messages();
    }

    void say_what_is_missing() {
        if (!has_side_file(m_file.path, ".cpg", ".CPG") && !m_ascii) {
            m_remarks.add(0, Message(MessageId::kEncodingGuessed, {m_layer.table.encoding}), false);
        }
        if (m_layer.kind != GeometryKind::kNone && m_layer.crs.definition.empty()) {
            m_remarks.add(0, Message(MessageId::kCrsMissing), false);
        }
    }

    OGRLayer& m_source;
    const GdalSource& m_file;
    const ReadOptions& m_options;
    GdalSession& m_session;
    RawLayer m_layer;
    RemarkList m_remarks;
    LayerGeometry m_geometry;
    FieldText m_text;
    int m_fields = 0;
    std::uint64_t m_bytes = 0;
    bool m_has_geometry = false;
    bool m_utf8 = true;
    bool m_ascii = true;
};

/// What GDAL said, with the name the user knows for the path it was given.
std::string joined(const std::vector<std::string>& messages, const GdalSource& source) {
    std::string text;
    for (const auto& message : messages) {
        text += text.empty() ? "" : " / ";
        text += with_name(message, source);
    }
    return text;
}

Error not_opened(const GdalSource& source, const std::vector<std::string>& messages) {
    const auto detail = joined(messages, source);
    if (source.database) {
        return {Error::Code::kNotFound, Message(MessageId::kDatabaseFailed, {detail}), {}};
    }
    const bool unknown = detail.find("not recognized as") != std::string::npos;
    if (unknown && (source.kind == FileKind::kXml || source.kind == FileKind::kOther)) {
        const auto kind =
            source.kind == FileKind::kXml ? MessageId::kKindXml : MessageId::kKindUnknown;
        return {Error::Code::kFormat, Message(MessageId::kFileOtherKind, {source.name, kind}), {}};
    }
    Message message(MessageId::kFileNotOpened, {source.name, std::string(format_name(source.kind)),
                                                MessageId::kFileNotOpenedSilently});
    if (!detail.empty() && !unknown) {
        message.arguments.back() = detail;
    }
    return {Error::Code::kFormat, std::move(message), {}};
}

std::optional<Error> missing_part(const GdalSource& source) {
    if (data_extension(source.path) != ".shp") {
        return std::nullopt;
    }
    constexpr auto kParts =
        std::to_array<std::pair<const char*, const char*>>({{".shx", ".SHX"}, {".dbf", ".DBF"}});
    for (const auto& [lower, upper] : kParts) {
        if (!has_side_file(source.path, lower, upper)) {
            const auto wanted = fs::path(source.name).stem().string() + lower;
            return Error{Error::Code::kNotFound,
                         Message(MessageId::kShapefilePartMissing, {source.name, wanted}),
                         {}};
        }
    }
    return std::nullopt;
}

DatasetHandle open_source(const GdalSource& source) {
    if (source.database) {
        return open_database(source.path);
    }
    // Without .cpg GDAL would take Latin-1 for granted; raw bytes let us look at them.
    const bool raw =
        source.kind == FileKind::kShapefile && !has_side_file(source.path, ".cpg", ".CPG");
    return open_vector(source.path, source.kind,
                       raw ? std::vector<std::string>{"ENCODING="} : std::vector<std::string>{});
}

Result<std::vector<RawLayer>> read_layers(GDALDataset& dataset, const GdalSource& source,
                                          const ReadOptions& options, GdalSession& session,
                                          const Progress& progress) {
    std::vector<RawLayer> layers;
    std::vector<std::string> names;
    for (auto* layer : dataset.GetLayers()) {
        names.emplace_back(layer->GetName());
        if (!options.layer.empty() && fold_key(names.back()) != fold_key(options.layer)) {
            continue;
        }
        auto read = LayerReader(*layer, source, options, session).read(progress);
        if (!read) {
            Error error = read.error();
            error.where = source.name + ", " + names.back();
            return error;
        }
        layers.push_back(std::move(read).value());
    }
    if (names.empty()) {
        if (const auto said = session.take_messages(); !said.empty()) {
            return not_opened(source, said);
        }
        return Error{Error::Code::kFormat, Message(MessageId::kLayerNone, {source.name}), {}};
    }
    if (layers.empty()) {
        return Error{
            Error::Code::kNotFound,
            Message(MessageId::kLayerNotFound, {options.layer, source.name, listed(names)}),
            {}};
    }
    return layers;
}

}  // namespace

Result<std::vector<RawLayer>> read_gdal(const GdalSource& source, const ReadOptions& options,
                                        const Progress& progress) {
    GdalSession session;
    if (auto error = missing_part(source)) {
        return *error;
    }
    const auto dataset = open_source(source);
    if (!dataset) {
        return not_opened(source, session.take_messages());
    }
    return read_layers(*dataset, source, options, session, progress);
}

}  // namespace maillage::io
