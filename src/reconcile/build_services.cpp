// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_services.hpp"

#include "base/access_messages.hpp"
#include "base/text.hpp"
#include "geo/earth.hpp"
#include "geo/projection.hpp"
#include "model/service_words.hpp"
#include "reconcile/build_lookup.hpp"
#include "reconcile/cell_readers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace maillage::reconcile {
namespace {

constexpr geo::Point kNowhere{std::numeric_limits<double>::quiet_NaN(),
                              std::numeric_limits<double>::quiet_NaN()};

bool is_place(geo::Point point) { return std::isfinite(point.x) && std::isfinite(point.y); }
bool in_degrees(geo::Point point) { return std::abs(point.x) <= 180 && std::abs(point.y) <= 90; }

/// The points of a layer in longitude and latitude; a layer that does not say its system is taken
/// in degrees where all of it may be, else in Lambert-93.
Result<std::vector<geo::Point>> points_of(const io::RawLayer& layer) {
    auto points = layer.points;
    auto crs = layer.crs;
    if (crs.definition.empty()) {
        const bool degrees = std::all_of(points.begin(), points.end(), [](geo::Point point) {
            return !is_place(point) || in_degrees(point);
        });
        crs.definition = degrees ? geo::kWgs84 : geo::kLambert93;
    }
    if (points.empty() || crs.definition == geo::kWgs84) {
        return points;
    }
    const auto way = geo::Projection::make(crs, {geo::kWgs84});
    if (!way) {
        return way.error();
    }
    way->apply(points);
    return points;
}

/// What all places of a file without a column `type` are: told by the columns that only one
/// published list has, then by its name.
std::string nature_of(const TableInput& input) {
    const auto& table = input.table;
    const auto key_column = fold_key(table.column_name(table.field("id")));
    if (key_column == "idfs") {
        return "france_services";
    }
    if (key_column == "codeuic") {
        return "gare";
    }
    if (key_column == "codgeo") {
        return "chef_lieu";
    }
    if (table.has_title("code_safir")) {
        return "france_travail";
    }
    static constexpr auto kNatures = std::to_array<std::string_view>(
        {"france_services", "france_travail", "sous_prefecture", "prefecture", "chef_lieu",
         "centre_population", "mairie", "langue", "ofii", "agir", "sante", "mobilite", "oepre",
         "gare"});
    const auto name = fold_key(input.name);
    for (const auto nature : kNatures) {
        if (name.find(fold_key(nature)) != std::string::npos) {
            return std::string(nature);
        }
    }
    return input.name;
}

class ServiceReader {
public:
    ServiceReader(const TableInput& input, const BuildContext& context, std::vector<Service>& all)
        : m_input(input),
          m_table(input.table),
          m_context(context),
          m_all(all),
          m_placer(context, input.spec->vintage.value_or(context.vintage())),
          m_id(m_table.field("id")),
          m_type(m_table.field("type")),
          m_lon(m_table.field("lon")),
          m_lat(m_table.field("lat")),
          m_name(m_table.field("nom")),
          m_capacity(m_table.field("capacite")),
          m_commune(m_table.field("code_commune")),
          m_passengers(m_table.field("voyageurs")) {}

    void read() {
        auto points = points_of(*m_input.layer);
        if (!points && !(m_table.has(m_lon) && m_table.has(m_lat))) {
            set_all_aside(m_table, points.error().message, m_context.ledger);
            return;
        }
        m_points = points ? std::move(points).value() : std::vector<geo::Point>();
        m_nature = nature_of(m_input);
        for (std::size_t row = 0; row < m_table.row_count(); ++row) {
            RowLog log(m_context.ledger, m_table.origin(row));
            if (!skip_without_data(m_table, row, log)) {
                read_row(row, log);
            }
        }
        note_file();
    }

private:
    void read_row(std::size_t row, RowLog& log) {
        for (const auto& field : m_table.schema().fields) {
            check_cell(row, field, log);
        }
        if (log.is_set_aside()) {
            return;
        }
        Service service;
        service.id = m_table.text(row, m_id);
        service.commune = commune_of(row);
        service.place = place_of(row);
        if (!is_place(service.place)) {
            if (!service.commune.valid()) {
                log.set_aside("", {MessageId::kServiceNowhere});
                return;
            }
            const auto& codes = m_context.territories.communes.code;
            log.repair("", {access::kServiceAtCommune, {codes[service.commune.value].string()}});
        }
        if (repeats(service, log)) {
            return;
        }
        service.type = type_of(row);
        service.name = m_table.text(row, m_name);
        if (const auto capacity = parse_number(m_table.text(row, m_capacity))) {
            service.capacity = *capacity;
        }
        service.opening_hours = hours_of(row);
        service.origin = m_table.origin(row);
        m_first_of_id.emplace(service.id, m_all.size());
        m_all.push_back(std::move(service));
    }

    void check_cell(std::size_t row, const FieldSchema& field, RowLog& log) const {
        const auto id = m_table.field(field.name);
        if (!m_table.has(id)) {
            return;
        }
        const auto text = m_table.text(row, id);
        const auto column = m_table.column_name(id);
        if (text.empty()) {
            if (field.required) {
                log.set_aside(column, {MessageId::kCellEmpty, {m_table.cell_name(row, id)}});
            }
            return;
        }
        const bool whole = field.type == "integer";
        if (whole || field.type == "number") {
            const auto number = parse_number(text);
            const bool good = number && (!whole || std::floor(*number) == *number) &&
                              (!field.minimum || *number >= *field.minimum) &&
                              (!field.maximum || *number <= *field.maximum);
            if (!good) {
                log.set_aside(column, {MessageId::kCellNotNumber,
                                       {quote_excerpt(text), m_table.cell_name(row, id)}});
            }
        }
    }

