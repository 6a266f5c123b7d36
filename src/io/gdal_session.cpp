// SPDX-License-Identifier: Apache-2.0
#include "io/gdal_session.hpp"

#include "base/format.hpp"
#include "base/text.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>

namespace maillage::io {
namespace {

constexpr std::size_t kMostMessages = 50;

void collect(CPLErr level, CPLErrorNum /*number*/, const char* text) {
    auto* session = static_cast<GdalSession*>(CPLGetErrorHandlerUserData());
    session->add(level, text);
}

/// Every row of a sheet as text, the header judged by us; nothing fetched from the network.
constexpr std::array<std::pair<const char*, const char*>, 6> kOptions = {{
    {"OGR_XLSX_HEADERS", "DISABLE"},
    {"OGR_XLSX_FIELD_TYPES", "STRING"},
    {"OGR_ODS_HEADERS", "DISABLE"},
    {"OGR_ODS_FIELD_TYPES", "STRING"},
    {"GML_DOWNLOAD_SCHEMA", "NO"},
    {"GML_SKIP_RESOLVE_ELEMS", "ALL"},
}};

struct Drivers {
    std::vector<const char*> names;
    void (*start)();
};

/// Registering only what is needed takes 1 ms instead of 40. Registering twice does nothing.
Drivers drivers_of(FileKind kind) {
    switch (kind) {
        case FileKind::kWorkbook:
            return {{"XLSX", "ODS"}, [] {
                        RegisterOGRXLSX();
                        RegisterOGRODS();
                    }};
        case FileKind::kShapefile:
            return {{"ESRI Shapefile"}, [] { RegisterOGRShape(); }};
        case FileKind::kGeoPackage:
            return {{"GPKG"}, [] { RegisterOGRGeoPackage(); }};
        case FileKind::kFlatGeobuf:
            return {{"FlatGeobuf"}, [] { RegisterOGRFlatGeobuf(); }};
        case FileKind::kMapInfo:
            return {{"MapInfo File"}, [] { RegisterOGRTAB(); }};
        case FileKind::kXml:
            return {{"GML", "LIBKML", "KML", "GPX", "GeoRSS", "JML"}, [] {
                        RegisterOGRGML();
                        RegisterOGRLIBKML();
                        RegisterOGRKML();
                        RegisterOGRGPX();
                        RegisterOGRGeoRSS();
                        RegisterOGRJML();
                    }};
        default:
            return {{"GeoJSONSeq", "ESRIJSON", "DXF", "DGN", "EDIGEO", "OGR_GMT", "AVCE00",
                     "LIBKML", "MapInfo File", "S57", "VDV"},
                    [] { GDALAllRegister(); }};
    }
}

DatasetHandle open(const std::string& path, std::vector<const char*> names,
                   const std::vector<std::string>& options) {
    names.push_back(nullptr);
    std::vector<const char*> texts;
    texts.reserve(options.size() + 1);
    for (const auto& option : options) {
        texts.push_back(option.c_str());
    }
    texts.push_back(nullptr);
    constexpr unsigned kFlags = GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR;
    return DatasetHandle(
        GDALDataset::Open(path.c_str(), kFlags, names.data(), texts.data(), nullptr));
}

}  // namespace

GdalSession::GdalSession() {
    CPLPushErrorHandlerEx(collect, this);
    for (const auto& [key, value] : kOptions) {
        CPLSetThreadLocalConfigOption(key, value);
    }
}

GdalSession::~GdalSession() {
    for (const auto& option : kOptions) {
        CPLSetThreadLocalConfigOption(option.first, nullptr);
    }
    CPLPopErrorHandler();
}

void GdalSession::add(int level, const char* text) {
    if (level < CE_Warning || m_messages.size() >= kMostMessages) {
        return;
    }
    std::string message = quote_excerpt(text, 300);
    if (std::find(m_messages.begin(), m_messages.end(), message) == m_messages.end()) {
        m_messages.push_back(std::move(message));
    }
}

std::vector<std::string> GdalSession::take_messages() { return std::exchange(m_messages, {}); }

void CloseDataset::operator()(GDALDataset* dataset) const { GDALClose(dataset); }

DatasetHandle open_vector(const std::string& path, FileKind kind,
                          const std::vector<std::string>& options) {
    auto drivers = drivers_of(kind);
    drivers.start();
    return open(path, std::move(drivers.names), options);
}

DatasetHandle open_database(const std::string& connection) {
    RegisterOGRPG();
    return open(connection, {"PostgreSQL"}, {});
}

MemoryFolder::MemoryFolder()
    : m_path(format("/vsimem/maillage-{:x}", reinterpret_cast<std::uintptr_t>(this))) {}

MemoryFolder::~MemoryFolder() {
    for (const auto& file : m_files) {
        VSIUnlink(file.c_str());
    }
    VSIRmdir(m_path.c_str());
}

std::string MemoryFolder::add(const std::string& name, std::string& bytes) {
    std::string path = m_path + "/" + name;
    VSILFILE* file =
        VSIFileFromMemBuffer(path.c_str(), reinterpret_cast<GByte*>(bytes.data()), bytes.size(), 0);
    if (file != nullptr) {
        VSIFCloseL(file);
        m_files.push_back(path);
    }
    return path;
}

}  // namespace maillage::io
