// SPDX-License-Identifier: Apache-2.0
#include "io/road_profile_file.hpp"

#include "base/roads_messages.hpp"
#include "base/text.hpp"
#include "io/read.hpp"
#include "io/toml_reader.hpp"

#include <optional>
#include <utility>

namespace maillage::io {
namespace {

constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 20U;
constexpr std::int64_t kMostSpeed = 300;

/// A number from 0 to \p most; anything else is an error of \p reader.
double number_of(TomlReader& reader, const toml::node& node, std::string_view key,
                 std::int64_t most) {
    const auto number = node.value<double>();
    if (!number || !(*number >= 0.0 && *number <= static_cast<double>(most))) {
        reader.fail(Error::Code::kParse,
                    {roads::kProfileValueWrong, {place_of(node).line, std::string(key), 0, most}});
        return 0.0;
    }
    return *number;
}

void read_number(TomlReader& reader, std::string_view key, std::int64_t most, double& into) {
    if (const auto* node = reader.node(key)) {
        into = number_of(reader, *node, key, most);
    }
}

void read_classes(TomlReader& reader, std::string_view key,
                  std::array<double, kRoadClasses>& speeds) {
    const auto* table = reader.table(key);
    if (table == nullptr) {
        return;
    }
    for (const auto& [name, node] : *table) {
        RoadClass road = RoadClass::kRoad;
        if (parse_road_class(name.str(), road)) {
            speeds[static_cast<std::size_t>(road)] =
                number_of(reader, node, name.str(), kMostSpeed);
        } else {
            reader.fail(Error::Code::kParse, {roads::kProfileClassUnknown,
                                              {place_of(node).line, std::string(name.str())}});
        }
    }
}

/// The first thing that is wrong, unknown keys last.
std::optional<Error> error_of(const TomlReader& reader) {
    std::vector<Error> unknown;
    reader.report_unknown(unknown);
    return reader.error()    ? reader.error()
           : unknown.empty() ? std::nullopt
                             : std::optional(unknown.front());
}

Result<RoadProfile> read_profile(const toml::table& table, RoadMode mode) {
    TomlReader reader(table);
    RoadProfile profile;
    profile.mode = mode;
    profile.name = road_mode_text(mode);
    profile.uses_limits = reader.flag("uses_limits");
    profile.private_open = reader.flag("private");
    profile.obeys_flow = reader.flag("obeys_oneway");
    profile.obeys_turns = reader.flag("obeys_turns");
    read_number(reader, "limit_share", 2, profile.limit_share);
    read_number(reader, "opened", kMostSpeed, profile.opened);
    read_number(reader, "dismount", kMostSpeed, profile.dismount);
    read_number(reader, "destination", kMostSpeed, profile.destination);
    read_classes(reader, "speed", profile.speed);
    read_classes(reader, "most", profile.most);
    if (const auto error = error_of(reader)) {
        return *error;
    }
    return profile;
}

Result<RoadProfiles> read_root(const toml::table& root) {
    TomlReader reader(root);
    RoadProfiles profiles;
    for (std::size_t m = 0; m < kRoadModes; ++m) {
        const auto mode = static_cast<RoadMode>(m);
        const auto* table = reader.table(road_mode_text(mode));
        if (table == nullptr) {
            return reader.error().value_or(
                Error{Error::Code::kParse,
                      {roads::kProfileModeMissing, {std::string(road_mode_text(mode))}},
                      {}});
        }
        auto profile = read_profile(*table, mode);
        if (!profile) {
            return profile.error();
        }
        profiles[m] = std::move(profile).value();
    }
    if (const auto error = error_of(reader)) {
        return *error;
    }
    return profiles;
}

}  // namespace

Result<RoadProfiles> parse_road_profiles(std::string_view text) {
    const auto table = parse_toml(text);
    return table ? read_root(*table) : Result<RoadProfiles>(table.error());
}

Result<RoadProfiles> read_road_profiles(const std::filesystem::path& path) {
    const auto bytes = read_bytes(path, kMaxBytes);
    if (!bytes) {
        return bytes.error();
    }
    auto profiles = parse_road_profiles(bytes->bytes);
    if (!profiles) {
        auto error = profiles.error();
        error.where = path.filename().string();
        return error;
    }
    return profiles;
}

}  // namespace maillage::io
