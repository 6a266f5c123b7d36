// SPDX-License-Identifier: Apache-2.0
#include "carto/outlines.hpp"

#include "carto/department_words.hpp"
#include "geo/mosaic.hpp"
#include "indicators/counted_contracts.hpp"

#include <algorithm>
#include <memory>
#include <span>

namespace maillage::carto {
namespace {

/// Finer than this, lines between communes are paper, not noise.
constexpr double kShowCommunes = 450.0;

using GroupOf = std::vector<std::uint32_t>;

struct RingLook {
    LineStyle line;
    LineStyle casing;
};

/// Nothing where no commune of any group is on the frame's sheet.
std::optional<Rings> rings_of(const MapScene& scene, std::uint32_t frame, const GroupOf& group_of,
                              std::size_t groups) {
    if (groups == 0) {
        return std::nullopt;
    }
    const auto& window = scene.frames[frame];
    const auto& sheet = scene.geometry->sheets[static_cast<std::size_t>(window.sheet)];
    if (sheet.levels.empty()) {
        return std::nullopt;
    }
    const auto& level = sheet.level_for(window.camera.metres_per_pixel);
    Rings rings;
    rings.frame = frame;
    rings.detail = static_cast<std::uint32_t>(&level - sheet.levels.data());
    rings.rings =
        std::make_shared<const geo::GroupRings>(geo::dissolve(level.mosaic, group_of, groups));
    for (std::size_t g = 0; g < groups; ++g) {
        if (rings.rings->group_start[g] < rings.rings->group_start[g + 1]) {
            rings.groups.push_back(static_cast<std::uint32_t>(g));
        }
    }
    return rings.groups.empty() ? std::nullopt : std::optional(std::move(rings));
}

void add_groups(MapScene& scene, std::uint32_t frame, const GroupOf& group_of, std::size_t groups,
                const RingLook& look) {
    auto rings = rings_of(scene, frame, group_of, groups);
    if (!rings) {
        return;
    }
    rings->line = look.line;
    rings->casing = look.casing;
    scene.rings.push_back(std::move(*rings));
}

GroupOf no_groups(const SceneInput& input) {
    return GroupOf(input.dataset->territories.communes.size(), geo::kOutside);
}

GroupOf groups_of_focus(const SceneInput& input, const FocusArea& focus) {
    auto group_of = no_groups(input);
    for (const auto commune : focus.communes) {
        group_of[commune.value] = 0;
    }
    return group_of;
}

/// The territories one step below the focus, by number; the focus itself is one group.
void add_focus(const Pen& pen, const SceneInput& input, const MapContent& content,
               MapScene& scene) {
    const auto& focus = content.focus;
    const auto& all = input.dataset->territories;
    auto inner = no_groups(input);
    const bool region = focus.level == indicators::Level::kRegion;
    for (const auto commune : focus.communes) {
        const auto i = commune.value;
        inner[i] = region ? all.communes.department[i].value : all.communes.epci[i].value;
    }
    const std::size_t groups = region ? all.departments.size() : all.epcis.size();
    for (auto& group : inner) {
        group = group < groups ? group : geo::kOutside;
    }
    if (focus.level != indicators::Level::kEpci) {
        add_groups(scene, 0, inner, groups, {pen.line(pen.colors.epci_line, 1.0), {}});
    }
    add_groups(scene, 0, groups_of_focus(input, focus), 1,
               {pen.line(pen.colors.outline, 1.7), pen.line(pen.colors.ground, 3.4)});
}

/// The departments an inset is about, among neighbours that look like them.
void add_inner_ring(const Pen& pen, const SceneInput& input, MapScene& scene) {
    const auto& all = input.dataset->territories;
    auto group_of = no_groups(input);
    for (std::size_t i = 0; i < group_of.size(); ++i) {
        const auto department = all.communes.department[i];
        if (is_inner_ring(all.departments.code[department.value])) {
            group_of[i] = department.value;
        }
    }
    for (std::uint32_t frame = 0; frame < scene.frames.size(); ++frame) {
        if (scene.frames[frame].inset && scene.frames[frame].sheet == SheetId::kMetropole) {
            add_groups(scene, frame, group_of, all.departments.size(),
                       {pen.line(pen.colors.epci_line, 1.0), {}});
        }
    }
}

enum class ContractLook : std::uint8_t { kSigned, kPlanned, kOther, kHidden };

ContractLook look_of(const SceneInput& input, const MapRequest& request, std::size_t row,
                     const indicators::CountingRules& rules) {
    const auto& contract = input.dataset->contracts[row];
    if (input.coverage->has_contract(row)) {
        return request.signed_contracts ? ContractLook::kSigned : ContractLook::kHidden;
    }
    const bool wide =
        contract.level == ContractLevel::kDepartment || contract.level == ContractLevel::kRegion;
    if (contract.status == ContractStatus::kNegociation && !wide) {
        return request.negotiated_contracts ? ContractLook::kPlanned : ContractLook::kHidden;
    }
    const bool in_force = indicators::counted(contract, input.coverage->query().date, rules) ==
                          indicators::Reason::kLevel;
    return request.other_level_contracts && in_force ? ContractLook::kOther : ContractLook::kHidden;
}

/// Contracts that share a commune cannot be groups of one partition: each layer takes those that
/// are disjoint from what it has.
struct ContractLayer {
    GroupOf group_of;
    std::size_t groups = 0;
};

/// Contracts that hold a commune of the focus: around others nothing is drawn that they could be
/// told from.
void add_contracts(const Pen& pen, const SceneInput& input, const MapRequest& request,
                   const FocusArea& focus, MapScene& scene) {
    const auto& data = *input.dataset;
    const auto rules = indicators::counting_rules(data, input.coverage->query());
    const auto which = input.coverage->query().perimeter.value_or(data.choices.perimeter);
    const std::array<RingLook, 3> looks{
        RingLook{pen.line(pen.colors.primary, 1.6), pen.line(pen.colors.border, 3.0)},
        RingLook{pen.line(pen.colors.circle_planned, 1.4, 4.0), {}},
        RingLook{pen.line(pen.colors.epci_line, 1.2, 2.0), {}}};
    for (std::size_t look = looks.size(); look-- > 0;) {
        std::vector<ContractLayer> layers;
        for (std::size_t row = 0; row < data.contracts.size(); ++row) {
            if (static_cast<std::size_t>(look_of(input, request, row, rules)) != look) {
                continue;
            }
            const auto& communes = indicators::perimeter_of(data.contracts[row], which);
            if (!focus.whole &&
                std::none_of(communes.begin(), communes.end(), [&](Index<Commune> commune) {
                    return focus.inside[commune.value] != 0;
                })) {
                continue;
            }
            auto layer = std::find_if(layers.begin(), layers.end(), [&](const auto& one) {
                return std::all_of(communes.begin(), communes.end(), [&](Index<Commune> commune) {
                    return one.group_of[commune.value] == geo::kOutside;
                });
            });
            if (layer == layers.end()) {
                layers.push_back({no_groups(input), 0});
                layer = layers.end() - 1;
            }
            for (const auto commune : communes) {
                layer->group_of[commune.value] = static_cast<std::uint32_t>(layer->groups);
            }
            ++layer->groups;
        }
        for (const auto& layer : layers) {
            for (std::uint32_t frame = 0; frame < scene.frames.size(); ++frame) {
                add_groups(scene, frame, layer.group_of, layer.groups, looks[look]);
            }
        }
    }
}

/// One line around some communes, in every frame.
void add_around(const SceneInput& input, std::span<const Index<Commune>> communes,
                const RingLook& look, MapScene& scene) {
    if (communes.empty()) {
        return;
    }
    auto group_of = no_groups(input);
    for (const auto commune : communes) {
        group_of[commune.value] = 0;
    }
    for (std::uint32_t frame = 0; frame < scene.frames.size(); ++frame) {
        add_groups(scene, frame, group_of, 1, look);
    }
}

}  // namespace

std::array<LineStyle, kBorderRankCount> border_lines(const Pen& pen, const MapRequest& request,
                                                     const FocusArea& focus,
                                                     double metres_per_pixel) {
    std::array<LineStyle, kBorderRankCount> lines{};
    const auto set = [&](BorderRank rank, Color color, double width) {
        lines[static_cast<std::size_t>(rank)] = pen.line(color, width);
    };
    const auto& colors = pen.colors;
    const bool communes = (request.level == MapLevel::kCommune || !focus.whole) &&
                          metres_per_pixel * pen.k < kShowCommunes;
    if (communes) {
        set(BorderRank::kCommune, colors.border, 0.5);
    }
    if (request.level == MapLevel::kEpci || communes) {
        set(BorderRank::kEpci, colors.border, focus.whole ? 0.7 : 0.5);
    }
    set(BorderRank::kDepartment, colors.border, request.level == MapLevel::kEpci ? 1.3 : 1.0);
    set(BorderRank::kRegion, colors.border, focus.whole ? 1.7 : 1.2);
    set(BorderRank::kOutline, focus.whole ? colors.coast : colors.rule, 0.8);
    return lines;
}

std::array<LineStyle, kBorderRankCount> faded_lines(const Pen& pen,
                                                    std::array<LineStyle, kBorderRankCount> lines) {
    for (std::size_t rank = 0; rank < lines.size(); ++rank) {
        // Without the coast the faded land would end nowhere.
        if (rank != static_cast<std::size_t>(BorderRank::kOutline)) {
            lines[rank].color = pen.colors.faded_line;
        }
    }
    return lines;
}

std::optional<Rings> focus_edge(const SceneInput& input, const FocusArea& focus,
                                const MapScene& scene, std::uint32_t frame) {
    return rings_of(scene, frame, groups_of_focus(input, focus), 1);
}

void add_rings(const Pen& pen, const SceneInput& input, const MapRequest& request,
               const MapContent& content, MapScene& scene) {
    if (!content.focus.whole) {
        add_focus(pen, input, content, scene);
    } else {
        add_inner_ring(pen, input, scene);
    }
    if (request.view == View::kContracts) {
        add_contracts(pen, input, request, content.focus, scene);
    }
    if (content.access != nullptr) {
        add_around(input, content.access->gaining,
                   {gaining_line(pen), pen.line(pen.colors.panel, 5.0)}, scene);
    }
    add_around(input, input.selection,
               {pen.line(pen.colors.ink, 2.0), pen.line(pen.colors.panel, 4.5)}, scene);
}

LineStyle gaining_line(const Pen& pen) { return pen.line(pen.colors.primary, 2.4); }

}  // namespace maillage::carto
