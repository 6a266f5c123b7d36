// SPDX-License-Identifier: Apache-2.0
#include "io/gdal_writer.hpp"

#include "io/gdal_session.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>

#include <cmath>
#include <memory>
#include <string>

namespace maillage::io {

/// GDAL stamps layers with the time of writing: the same input must give the same bytes.
const char* const kFixedTime = "2000-01-01T00:00:00.000Z";

namespace {

namespace fs = std::filesystem;

Error failed(const fs::path& path, GdalSession& session) {
    const auto messages = session.take_messages();
    return {Error::Code::kWrite,
            Message(MessageId::kWriteFailed,
                    {path.string(), messages.empty() ? "GDAL" : messages.front()}),
            {}};
}

/// Sets a thread-local option of GDAL while it lives.
class FixedTime {
public:
    FixedTime() { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", kFixedTime); }
    FixedTime(const FixedTime&) = delete;
    FixedTime& operator=(const FixedTime&) = delete;
    FixedTime(FixedTime&&) = delete;
    FixedTime& operator=(FixedTime&&) = delete;
    ~FixedTime() { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nullptr); }
};

OGRFieldType gdal_type(FieldType type) {
    switch (type) {
        case FieldType::kWhole:
            return OFTInteger64;
        case FieldType::kReal:
            return OFTReal;
        case FieldType::kDate:
            return OFTDate;
        case FieldType::kText:
            break;
    }
    return OFTString;
}

void set_field(OGRFeature& feature, int field, const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        feature.SetField(field, text->c_str());
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        feature.SetField(field, static_cast<GIntBig>(*whole));
    } else if (const auto* real = std::get_if<double>(&value); real && std::isfinite(*real)) {
        feature.SetField(field, *real);
    }
}

std::unique_ptr<OGRMultiPolygon> geometry_of(const geo::PolygonSet& set, std::size_t feature) {
    auto geometry = std::make_unique<OGRMultiPolygon>();
    const auto polygons = set.polygons_of(feature);
    for (auto p = polygons.first; p < polygons.last; ++p) {
        auto polygon = std::make_unique<OGRPolygon>();
        const auto rings = set.rings_of(p);
        for (auto r = rings.first; r < rings.last; ++r) {
            auto ring = std::make_unique<OGRLinearRing>();
            for (const auto& point : set.ring(r)) {
                ring->addPoint(point.x, point.y);
            }
            polygon->addRingDirectly(ring.release());
        }
        geometry->addGeometryDirectly(polygon.release());
    }
    return geometry;
}

/// One layer of a GeoPackage, or a sheet of a workbook.
class LayerWriter {
public:
    LayerWriter(GDALDataset& dataset, const OutputTable& table, const std::vector<FieldType>& types)
        : m_dataset(dataset), m_table(table), m_types(types) {}

    bool write() {
        const bool grouped = m_dataset.TestCapability(ODsCTransactions) != 0;
        if (!create_layer() || (grouped && m_dataset.StartTransaction() != OGRERR_NONE)) {
            return false;
        }
        for (std::size_t row = 0; row < m_table.rows.size(); ++row) {
            if (!write_row(row)) {
                return false;
            }
        }
        return !grouped || m_dataset.CommitTransaction() == OGRERR_NONE;
    }

private:
    bool create_layer() {
        const std::string name = m_table.name.empty() ? "maillage" : m_table.name;
        const std::string identifier = "IDENTIFIER=" + name;
        const std::string description = "DESCRIPTION=" + m_table.description;
        std::vector<char*> options;
        // GDAL takes char** but does not change the texts.
        options.push_back(const_cast<char*>(identifier.c_str()));
        options.push_back(const_cast<char*>(description.c_str()));
        options.push_back(nullptr);
        OGRSpatialReference reference;
        const bool known = read_crs(reference);
        m_layer = m_dataset.CreateLayer(name.c_str(), known ? &reference : nullptr,
                                        m_table.polygons == nullptr ? wkbNone : wkbMultiPolygon,
                                        options.data());
        if (m_layer == nullptr) {
            return false;
        }
        if (!m_table.attribution.empty()) {
            m_layer->SetMetadataItem("ATTRIBUTION", m_table.attribution.c_str());
        }
        for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
            OGRFieldDefn field(m_table.columns[i].c_str(), gdal_type(m_types.at(i)));
            if (m_layer->CreateField(&field) != OGRERR_NONE) {
                return false;
            }
        }
        return true;
    }

    bool read_crs(OGRSpatialReference& reference) const {
        if (m_table.polygons == nullptr || m_table.polygons->crs.definition.empty()) {
            return false;
        }
        reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        return reference.SetFromUserInput(
                   m_table.polygons->crs.definition.c_str(),
                   OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) == OGRERR_NONE;
    }

    bool write_row(std::size_t row) {
        OGRFeature feature(m_layer->GetLayerDefn());
        const auto& values = m_table.rows[row];
        for (std::size_t i = 0; i < values.size() && i < m_table.columns.size(); ++i) {
            set_field(feature, static_cast<int>(i), values[i]);
        }
        const auto* polygons = m_table.polygons;
        if (polygons != nullptr && row < polygons->feature_count()) {
            feature.SetGeometryDirectly(geometry_of(*polygons, row).release());
        }
        return m_layer->CreateFeature(&feature) == OGRERR_NONE;
    }

    GDALDataset& m_dataset;
    const OutputTable& m_table;
    const std::vector<FieldType>& m_types;
    OGRLayer* m_layer = nullptr;
};

}  // namespace

Result<Done> write_with_gdal(const fs::path& path, const LayerKind& kind,
                             const std::function<bool(GDALDataset&)>& fill) {
    GdalSession session;
    const FixedTime fixed;
    kind.start();
    auto* driver = GetGDALDriverManager()->GetDriverByName(kind.driver);
    // Made in memory, then put on disk whole: SQLite's journals never lie beside the user's files.
    const MemoryFolder folder;
    const std::string inside = folder.path() + "/sortie" + kind.ending;
    DatasetHandle dataset(driver == nullptr
                              ? nullptr
                              : driver->Create(inside.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    const bool written = dataset && fill(*dataset);
    dataset.reset();
    vsi_l_offset size = 0;
    const GByte* bytes = VSIGetMemFileBuffer(inside.c_str(), &size, FALSE);
    if (!written || bytes == nullptr) {
        VSIUnlink(inside.c_str());
        return failed(path, session);
    }
    auto done = write_file(path, {reinterpret_cast<const char*>(bytes), size});
    VSIUnlink(inside.c_str());
    return done;
}

std::vector<FieldType> types_of(const OutputTable& table) {
    std::vector<FieldType> types;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        bool any_text = false;
        bool any_real = false;
        bool any = false;
        for (const auto& row : table.rows) {
            if (column >= row.size() || std::holds_alternative<std::monostate>(row[column])) {
                continue;
            }
            any = true;
            any_text = any_text || std::holds_alternative<std::string>(row[column]);
            any_real = any_real || std::holds_alternative<double>(row[column]);
        }
        types.push_back(any_text || !any ? FieldType::kText
                        : any_real       ? FieldType::kReal
                                         : FieldType::kWhole);
    }
    return types;
}

bool add_layer(GDALDataset& dataset, const OutputTable& table,
               const std::vector<FieldType>& types) {
    return LayerWriter(dataset, table, types).write();
}

}  // namespace maillage::io
