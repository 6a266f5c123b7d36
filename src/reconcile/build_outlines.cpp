// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_outlines.hpp"

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "geo/projection.hpp"
#include "geo/validity.hpp"
#include "reconcile/build_lookup.hpp"
#include "reconcile/cell_readers.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

namespace maillage::reconcile {
namespace {

/// Where one row lies; notes in the ledger are made only when the row is counted here.
std::uint32_t place_row(const TypedTable& table, FieldId field, std::size_t row,
                        CommunePlacer& placer, RowLog* log) {
    const auto text = table.text(row, field);
    auto code = CommuneCode::parse(text);
    if (!code) {
        const auto reading = read_commune_code(text);
        if (!reading) {
            if (log != nullptr) {
                log->set_aside(table.column_name(field),
                               unreadable_code_message(text, table.cell_name(row, field)));
            }
            return geo::kNoGroup;
        }
        if (log != nullptr && reading->repair) {
            log->repair(table.column_name(field), *reading->repair);
        }
        code = reading->value;
    }
    const auto placed = placer.place(*code);
    if (log != nullptr && placed.communes.empty()) {
        log->set_aside(table.column_name(field), {MessageId::kOutlineUnknown, {code->string()}});
    } else if (log != nullptr && placed.repair) {
        log->repair(table.column_name(field), *placed.repair);
    }
    // The outline of a commune that was split is not that of any of its parts.
    return placed.communes.size() == 1 ? placed.communes.front().value : geo::kNoGroup;
}

PlacedLayer place_layer(const TableInput& input, const BuildContext& context, bool count_rows) {
    PlacedLayer result;
    result.input = &input;
    const auto& table = input.table;
    if (input.layer->kind != io::GeometryKind::kPolygon) {
        context.ledger.note(Severity::kError, {input.source, 0}, "",
                            {MessageId::kOutlinesNotPolygons});
        if (count_rows) {
            set_all_aside(table, {MessageId::kRowOfRefusedTable}, context.ledger);
        }
        return result;
    }
    const auto field = table.field("code_commune");
    std::vector<CommuneCode> codes;
    if (!input.spec->vintage) {
        codes = codes_of_column(table, field);
    }
    const auto vintage =
        table_vintage(input, codes, context.moves, context.vintage(), context.ledger);
    if (!vintage) {
        if (count_rows) {
            set_all_aside(table, {MessageId::kRowOfRefusedTable}, context.ledger);
        }
        return result;
    }
    CommunePlacer placer(context, *vintage);
    result.commune_of_feature.assign(input.layer->table.row_count(), geo::kNoGroup);
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        auto& commune = result.commune_of_feature[table.raw_row(row)];
        if (count_rows) {
            RowLog log(context.ledger, table.origin(row));
            commune = place_row(table, field, row, placer, &log);
        } else {
            commune = place_row(table, field, row, placer, nullptr);
        }
    }
    return result;
}

/// A feature and the commune it is of.
struct Piece {
    const geo::PolygonSet* set = nullptr;
    std::size_t feature = 0;
    std::uint32_t commune = 0;
    Origin origin;
};

/// All layers in one coordinate system. The features stay where they were read: a second copy of
/// all outlines of France would be felt.
struct Gathered {
    geo::Crs crs;
    std::vector<Piece> pieces;         ///< Those of a set stand together, in its order.
    std::deque<geo::PolygonSet> made;  ///< What is not as it was read: projected, repaired.
};

bool gather(const PlacedLayer& layer, const BuildContext& context, Gathered& all) {
    const auto& shapes = layer.shapes();
    const auto& crs = shapes.polygons.crs.definition.empty() ? shapes.crs : shapes.polygons.crs;
    const auto* polygons = &shapes.polygons;
    if (all.pieces.empty()) {
        all.crs = crs;
    } else if (!(crs == all.crs) && !crs.definition.empty() && !all.crs.definition.empty()) {
        const auto way = geo::Projection::make(crs, all.crs);
        if (!way) {
            context.ledger.note(Severity::kError, {layer.input->source, 0}, "",
                                way.error().message);
            return false;
        }
        polygons = &all.made.emplace_back(shapes.polygons);
        way->apply(all.made.back().points());
    }
    for (std::size_t f = 0; f < layer.commune_of_feature.size(); ++f) {
        if (layer.commune_of_feature[f] == geo::kNoGroup) {
            continue;
        }
        all.pieces.push_back({polygons,
                              f,
                              layer.commune_of_feature[f],
                              {layer.input->source, layer.input->layer->table.line(f)}});
    }
    return true;
}

/// \p outlined By commune.
void note_missing(std::span<const std::uint8_t> outlined, const BuildContext& context,
                  Origin origin) {
    std::int64_t missing = 0;
    std::string first;
    for (std::size_t i = 0; i < outlined.size(); ++i) {
        if (outlined[i] != 0 || !context.in_scope(context.territories.communes.department[i])) {
            continue;
        }
        if (++missing <= 10) {
            first += (first.empty() ? "" : ", ") + context.territories.communes.code[i].string();
        }
    }
    if (missing > 0) {
        context.ledger.note(Severity::kWarning, origin, "",
                            {MessageId::kOutlineMissing, {missing, first}});
    }
}

void note_repair(bool lost, const std::string& reason, Origin origin, LedgerBuilder& ledger) {
    ledger.note(Severity::kWarning, origin, "",
                {lost ? MessageId::kPolygonLost : MessageId::kPolygonRepaired, {reason}});
}

/// Repaired features in the place of the invalid ones.
void put_right(Gathered& all, LedgerBuilder& ledger) {
    auto& pieces = all.pieces;
    for (auto first = pieces.begin(); first != pieces.end();) {
        const auto* set = first->set;
        const auto last = std::find_if(first, pieces.end(),
                                       [set](const Piece& piece) { return piece.set != set; });
        std::vector<geo::Repair> repairs;
        auto better = geo::repaired_features(*set, repairs);
        // Only then: they are found by what they were.
        std::vector<std::pair<std::vector<Piece>::iterator, std::size_t>> replaced;
        for (std::size_t i = 0; i < repairs.size(); ++i) {
            const auto piece = std::lower_bound(
                first, last, repairs[i].feature,
                [](const Piece& one, std::size_t feature) { return one.feature < feature; });
            if (piece != last && piece->feature == repairs[i].feature) {
                note_repair(repairs[i].lost, repairs[i].reason, piece->origin, ledger);
                replaced.emplace_back(piece, i);
            }
        }
        if (!replaced.empty()) {
            const auto* made = &all.made.emplace_back(std::move(better));
            for (const auto& [piece, feature] : replaced) {
                piece->set = made;
                piece->feature = feature;
            }
        }
        first = last;
    }
}

/// One feature for each commune, the union of its pieces. Orders the pieces by commune.
geo::PolygonSet by_commune(Gathered& all, std::size_t communes) {
    auto& pieces = all.pieces;
    std::stable_sort(pieces.begin(), pieces.end(),
                     [](const Piece& a, const Piece& b) { return a.commune < b.commune; });
    const auto end_of = [&](std::size_t first) {
        auto last = first;
        while (last < pieces.size() && pieces[last].commune == pieces[first].commune) {
            ++last;
        }
        return last;
    };
    geo::PolygonSet several;
    several.crs = all.crs;
    std::vector<std::uint32_t> groups;
    std::uint32_t group_count = 0;
    std::size_t polygons = 0;
    std::size_t rings = 0;
    std::size_t points = 0;
    for (std::size_t first = 0; first < pieces.size(); first = end_of(first)) {
        const auto last = end_of(first);
        for (auto i = first; i < last; ++i) {
            const auto& [set, feature, commune, origin] = pieces[i];
            const auto own = set->polygons_of(feature);
            polygons += own.size();
            for (auto p = own.first; p < own.last; ++p) {
                const auto of_polygon = set->rings_of(p);
                rings += of_polygon.size();
                for (auto r = of_polygon.first; r < of_polygon.last; ++r) {
                    points += set->ring(r).size();
                }
            }
            if (last - first > 1) {
                several.add_feature(*set, feature);
                groups.push_back(group_count);
            }
        }
        group_count += last - first > 1 ? 1U : 0U;
    }
    const auto unions = geo::unite(several, groups, group_count);
    geo::PolygonSet result;
    result.crs = all.crs;
    result.reserve(communes, polygons, rings, points);
    std::size_t first = 0;
    std::size_t next_union = 0;
    for (std::size_t commune = 0; commune < communes; ++commune) {
        if (first >= pieces.size() || pieces[first].commune != commune) {
            result.close_feature();
            continue;
        }
        const auto last = end_of(first);
        if (last - first > 1) {
            result.add_feature(unions, next_union++);
        } else {
            result.add_feature(*pieces[first].set, pieces[first].feature);
        }
        first = last;
    }
    return result;
}

const RawSource* source_of(const io::RawLayer* layer, const Input& input) {
    for (const auto& source : input.sources) {
        const auto& layers = source.file->layers;
        if (std::any_of(layers.begin(), layers.end(),
                        [layer](const io::RawLayer& one) { return &one == layer; })) {
            return &source;
        }
    }
    return nullptr;
}

/// \returns What went wrong, if anything did.
std::optional<Message> bring(PlacedLayer& layer, const RawSource& source, const Input& input) {
    auto read = input.read_geometry(source);
    if (!read) {
        return read.error().message;
    }
    const auto& again = read.value();
    if (again->sha256 != source.file->sha256 ||
        again->layers.size() != source.file->layers.size()) {
        return Message(MessageId::kFileChangedMeanwhile, {source.path});
    }
    const auto at = static_cast<std::size_t>(layer.input->layer - source.file->layers.data());
    layer.layer_again = &again->layers[at];
    layer.again = again;
    return std::nullopt;
}

}  // namespace

