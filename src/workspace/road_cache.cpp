// SPDX-License-Identifier: Apache-2.0
#include "workspace/road_cache.hpp"

#include "base/roads_messages.hpp"
#include "base/sha256.hpp"
#include "io/osm_file.hpp"
#include "io/read.hpp"
#include "io/road_layer.hpp"
#include "io/road_profile_file.hpp"
#include "workspace/cache_folder.hpp"
#include "workspace/flat_file.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr FlatForm kForm{{'M', 'A', 'I', 'L', 'R', 'O', 'U', 'T'}, kRoadFileVersion};
constexpr const char* kEnding = ".roads";

/// A RoadPiece without gaps between its members, whose bytes would be left to chance.
struct PackedPiece {
    double kilometres = 0.0;
    geo::Point somewhere;
    std::uint32_t vertices = 0;
    std::uint32_t usable_vertices = 0;
    std::uint64_t usable = 0;
};
static_assert(sizeof(PackedPiece) == 40);

void write_pieces(FlatWriter& writer, const std::vector<access::RoadPiece>& pieces) {
    std::vector<PackedPiece> packed;
    packed.reserve(pieces.size());
    for (const auto& one : pieces) {
        packed.push_back({one.kilometres, one.somewhere, one.vertices, one.usable_vertices,
                          one.usable ? 1U : 0U});
    }
    writer.list(packed);
}

void read_pieces(FlatReader& reader, std::vector<access::RoadPiece>& pieces) {
    std::vector<PackedPiece> packed;
    reader.list(packed);
    for (const auto& one : packed) {
        pieces.push_back(
            {one.vertices, one.usable_vertices, one.kilometres, one.somewhere, one.usable != 0});
    }
}

/// The order of everything else in the file, for writing and for reading.
template <typename Archive, typename Graph>
void each_part(Archive& archive, Graph& graph) {
    archive.value(graph.mode);
    archive.value(graph.longest_arc);
    archive.value(graph.core);
    archive.list(graph.place);
    archive.list(graph.out_start);
    archive.list(graph.out);
    archive.list(graph.in_start);
    archive.list(graph.in);
    archive.list(graph.out_stretch);
    archive.list(graph.in_stretch);
    archive.list(graph.stretches);
    archive.list(graph.shape);
    archive.list(graph.piece);
    archive.list(graph.usable);
    archive.list(graph.cell);
    archive.list(graph.cell_stretch);
    archive.value(graph.turns_kept);
    archive.value(graph.turns_unclear);
}

/// Empty where the file cannot be read, or the work is to stop.
std::string hash_of(const fs::path& path, const Progress& progress) {
    constexpr std::size_t kPart = std::size_t{1} << 20U;
    std::ifstream file(path, std::ios::binary);
    Sha256 hash;
    std::string part(kPart, '\0');
    while (file && !progress.cancelled()) {
        file.read(part.data(), static_cast<std::streamsize>(part.size()));
        hash.add(std::string_view(part).substr(0, static_cast<std::size_t>(file.gcount())));
    }
    return file.eof() ? hash.hex() : std::string();
}

/// 64 hexadecimal digits; empty where something cannot be read: reading will say why.
std::string key_of(const RoadSources& sources, const Progress& progress) {
    std::string text = "roads " + std::to_string(kRoadFileVersion) + ' ';
    text += road_mode_text(sources.mode);
    std::vector<std::string> hashes;
    for (const auto& file : sources.files) {
        hashes.push_back(hash_of(file, progress));
    }
    // In whatever order the files are named, they are the same roads.
    std::sort(hashes.begin(), hashes.end());
    hashes.push_back(hash_of(sources.profiles, progress));
    for (const auto& hash : hashes) {
        if (hash.empty()) {
            return {};
        }
        text += '\n' + hash;
    }
    return sha256_hex(text);
}

Result<RoadWays> read_ways(const RoadSources& sources, const Progress& progress) {
    const auto extracts =
        std::count_if(sources.files.begin(), sources.files.end(), io::is_osm_file);
    if (extracts == std::ssize(sources.files)) {
        auto files = sources.files;
        std::sort(files.begin(), files.end());
        return io::read_osm(files, {}, progress);
    }
    if (sources.files.size() != 1) {
        return Error{Error::Code::kRefused, {roads::kRoadsMixed}, {}};
    }
    const auto file = io::read_file(sources.files.front(), {}, progress);
    if (!file) {
        return file.error();
    }
    const auto with_lines =
        std::find_if(file->layers.begin(), file->layers.end(), [](const io::RawLayer& layer) {
            return layer.kind == io::GeometryKind::kLine || layer.kind == io::GeometryKind::kMixed;
        });
    return io::roads_of_layer(with_lines == file->layers.end() ? file->layers.front()
                                                               : *with_lines);
}

std::optional<access::RoadGraph> kept_graph(const fs::path& path, const std::string& key) {
    access::RoadGraph graph;
    const bool whole = read_flat_file(path, kForm, key, [&](FlatReader& reader) {
        each_part(reader, graph);
        read_pieces(reader, graph.pieces);
        return true;
    });
    // The checksum has said yes: consistent() is for a program with a mistake.
    if (!whole || !consistent(graph)) {
        return std::nullopt;
    }
    std::error_code failed;
    fs::last_write_time(path, fs::file_time_type::clock::now(), failed);
    return graph;
}

Result<access::RoadGraph> make_graph(const RoadSources& sources, const Progress& progress) {
    const auto profiles = io::read_road_profiles(sources.profiles);
    if (!profiles) {
        return profiles.error();
    }
    const auto ways = read_ways(sources, progress);
    if (!ways) {
        return ways.error();
    }
    const auto& profile = (*profiles)[static_cast<std::size_t>(sources.mode)];
    return access::build_road_graph(*ways, profile, {}, progress);
}

}  // namespace

Result<RoadGraphPtr> open_road_graph(const RoadSources& sources, const Progress& progress,
                                     const CacheOptions& options) {
    const auto folder = cache_folder(options);
    const auto key = folder ? key_of(sources, progress) : std::string();
    const auto path = key.empty() ? fs::path() : *folder / (key + kEnding);
    if (!key.empty()) {
        if (auto kept = kept_graph(path, key)) {
            return RoadGraphPtr(std::make_shared<access::RoadGraph>(std::move(*kept)));
        }
    }
    auto made = make_graph(sources, progress);
    if (!made) {
        return made.error();
    }
    auto graph = std::make_shared<access::RoadGraph>(std::move(made).value());
    if (!key.empty() && options.store) {
        std::error_code failed;
        fs::create_directories(*folder, failed);
        if (write_flat_file(path, kForm, key, [&](FlatWriter& writer) {
                each_part(writer, *graph);
                write_pieces(writer, graph->pieces);
            })) {
            prune_cache(*folder, kEnding, path, std::max(options.most_bytes, kMostRoadBytes));
        }
    }
    return RoadGraphPtr(std::move(graph));
}

}  // namespace maillage::workspace
