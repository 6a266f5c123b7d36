// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The outlines made ready for drawing, kept on disk between two starts.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "carto/map_geometry.hpp"
#include "model/dataset.hpp"
#include "reconcile/reconcile.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace maillage::workspace {

struct CacheOptions {
    bool enabled = true;
    bool store = true;  ///< false: whoever asks stores what was built, when nobody waits for it.
    /// Empty: $XDG_CACHE_HOME/maillage, else ~/.cache/maillage, else no cache.
    std::optional<std::filesystem::path> folder;
    /// Entries that came with the program: looked at where the folder has none, never written.
    /// Empty: find_ready_geometry() where the folder is the usual one, else none.
    std::optional<std::filesystem::path> ready;
    /// Of all entries; the ones unused for longest are deleted, never the newest.
    std::uint64_t most_bytes = std::uint64_t{512} << 20U;
};

/// In \p folder; empty: no cache.
inline CacheOptions cache_in(const std::filesystem::path& folder,
                             std::optional<std::filesystem::path> ready = {}) {
    CacheOptions options;
    options.enabled = !folder.empty();
    options.folder = folder;
    options.ready = std::move(ready);
    return options;
}

/// What the geometry of \p dataset depends on, as 64 hexadecimal digits: the files of outlines and
/// moves, the territories, the form of the entries. Empty where it cannot be told (outlines that
/// are not from a file), and then nothing is kept. The outlines themselves need not be loaded.
std::string geometry_key(const Dataset& dataset);
std::string geometry_key(const Territories& territories, std::span<const Source> sources);

/// A geometry, what it was made from, and what the ledger says of that.
struct KnownGeometry {
    std::string key;    ///< geometry_key() of the dataset.
    std::string files;  ///< Names the files of its outlines as they lay on disk; may be empty.
    carto::MapGeometryPtr geometry;
    std::vector<reconcile::KnownOutlines::Repair> repairs;
};
using KnownGeometryPtr = std::shared_ptr<const KnownGeometry>;

/// Looks for the geometry of a workspace while that is opened, so that its outlines need not be
/// made. One for each opening; it takes over what the opening finds.
class GeometryLookup {
public:
    /// \param shown What is on the screen already; may be null.
    GeometryLookup(CacheOptions options, KnownGeometryPtr shown);

    /// Whether the geometry of these files (by their names, sizes and times) was known when they
    /// were opened the last time: a guess, by which they are read without polygons.
    /// \param built_in They came with the program, and their geometry with them.
    bool seems_known(const std::vector<std::filesystem::path>& outlines, bool built_in);
    /// What is known for these territories and sources; and keeps the geometry for found().
    std::optional<reconcile::KnownOutlines> find(const Territories& territories,
                                                 std::span<const Source> sources);
    void take(std::shared_ptr<const Outlines> outlines) { m_outlines = std::move(outlines); }

    /// Null: not known, then take_outlines() has what to build it from. \param schematic As the
    /// workspace says, not the files the entry is named after.
    KnownGeometryPtr found(bool schematic) const;
    /// Gives them away: they take much memory.
    std::shared_ptr<const Outlines> take_outlines() { return std::exchange(m_outlines, nullptr); }
    /// What is to be known once \p geometry is built from the outlines.
    KnownGeometry built(const Dataset& dataset, carto::MapGeometryPtr geometry) const;

private:
    CacheOptions m_options;
    KnownGeometryPtr m_shown;
    KnownGeometryPtr m_found;
    std::string m_files;
    std::string m_key;
    std::shared_ptr<const Outlines> m_outlines;
};

/// Writes an entry for the next start; takes as long as the disk does. A cache that cannot be
/// written is no error. Several programs may do this at once.
void store_geometry(const Dataset& dataset, const carto::MapGeometry& geometry,
                    const CacheOptions& options);

/// The geometry of \p dataset, from the cache if it is there and whole, else built from
/// \p outlines and, unless \p options say otherwise, stored. An entry that is damaged, cut or of
/// another version is built anew. \returns kNotFound if it is not in the cache and \p outlines is
/// null: open the workspace again with outlines; and what build_geometry returns.
Result<carto::MapGeometryPtr> open_geometry(const Dataset& dataset,
                                            std::shared_ptr<const Outlines> outlines,
                                            const Progress& progress,
                                            const CacheOptions& options = {});
/// With the outlines of the dataset.
Result<carto::MapGeometryPtr> open_geometry(const Dataset& dataset, const Progress& progress,
                                            const CacheOptions& options = {});

}  // namespace maillage::workspace
