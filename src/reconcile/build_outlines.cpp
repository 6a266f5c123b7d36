// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_outlines.hpp"

#include "base/text.hpp"
#include "geo/projection.hpp"
#include "geo/validity.hpp"
#include "reconcile/build_lookup.hpp"
#include "reconcile/cell_readers.hpp"

#include <algorithm>

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
    PlacedLayer result{&input, {}};
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
    auto polygons = layer.input->layer->polygons;
    if (polygons.crs.definition.empty()) {
        polygons.crs = layer.input->layer->crs;
    }
    if (all.polygons.feature_count() == 0) {
        all.polygons.crs = polygons.crs;
    } else if (!(polygons.crs == all.polygons.crs) && !polygons.crs.definition.empty() &&
               !all.polygons.crs.definition.empty()) {
        const auto way = geo::Projection::make(polygons.crs, all.polygons.crs);
        if (!way) {
            context.ledger.note(Severity::kError, {layer.input->source, 0}, "",
                                way.error().message);
            return false;
        }
        way->apply(polygons.points());
    }
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

void note_missing(const geo::PolygonSet& polygons, const BuildContext& context, Origin origin) {
    std::int64_t missing = 0;
    std::string first;
    for (std::size_t i = 0; i < polygons.feature_count(); ++i) {
        if (polygons.polygons_of(i).size() != 0 ||
            !context.in_scope(context.territories.communes.department[i])) {
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

}  // namespace

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
    if (all.origins.empty() || progress.cancelled()) {
        return nullptr;
    }
    if (!built_in) {
        std::vector<geo::Repair> repairs;
        all.polygons = geo::make_valid(all.polygons, repairs);
        for (const auto& repair : repairs) {
            context.ledger.note(
                Severity::kWarning, all.origins[repair.feature], "",
                {repair.lost ? MessageId::kPolygonLost : MessageId::kPolygonRepaired,
                 {repair.reason}});
        }
    }
    auto result = std::make_shared<Outlines>();
    result->schematic = schematic;
    result->polygons =
        geo::unite(all.polygons, all.commune_of_feature, context.territories.communes.size());
    note_missing(result->polygons, context, {all.origins.front().source, 0});
    return result;
}

}  // namespace maillage::reconcile