bool is_schematic(std::span<const PlacedLayer> layers) {
    return std::any_of(layers.begin(), layers.end(), [](const PlacedLayer& layer) {
        return !layer.commune_of_feature.empty() && layer.input->spec->schematic;
    });
}

void bring_shapes(std::vector<PlacedLayer>& layers, const Input& input, LedgerBuilder& ledger) {
    std::vector<std::optional<Message>> troubles(layers.size());
    in_chunks(layers.size(), 1, 0, [&](std::size_t i, std::size_t) {
        const auto* source = source_of(layers[i].input->layer, input);
        if (source != nullptr && source->without_geometry &&
            !layers[i].commune_of_feature.empty()) {
            troubles[i] = bring(layers[i], *source, input);
        }
    });
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (troubles[i]) {
            ledger.note(Severity::kError, {layers[i].input->source, 0}, "", *troubles[i]);
            layers[i].commune_of_feature.clear();
        }
    }
}

void note_known(const KnownOutlines& known, std::span<const PlacedLayer> layers,
                const BuildContext& context) {
    std::vector<std::uint32_t> files;
    const auto& sources = context.ledger.sources();
    for (std::uint32_t s = 0; s < sources.size(); ++s) {
        if (sources[s].role == Role::kCommunes) {
            files.push_back(s);
        }
    }
    for (const auto& repair : known.repairs) {
        if (repair.file < files.size()) {
            note_repair(repair.lost, repair.reason, {files[repair.file], repair.line},
                        context.ledger);
        }
    }
    for (const auto& layer : layers) {
        const auto& placed = layer.commune_of_feature;
        if (std::any_of(placed.begin(), placed.end(),
                        [](std::uint32_t commune) { return commune != geo::kNoGroup; })) {
            note_missing(known.outlined, context, {layer.input->source, 0});
            return;
        }
    }
}

