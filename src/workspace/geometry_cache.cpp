// SPDX-License-Identifier: Apache-2.0
#include "workspace/geometry_cache.hpp"

#include "base/screen_messages.hpp"
#include "base/sha256.hpp"
#include "workspace/cache_folder.hpp"
#include "workspace/geometry_file.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>
#include <variant>
#include <vector>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr const char* kEnding = ".geometry";
constexpr const char* kHintEnding = ".seen";  ///< Files whose geometry is in an entry; empty.

void append_number(std::string& text, std::int64_t number) { text += std::to_string(number) + ' '; }

/// \returns Whether the file can be told from every other.
bool append_source(std::string& text, const Source& source) {
    text += source.sha256 + ' ' + source.layer + '\n';
    append_number(text, source.vintage ? source.vintage->year : 0);
    // Another column for the codes places other rows.
    append_number(text, source.rows_used);
    append_number(text, source.rows_repaired);
    append_number(text, source.rows_set_aside);
    text += '\n';
    return !source.sha256.empty();
}

/// The entry of a key; null where there is none.
std::shared_ptr<carto::MapGeometry> kept_geometry(const CacheOptions& options,
                                                  const std::string& key, std::size_t communes,
                                                  Repairs& repairs) {
    const auto folder = cache_folder(options);
    if (!folder) {
        return nullptr;
    }
    const auto path = *folder / (key + kEnding);
    auto kept = read_geometry(path, key, repairs);
    if (kept && kept->commune_count() == communes) {
        std::error_code failed;
        fs::last_write_time(path, fs::file_time_type::clock::now(), failed);
        return kept;
    }
    if (const auto ready = ready_folder(options)) {
        kept = read_geometry(*ready / (key + kEnding), key, repairs);
    }
    return kept && kept->commune_count() == communes ? kept : nullptr;
}

bool is_repair(const LedgerEntry& entry, const Ledger& ledger) {
    return (entry.message.id == MessageId::kPolygonLost ||
            entry.message.id == MessageId::kPolygonRepaired) &&
           ledger.sources[entry.origin.source].role == Role::kCommunes;
}

/// What reconcile noted on the polygons of outlines.
Repairs repairs_of(const Ledger& ledger) {
    std::vector<std::uint32_t> file(ledger.sources.size(), 0);
    std::uint32_t files = 0;
    for (std::size_t s = 0; s < file.size(); ++s) {
        file[s] = files;
        files += ledger.sources[s].role == Role::kCommunes ? 1U : 0U;
    }
    Repairs repairs;
    for (const auto& entry : ledger.entries) {
        if (is_repair(entry, ledger)) {
            repairs.push_back({file[entry.origin.source], entry.origin.line,
                               entry.message.id == MessageId::kPolygonLost,
                               std::get<std::string>(entry.message.arguments.front())});
        }
    }
    return repairs;
}

/// Names the state of files on disk.
std::string stamp_of(const std::vector<fs::path>& files) {
    std::string text = "files\n";
    append_number(text, kGeometryFileVersion);
    for (const auto& file : files) {
        std::error_code failed;
        text += file.string() + '\n';
        append_number(text, static_cast<std::int64_t>(fs::file_size(file, failed)));
        const auto time = fs::last_write_time(file, failed).time_since_epoch();
        append_number(text, static_cast<std::int64_t>(time.count()));
        if (failed) {
            return {};
        }
    }
    return sha256_hex(text);
}

}  // namespace

std::string geometry_key(const Dataset& dataset) {
    return geometry_key(dataset.territories, dataset.ledger.sources);
}

std::string geometry_key(const Territories& territories, std::span<const Source> sources) {
    std::string text = "geometry\n";
    append_number(text, kGeometryFileVersion);
    append_number(text, territories.vintage.year);
    text += '\n';
    bool outlines = false;
    for (const auto& source : sources) {
        if (source.role != Role::kCommunes && source.role != Role::kMoves) {
            continue;
        }
        outlines = outlines || source.role == Role::kCommunes;
        if (!append_source(text, source)) {
            return {};
        }
    }
    if (!outlines) {
        return {};
    }
    // Rows are features, and ranks of borders come from these columns.
    const auto& communes = territories.communes;
    for (std::size_t i = 0; i < communes.size(); ++i) {
        text += communes.code[i].text();
        text += ' ';
        append_number(text, communes.department[i].value);
        append_number(text, communes.epci[i].valid() ? std::int64_t{communes.epci[i].value} : -1);
    }
    const auto& departments = territories.departments;
    for (std::size_t i = 0; i < departments.size(); ++i) {
        text += departments.code[i].text();
        text += ' ';
        append_number(text, departments.parent[i].value);
    }
    return sha256_hex(text);
}

