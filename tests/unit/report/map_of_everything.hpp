// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A scene with one of each record that a map can hold.

#include "support/grid_map.hpp"

namespace maillage::report {

inline void add_text(carto::MapScene& scene, std::string words, carto::Pixel place, float size,
                     carto::TextRole role, bool bold = false) {
    carto::Text text;
    text.text = std::move(words);
    text.place = place;
    text.size = size;
    text.bold = bold;
    text.role = role;
    text.color = carto::rgb(0x1B1F2A);
    scene.texts.push_back(text);
}

inline void add_marks(carto::MapScene& scene) {
    const carto::LineStyle white{carto::rgb(0xFFFFFF), 1.0F, 0.0F};
    scene.circles.push_back(
        {0, {1500.0, 1500.0}, 36.0F, carto::rgb(0x1F3A6E), white, Index<Commune>{5}, {}});
    scene.circles.push_back(
        {0, {1700.0, 1500.0}, 10.0F, carto::rgb(0xD0601C), white, Index<Commune>{6}, {}});
    scene.circles.push_back(
        {1, {3500.0, 1500.0}, 60.0F, carto::with_alpha(carto::rgb(0xD0601C), 128), white, {}, {}});
    double x = 300.0;
    for (const auto shape :
         {carto::MarkerShape::kDisc, carto::MarkerShape::kSquare, carto::MarkerShape::kTriangle,
          carto::MarkerShape::kDiamond, carto::MarkerShape::kCross, carto::MarkerShape::kStar}) {
        scene.markers.push_back({0, {x, 250.0}, shape, 14.0F, carto::rgb(0xB34000), white});
        x += 250.0;
    }
    auto square = std::make_shared<geo::PolygonSet>();
    for (const auto& p : {geo::Point{100.0, 2100.0},
                          {900.0, 2100.0},
                          {900.0, 2500.0},
                          {100.0, 2500.0},
                          {100.0, 2100.0}}) {
        square->add_point(p);
    }
    square->close_ring();
    square->close_polygon();
    square->close_feature();
    scene.overlays.push_back(
        {0,
         square,
         {carto::rgb(0xFFFFFF), carto::Hatch::kDots, carto::rgb(0x5B6274), 8.0F, 3.0F},
         {carto::rgb(0x5B6274), 1.0F, 4.0F}});
}

inline void add_furniture(carto::MapScene& scene) {
    using Kind = carto::Decoration::Kind;
    const carto::LineStyle rule{carto::rgb(0xD9DCE5), 1.0F, 0.0F};
    scene.decorations.push_back(
        {Kind::kRect, {16.0, 330.0, 168.0, 100.0}, {carto::rgb(0xFFFFFF), {}, {}}, rule, 6.0F});
    scene.decorations.push_back(
        {Kind::kRect, {28.0, 360.0, 24.0, 16.0}, scene.styles[1], {}, 2.0F});
    scene.decorations.push_back(
        {Kind::kRect, {28.0, 384.0, 24.0, 16.0}, scene.styles[2], {}, 2.0F});
    scene.decorations.push_back({Kind::kCircle,
                                 {32.0, 406.0, 16.0, 16.0},
                                 {carto::rgb(0x1F3A6E), {}, {}},
                                 {carto::rgb(0xFFFFFF), 1.0F, 0.0F},
                                 0.0F});
    scene.decorations.push_back(
        {Kind::kLine, {200.0, 424.0, 100.0, 0.0}, {}, {carto::rgb(0x5B6274), 1.5F, 0.0F}, 0.0F});
    add_text(scene, "Un signataire sur trois vit sous un contrat", {16.0, 18.0}, 16.0F,
             carto::TextRole::kTitle, true);
    add_text(scene, "Contrats", {28.0, 350.0}, 12.0F, carto::TextRole::kLegendTitle, true);
    add_text(scene, "couvert", {60.0, 373.0}, 13.0F, carto::TextRole::kLegendEntry);
    add_text(scene, "en négociation", {60.0, 397.0}, 13.0F, carto::TextRole::kLegendEntry);
    add_text(scene, "200 signataires", {60.0, 419.0}, 13.0F, carto::TextRole::kLegendEntry);
    add_text(scene, "Sources & dates : « OFII » < 2023", {310.0, 428.0}, 11.0F,
             carto::TextRole::kSource);
    carto::Text label;
    label.text = "Orléans";
    label.map_frame = 0;
    label.map = {1500.0, 1500.0};
    label.place = {0.0, 52.0};
    label.size = 14.0F;
    label.align = carto::Align::kCentre;
    label.color = carto::rgb(0x1B1F2A);
    label.halo = carto::rgb(0xFFFFFF);
    label.halo_width = 2.0F;
    scene.texts.push_back(label);
}

/// 640 × 440: the grid below a title, an inset at the right, a legend and a source at the bottom.
inline carto::MapScene map_of_everything() {
    auto scene = support::grid_scene();
    scene.width = 640.0;
    scene.height = 440.0;
    scene.description = "Carte d’essai : 12 communes, dont 3 couvertes & 1 en négociation.";
    scene.styles.push_back({carto::rgb(0x8FB0DD), carto::Hatch::kNone, {}, 6.0F, 2.0F});
    scene.styles.push_back(
        {carto::rgb(0xEDF1F7), carto::Hatch::kDiagonal, carto::rgb(0x6A8FC7), 8.0F, 4.0F});
    scene.styles.push_back(
        {carto::rgb(0xFFFFFF), carto::Hatch::kCross, carto::rgb(0xD9DCE5), 8.0F, 1.5F});
    scene.style_of_commune = {0, 0, 0, 0, 1, 1, 2, 0, 0, 1, 3, 0};
    auto& map = scene.frames[0];
    map.viewport = {16.0, 24.0, 420.0, 300.0};
    map.borders = {{{carto::rgb(0xFFFFFF), 0.5F, 0.0F},
                    {},
                    {carto::rgb(0x5B6274), 1.6F, 0.0F},
                    {},
                    {carto::rgb(0x1B1F2A), 1.8F, 0.0F}}};
    auto inset = map;
    inset.inset = true;
    inset.viewport = {460.0, 40.0, 160.0, 120.0};
    inset.corner = 8.0F;
    inset.ground.fill = carto::rgb(0xFFFFFF);
    inset.camera = {{3500.0, 1500.0}, 12.5};
    scene.frames.push_back(inset);
    carto::Rings rings;
    rings.rings = std::make_shared<geo::GroupRings>(
        geo::dissolve(scene.geometry->sheets[0].levels[0].mosaic,
                      std::vector<std::uint32_t>{1, 1, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1}, 2));
    rings.groups = {0};
    rings.line = {carto::rgb(0x1F3A6E), 2.0F, 0.0F};
    rings.casing = {carto::rgb(0xFFFFFF), 5.0F, 0.0F};
    scene.rings.push_back(rings);
    add_marks(scene);
    add_furniture(scene);
    return scene;
}

}  // namespace maillage::report