std::vector<PlacedLayer> place_outlines(std::span<const TableInput> tables,
                                        const BuildContext& context, bool count_rows) {
    std::vector<PlacedLayer> layers;
    layers.reserve(tables.size());
    for (const auto& input : tables) {
        layers.push_back(place_layer(input, context, count_rows));
    }
    return layers;
}

std::shared_ptr<const Outlines> build_outlines(std::span<const PlacedLayer> layers,
                                               const BuildContext& context,
                                               const Progress& progress) {
    Gathered all;
    bool schematic = false;
    bool built_in = true;
    for (const auto& layer : layers) {
        if (progress.cancelled() || layer.commune_of_feature.empty()) {
            continue;
        }
        if (gather(layer, context, all)) {
            schematic = schematic || layer.input->spec->schematic;
            built_in = built_in && layer.input->built_in;
        }
    }
    if (all.pieces.empty() || progress.cancelled()) {
        return nullptr;
    }
    if (!built_in) {
        put_right(all, context.ledger);
    }
    const auto first_source = all.pieces.front().origin.source;
    auto result = std::make_shared<Outlines>();
    result->schematic = schematic;
    result->polygons = by_commune(all, context.territories.communes.size());
    std::vector<std::uint8_t> outlined(result->polygons.feature_count());
    for (std::size_t i = 0; i < outlined.size(); ++i) {
        outlined[i] = result->polygons.polygons_of(i).size() != 0 ? 1 : 0;
    }
    note_missing(outlined, context, {first_source, 0});
    return result;
}

}  // namespace maillage::reconcile
