// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "reconcile/header_match.hpp"
#include "reconcile/typed_table.hpp"

#include <algorithm>
#include <array>

namespace maillage::reconcile {
namespace {

/// A header read against one schema, as the rules below ask about it.
class ReadHeader {
public:
    ReadHeader(const TableSchema& schema, HeaderMatch match)
        : m_schema(schema), m_match(std::move(match)) {}

    bool has(std::string_view field) const { return column(field) >= 0; }
    bool complete() const { return m_match.complete(); }
    bool by_named_year() const { return !m_match.years.empty() && !m_match.bare_years; }

    /// A title that says what it counts: not "total", not a bare year.
    bool has_telling(std::string_view field) const {
        const auto at = column(field);
        return (at >= 0 && !is_vague_title(m_match.titles[static_cast<std::size_t>(at)])) ||
               by_named_year();
    }
    /// The title of its column is this one, by fold_key().
    bool titled(std::string_view field, std::string_view key) const {
        const auto at = column(field);
        return at >= 0 && fold_key(m_match.titles[static_cast<std::size_t>(at)]) == key;
    }
    bool title_holds(std::string_view field, std::string_view word) const {
        const auto at = column(field);
        return at >= 0 && fold_key(m_match.titles[static_cast<std::size_t>(at)]).find(word) !=
                              std::string::npos;
    }

private:
    std::int32_t column(std::string_view field) const {
        for (std::size_t i = 0; i < m_schema.fields.size(); ++i) {
            if (m_schema.fields[i].name == field && !m_match.column_of_field.empty()) {
                return m_match.column_of_field[i];
            }
        }
        return -1;
    }

    const TableSchema& m_schema;
    HeaderMatch m_match;
};

class Guess {
public:
    Guess(const io::RawTable& table, bool points, bool polygons,
          std::span<const TableSchema> schemas)
        : m_table(table), m_points(points), m_polygons(polygons), m_schemas(schemas) {}

    /// From the role with the most telling columns to the one that asks for least.
    Role role() const {
        static constexpr auto kOrder =
            std::to_array<Role>({Role::kMoves, Role::kContracts, Role::kServices, Role::kDensity,
                                 Role::kCir, Role::kCirTotals, Role::kTargets, Role::kCommunes,
                                 Role::kMembers, Role::kTerritories, Role::kNames});
        const auto found =
            std::find_if(kOrder.begin(), kOrder.end(), [&](Role role) { return is(role); });
        return found == kOrder.end() ? Role::kUnknown : *found;
    }

private:
    std::optional<ReadHeader> read(Role role) const {
        for (const auto& schema : m_schemas) {
            if (schema.role == role) {
                return ReadHeader(schema, match_header(m_table, SchemaTitles(schema), {}));
            }
        }
        return std::nullopt;
    }

    bool is(Role role) const {
        const auto table = read(role);
        if (!table || !table->complete()) {
            return false;
        }
        switch (role) {
            case Role::kServices:
                return m_points || (table->has("lon") && table->has("lat") && !by_commune(*table));
            case Role::kCir:
                return table->has_telling("signataires") &&
                       (table->has("code_commune") || table->title_holds("nom", "commune"));
            case Role::kCirTotals:
                return table->has_telling("signataires");
            case Role::kTargets:
                return table->has_telling("taux_cible");
            case Role::kCommunes:
                return m_polygons;
            case Role::kMembers:
                return table->has("annee");
            case Role::kTerritories:
                return !lists_places();
            case Role::kNames:
                // Columns of EPCI and departments beside communes do not name anything.
                return !lists_places() && (table->has("code_ept") || !names_communes());
            default:
                return true;
        }
    }

    /// Places with an address (France Services, stations) are in communes; they do not list them.
    bool lists_places() const {
        const auto services = read(Role::kServices);
        return m_points || (services && services->has("id") && services->has("lon") &&
                            services->has("lat") && !by_commune(*services));
    }

    /// Columns by commune (the code is all the id they have) may say where its middle is; only
    /// points are places of their own.
    static bool by_commune(const ReadHeader& services) { return services.titled("id", "codgeo"); }

    bool names_communes() const {
        const auto communes = read(Role::kCommunes);
        return communes && communes->has("code_commune");
    }

    const io::RawTable& m_table;
    bool m_points;
    bool m_polygons;
    std::span<const TableSchema> m_schemas;
};

}  // namespace

Role guess_role(const io::RawTable& table, bool points, bool polygons,
                std::span<const TableSchema> schemas) {
    return Guess(table, points, polygons, schemas).role();
}

}  // namespace maillage::reconcile