GeometryLookup::GeometryLookup(CacheOptions options, KnownGeometryPtr shown)
    : m_options(std::move(options)), m_shown(std::move(shown)) {}

bool GeometryLookup::seems_known(const std::vector<fs::path>& outlines, bool built_in) {
    m_files = stamp_of(outlines);
    if (m_files.empty()) {
        return false;
    }
    const auto folder = cache_folder(m_options);
    std::error_code failed;
    return (m_shown && m_shown->files == m_files) || (built_in && ready_folder(m_options)) ||
           (folder && fs::exists(*folder / (m_files + kHintEnding), failed));
}

std::optional<reconcile::KnownOutlines> GeometryLookup::find(const Territories& territories,
                                                             std::span<const Source> sources) {
    m_key = geometry_key(territories, sources);
    if (m_key.empty()) {
        return std::nullopt;
    }
    KnownGeometry known{m_key, m_files, nullptr, {}};
    const auto folder = cache_folder(m_options);
    if (m_shown && m_shown->key == m_key) {
        known.geometry = m_shown->geometry;
        known.repairs = m_shown->repairs;
    } else {
        known.geometry =
            kept_geometry(m_options, m_key, territories.communes.size(), known.repairs);
    }
    if (folder && !m_files.empty()) {
        // Where it is not known, it will be, as soon as it is built.
        std::error_code failed;
        fs::create_directories(*folder, failed);
        std::ofstream(*folder / (m_files + kHintEnding), std::ios::trunc).flush();
    }
    if (!known.geometry) {
        return std::nullopt;
    }
    m_found = std::make_shared<KnownGeometry>(std::move(known));
    reconcile::KnownOutlines outlines;
    outlines.repairs = m_found->repairs;
    outlines.outlined.reserve(m_found->geometry->area.size());
    for (const double area : m_found->geometry->area) {
        outlines.outlined.push_back(area > 0.0 ? 1 : 0);
    }
    return outlines;
}

KnownGeometryPtr GeometryLookup::found(bool schematic) const {
    if (!m_found || m_found->geometry->schematic == schematic) {
        return m_found;
    }
    auto geometry = std::make_shared<carto::MapGeometry>(*m_found->geometry);
    geometry->schematic = schematic;
    auto known = *m_found;
    known.geometry = std::move(geometry);
    return std::make_shared<KnownGeometry>(std::move(known));
}

KnownGeometry GeometryLookup::built(const Dataset& dataset, carto::MapGeometryPtr geometry) const {
    return {m_key, m_files, std::move(geometry), repairs_of(dataset.ledger)};
}

void store_geometry(const Dataset& dataset, const carto::MapGeometry& geometry,
                    const CacheOptions& options) {
    const auto folder = cache_folder(options);
    const auto key = folder ? geometry_key(dataset) : std::string();
    if (key.empty()) {
        return;
    }
    std::error_code failed;
    fs::create_directories(*folder, failed);
    const auto path = *folder / (key + kEnding);
    if (write_geometry(path, key, geometry, repairs_of(dataset.ledger))) {
        prune_cache(*folder, kEnding, path, options.most_bytes);
    }
}

Result<carto::MapGeometryPtr> open_geometry(const Dataset& dataset, const Progress& progress,
                                            const CacheOptions& options) {
    return open_geometry(dataset, dataset.outlines, progress, options);
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): outlines are let go as soon as they can be
Result<carto::MapGeometryPtr> open_geometry(const Dataset& dataset,
                                            std::shared_ptr<const Outlines> outlines,
                                            const Progress& progress, const CacheOptions& options) {
    const auto folder = cache_folder(options);
    const auto key = folder ? geometry_key(dataset) : std::string();
    if (!key.empty()) {
        Repairs ignored;
        auto kept = kept_geometry(options, key, dataset.territories.communes.size(), ignored);
        if (kept) {
            // Said by the workspace, not by the files the entry is named after.
            kept->schematic = outlines ? outlines->schematic : dataset.schematic_outlines;
            return carto::MapGeometryPtr(std::move(kept));
        }
    }
    if (!outlines) {
        return Error{Error::Code::kNotFound, {screen::kOutlinesNotLoaded}, ""};
    }
    auto built = carto::build_geometry(dataset, std::move(outlines), progress);
    if (built && options.store) {
        store_geometry(dataset, **built, options);
    }
    return built;
}

}  // namespace maillage::workspace
