// SPDX-License-Identifier: Apache-2.0
#include "workspace/geometry_file.hpp"

#include "workspace/flat_file.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr FlatForm kForm{{'M', 'A', 'I', 'L', 'G', 'E', 'O', '\n'}, kGeometryFileVersion};

/// A repair without its reason, which stands in a text of all of them.
struct PackedRepair {
    std::uint32_t file = 0;
    std::uint32_t line = 0;
    std::uint32_t lost = 0;
    std::uint32_t reason_size = 0;
};

template <typename Archive, typename Packed, typename Text>
void repair_parts(Archive& archive, Packed& packed, Text& text) {
    archive.list(packed);
    archive.list(text);
}

void write_repairs(FlatWriter& writer, const Repairs& repairs) {
    std::vector<PackedRepair> packed;
    std::vector<char> text;
    for (const auto& one : repairs) {
        packed.push_back({one.file, one.line, one.lost ? 1U : 0U,
                          static_cast<std::uint32_t>(one.reason.size())});
        text.insert(text.end(), one.reason.begin(), one.reason.end());
    }
    repair_parts(writer, packed, text);
}

/// \returns Nothing where the sizes do not add up.
std::optional<Repairs> read_repairs(FlatReader& reader) {
    std::vector<PackedRepair> packed;
    std::vector<char> text;
    repair_parts(reader, packed, text);
    Repairs repairs;
    std::size_t at = 0;
    for (const auto& one : packed) {
        if (one.reason_size > text.size() - at) {
            return std::nullopt;
        }
        repairs.push_back(
            {one.file, one.line, one.lost != 0, std::string(text.data() + at, one.reason_size)});
        at += one.reason_size;
    }
    return at == text.size() ? std::optional(std::move(repairs)) : std::nullopt;
}

/// The order of everything in the file, for writing and for reading.
template <typename Archive, typename Geometry>
void each_part(Archive& archive, Geometry& geometry) {
    archive.value(geometry.schematic);
    archive.list(geometry.sheet_of_commune);
    archive.list(geometry.anchor);
    archive.list(geometry.area);
    archive.list(geometry.surface);
    for (auto& sheet : geometry.sheets) {
        archive.value(sheet.id);
        archive.value(sheet.box);
        archive.size(sheet.levels);
        for (auto& level : sheet.levels) {
            archive.value(level.tolerance);
            archive.list(level.mosaic.points);
            archive.list(level.mosaic.arc_start);
            archive.list(level.mosaic.left);
            archive.list(level.mosaic.right);
            archive.list(level.rank);
        }
    }
}

/// What the drawing code takes for granted. The checksum has said yes: this is for a file that was
/// written by a program with a mistake.
bool consistent(const geo::Mosaic& mosaic, std::size_t features, std::size_t ranks) {
    const auto arcs = mosaic.left.size();
    const auto known = [&](std::uint32_t f) { return f == geo::kOutside || f < features; };
    bool good = mosaic.right.size() == arcs && ranks == arcs &&
                mosaic.arc_start.size() == arcs + 1 && mosaic.arc_start.front() == 0 &&
                mosaic.arc_start.back() == mosaic.points.size();
    for (std::size_t a = 0; good && a < arcs; ++a) {
        good = mosaic.arc_start[a] + 1 < mosaic.arc_start[a + 1] && known(mosaic.left[a]) &&
               known(mosaic.right[a]);
    }
    return good;
}

/// Checks the parts against each other and sets what is not in the file.
bool complete(carto::MapGeometry& geometry) {
    const auto communes = geometry.anchor.size();
    const bool on_sheets = std::all_of(
        geometry.sheet_of_commune.begin(), geometry.sheet_of_commune.end(),
        [](carto::SheetId id) { return static_cast<std::size_t>(id) < carto::kSheetCount; });
    if (geometry.area.size() != communes || geometry.surface.size() != communes ||
        geometry.sheet_of_commune.size() != communes || !on_sheets) {
        return false;
    }
    for (std::size_t s = 0; s < carto::kSheetCount; ++s) {
        auto& sheet = geometry.sheets[s];
        if (static_cast<std::size_t>(sheet.id) != s || sheet.box.empty() != sheet.levels.empty()) {
            return false;
        }
        for (auto& level : sheet.levels) {
            if (!consistent(level.mosaic, communes, level.rank.size())) {
                return false;
            }
            level.mosaic.crs.definition = carto::sheet_crs(sheet.id);
            level.mosaic.feature_box = geo::FeatureBoxes(communes);
            geo::update_boxes(level.mosaic);
        }
    }
    return true;
}

}  // namespace

bool write_geometry(const fs::path& target, std::string_view key,
                    const carto::MapGeometry& geometry, const Repairs& repairs) {
    return write_flat_file(target, kForm, key, [&](FlatWriter& writer) {
        each_part(writer, geometry);
        write_repairs(writer, repairs);
    });
}

std::shared_ptr<carto::MapGeometry> read_geometry(const fs::path& path, std::string_view key,
                                                  Repairs& repairs) {
    repairs.clear();
    auto geometry = std::make_shared<carto::MapGeometry>();
    std::optional<Repairs> said;
    const bool whole = read_flat_file(path, kForm, key, [&](FlatReader& reader) {
        each_part(reader, *geometry);
        said = read_repairs(reader);
        return said.has_value();
    });
    if (!whole || !complete(*geometry)) {
        return nullptr;
    }
    repairs = std::move(*said);
    return geometry;
}

}  // namespace maillage::workspace