    /// Columns first, then the geometry.
    geo::Point place_of(std::size_t row) const {
        const auto lon = parse_number(m_table.text(row, m_lon));
        const auto lat = parse_number(m_table.text(row, m_lat));
        if (lon && lat) {
            return {*lon, *lat};  // Within the schema's bounds.
        }
        const auto raw = m_table.raw_row(row);
        return raw < m_points.size() ? m_points[raw] : kNowhere;
    }

    /// A list by commune has its code for an id.
    Index<Commune> commune_of(std::size_t row) {
        const auto text = m_table.has(m_commune)    ? m_table.text(row, m_commune)
                          : m_nature == "chef_lieu" ? m_table.text(row, m_id)
                                                    : std::string_view();
        const auto code = read_commune_code(text);
        if (!code) {
            return {};
        }
        const auto placed = m_placer.place(code->value);
        return placed.communes.size() == 1 ? placed.communes.front() : Index<Commune>();
    }

    /// Whether the id was read before: the row is the same service, or is set aside.
    bool repeats(const Service& service, RowLog& log) {
        const auto found = m_first_of_id.find(service.id);
        if (found == m_first_of_id.end()) {
            return false;
        }
        const auto& first = m_all[found->second];
        const double away = is_place(first.place) && is_place(service.place)
                                ? geo::distance_metres(first.place, service.place) / 1000
                                : 0.0;
        if (away > kSamePlaceKm) {
            log.set_aside(m_table.column_name(m_id),
                          {access::kServiceIdElsewhere,
                           {quote_excerpt(service.id), std::to_string(first.origin.line),
                            static_cast<std::int64_t>(away)}});
        } else {
            ++m_repeated;
        }
        return true;
    }

    std::string type_of(std::size_t row) const {
        if (const auto text = m_table.text(row, m_type); !text.empty()) {
            return std::string(text);
        }
        // A station where no traveller may board is none for people.
        const bool freight = m_nature == "gare" && m_table.text(row, m_passengers) == "N";
        return freight ? "gare_fret" : m_nature;
    }

    std::string hours_of(std::size_t row) const {
        std::string hours(m_table.text(row, m_table.field("horaires")));
        for (const char* day :
             {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"}) {
            const auto text = m_table.text(row, m_table.field(std::string("horaires_") + day));
            if (!text.empty()) {
                hours += (hours.empty() ? "" : " ; ") + std::string(day) + ' ' + std::string(text);
            }
        }
        return hours;
    }

    void note_file() const {
        const Origin file{m_input.source, 0};
        if (!m_table.has(m_type)) {
            m_context.ledger.note(Severity::kInformation, file, "",
                                  {access::kServiceTypeOfFile, {service_word(m_nature)}});
        }
        if (m_repeated > 0) {
            m_context.ledger.note(Severity::kInformation, file, m_table.column_name(m_id),
                                  {access::kServiceIdsRepeated, {m_repeated}});
        }
    }

    const TableInput& m_input;
    const TypedTable& m_table;
    const BuildContext& m_context;
    std::vector<Service>& m_all;
    CommunePlacer m_placer;
    std::vector<geo::Point> m_points;  ///< WGS 84, by raw row.
    std::string m_nature;
    std::unordered_map<std::string, std::size_t> m_first_of_id;
    std::int64_t m_repeated = 0;
    FieldId m_id;
    FieldId m_type;
    FieldId m_lon;
    FieldId m_lat;
    FieldId m_name;
    FieldId m_capacity;
    FieldId m_commune;
    FieldId m_passengers;
};

/// The seat of each department, then those of the other arrondissements.
class Seats {
public:
    Seats(const BuildContext& context, std::vector<Service>& all)
        : m_context(context), m_all(all) {}

    void add(const TableInput& input, std::string_view code_field, const char* type) {
        const auto& table = input.table;
        const auto seat = table.field("chef_lieu");
        const auto code = table.field(code_field);
        if (!table.has(seat) || !table.has(code)) {
            return;
        }
        CommunePlacer placer(m_context, input.spec->vintage.value_or(m_context.vintage()));
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            const auto commune = read_commune_code(table.text(row, seat));
            const auto placed = commune ? placer.place(commune->value) : Placed{};
            if (placed.communes.size() != 1 || !m_known.insert(placed.communes.front()).second) {
                continue;
            }
            Service service;
            service.id = std::string(type) + '-' + std::string(table.text(row, code));
            service.type = type;
            service.commune = placed.communes.front();
            service.name = m_context.territories.communes.name[service.commune.value];
            service.place = kNowhere;
            service.origin = table.origin(row);
            service.built_in = true;
            m_all.push_back(std::move(service));
        }
    }

private:
    const BuildContext& m_context;
    std::vector<Service>& m_all;
    std::set<Index<Commune>> m_known;
};

}  // namespace

std::vector<Service> build_services(std::span<const TableInput> tables,
                                    std::span<const TableInput> names,
                                    const BuildContext& context) {
    std::vector<Service> all;
    for (const auto& input : tables) {
        ServiceReader(input, context, all).read();
    }
    Seats seats(context, all);
    const auto of_arrondissements = [](const TableInput& input) {
        return input.table.has(input.table.field("code_arrondissement"));
    };
    for (const auto& input : names) {
        if (!of_arrondissements(input)) {
            seats.add(input, "code_departement", kPrefectureType);
        }
    }
    for (const auto& input : names) {
        if (of_arrondissements(input)) {
            seats.add(input, "code_arrondissement", kSubPrefectureType);
        }
    }
    return all;
}

}  // namespace maillage::reconcile
