// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_outlines.hpp"

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "geo/projection.hpp"
#include "geo/validity.hpp"
#include "reconcile/build_lookup.hpp"
#include "reconcile/cell_readers.hpp"

#include <algorithm>
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

/// All layers as one set of features in one coordinate system.
struct Gathered {
    geo::PolygonSet polygons;
    std::vector<std::uint32_t> commune_of_feature;
    std::vector<Origin> origins;
};

bool gather(const PlacedLayer& layer, const BuildContext& context, Gathered& all) {
    const auto& shapes = layer.shapes();
    const auto& crs = shapes.polygons.crs.definition.empty() ? shapes.crs : shapes.polygons.crs;
    geo::PolygonSet moved;
    bool projected = false;
    if (all.polygons.feature_count() == 0) {
        all.polygons.crs = crs;
    } else if (!(crs == all.polygons.crs) && !crs.definition.empty() &&
               !all.polygons.crs.definition.empty()) {
        const auto way = geo::Projection::make(crs, all.polygons.crs);
        if (!way) {
            context.ledger.note(Severity::kError, {layer.input->source, 0}, "",
                                way.error().message);
            return false;
        }
        moved = shapes.polygons;
        way->apply(moved.points());
        projected = true;
    }
    const auto& polygons = projected ? moved : shapes.polygons;
    for (std::size_t f = 0; f < layer.commune_of_feature.size(); ++f) {
        if (layer.commune_of_feature[f] == geo::kNoGroup) {
            continue;
        }
        all.polygons.add_feature(polygons, f);
        all.commune_of_feature.push_back(layer.commune_of_feature[f]);
        all.origins.push_back({layer.input->source, layer.input->layer->table.line(f)});
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

void reserve(std::span<const PlacedLayer> layers, Gathered& all) {
    std::size_t features = 0;
    std::size_t polygons = 0;
    std::size_t rings = 0;
    std::size_t points = 0;
    for (const auto& layer : layers) {
        const auto& set = layer.shapes().polygons;
        features += set.feature_count();
        polygons += set.polygon_count();
        rings += set.ring_count();
        points += set.point_count();
    }
    all.polygons.reserve(features, polygons, rings, points);
    all.commune_of_feature.reserve(features);
    all.origins.reserve(features);
}

void note_repair(bool lost, const std::string& reason, Origin origin, LedgerBuilder& ledger) {
    ledger.note(Severity::kWarning, origin, "",
                {lost ? MessageId::kPolygonLost : MessageId::kPolygonRepaired, {reason}});
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
    reserve(layers, all);
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
    if (all.origins.empty() || progress.cancelled()) {
        return nullptr;
    }
    if (!built_in) {
        std::vector<geo::Repair> repairs;
        all.polygons = geo::make_valid(std::move(all.polygons), repairs);
        for (const auto& repair : repairs) {
            note_repair(repair.lost, repair.reason, all.origins[repair.feature], context.ledger);
        }
    }
    auto result = std::make_shared<Outlines>();
    result->schematic = schematic;
    result->polygons =
        geo::unite(all.polygons, all.commune_of_feature, context.territories.communes.size());
    std::vector<std::uint8_t> outlined(result->polygons.feature_count());
    for (std::size_t i = 0; i < outlined.size(); ++i) {
        outlined[i] = result->polygons.polygons_of(i).size() != 0 ? 1 : 0;
    }
    note_missing(outlined, context, {all.origins.front().source, 0});
    return result;
}

}  // namespace maillage::reconcile
