// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_matrix.hpp"

#include "base/access_messages.hpp"
#include "base/text.hpp"
#include "io/read.hpp"
#include "model/lookup.hpp"
#include "reconcile/cell_readers.hpp"
#include "report/decimals.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace maillage::workspace {
namespace {

/// Half way round the Earth on foot takes 200 days.
constexpr double kMostMinutes = 1'000'000.0;

struct Columns {
    std::size_t origin = 0;
    std::size_t destination = 0;
    std::size_t minutes = 0;
    std::size_t first_row = 0;
};

std::optional<std::size_t> column_named(const std::vector<std::string>& titles,
                                        std::initializer_list<std::string_view> names) {
    for (const auto name : names) {
        for (std::size_t c = 0; c < titles.size(); ++c) {
            if (fold_key(titles[c]) == name) {
                return c;
            }
        }
    }
    return std::nullopt;
}

std::string joined(const std::vector<std::string>& titles) {
    std::string text;
    for (const auto& title : titles) {
        text += (text.empty() ? "" : ", ") + quote_excerpt(title);
    }
    return text.empty() ? "–" : text;
}

Result<Columns> find_columns(const io::RawTable& table, const std::string& file) {
    auto titles = table.field_names;
    Columns columns;
    if (titles.empty() && table.row_count() > 0) {
        for (std::size_t c = 0; c < table.cell_count(0); ++c) {
            titles.emplace_back(trim(table.cell(0, c)));
        }
        columns.first_row = 1;
    }
    const auto origin =
        column_named(titles, {"origine", "origin", "fromid", "from", "codecommune"});
    const auto destination =
        column_named(titles, {"destination", "toid", "to", "serviceid", "idservice"});
    const auto minutes =
        column_named(titles, {"minutes", "traveltimep50", "traveltime", "duree", "duration"});
    if (!origin || !destination || !minutes) {
        return Error{Error::Code::kFormat, {access::kMatrixColumns, {joined(titles)}}, file};
    }
    columns.origin = *origin;
    columns.destination = *destination;
    columns.minutes = *minutes;
    return columns;
}

class MatrixReader {
public:
    MatrixReader(const io::RawTable& table, Columns columns, std::string file,
                 const Dataset& dataset, std::span<const Index<Service>> services,
                 access::Direction direction)
        : m_table(table),
          m_columns(columns),
          m_file(std::move(file)),
          m_communes(dataset.territories.communes),
          m_direction(direction),
          m_there(dataset.territories.communes.size()),
          m_back(dataset.territories.communes.size()) {
        for (std::size_t j = 0; j < dataset.services.size(); ++j) {
            m_any.emplace(dataset.services[j].id, 0);
        }
        for (const auto service : services) {
            auto& [row, count] = m_asked[dataset.services[service.value].id];
            row = service;
            ++count;
        }
    }

    MatrixRead read() && {
        for (auto row = m_columns.first_row; row < m_table.row_count(); ++row) {
            if (m_table.cell_count(row) == 0 ||
                (m_table.cell_count(row) == 1 && trim(m_table.cell(row, 0)).empty())) {
                continue;
            }
            ++m_read.rows;
            read_row(row);
        }
        for (std::size_t i = 0; i < m_there.size(); ++i) {
            m_read.ways.there.add_origin(std::move(m_there[i]));
            m_read.ways.back.add_origin(std::move(m_back[i]));
        }
        return std::move(m_read);
    }

private:
    using Rows = std::vector<std::vector<access::Reach>>;

    void read_row(std::size_t row) {
        const auto from = trim(m_table.cell(row, m_columns.origin));
        const auto to = trim(m_table.cell(row, m_columns.destination));
        if (reads_back(from, to)) {
            if (m_direction == access::Direction::kBoth && reads_there(from, to)) {
                wrong(row, "origine",
                      {access::kMatrixBothWays, {quote_excerpt(from), quote_excerpt(to)}});
                return;
            }
            if (m_direction != access::Direction::kThere || !reads_there(from, to)) {
                read_pair(row, to, from, "destination", "origine",
                          m_direction == access::Direction::kThere ? nullptr : &m_back);
                return;
            }
        }
        read_pair(row, from, to, "origine", "destination",
                  m_direction == access::Direction::kBack ? nullptr : &m_there);
    }

    bool reads_there(std::string_view from, std::string_view to) const {
        return commune_of(from).valid() && m_any.contains(std::string(to));
    }
    bool reads_back(std::string_view from, std::string_view to) const {
        return reads_there(to, from);
    }
    Index<Commune> commune_of(std::string_view text) const {
        const auto code = reconcile::read_commune_code(text);
        return code ? m_communes.find(code->value) : Index<Commune>();
    }

    /// \param into Null: of a way that is not asked for.
    void read_pair(std::size_t row, std::string_view place, std::string_view id,
                   const char* place_column, const char* id_column, Rows* into) {
        const auto commune = commune_of(place);
        if (!commune.valid()) {
            wrong(row, place_column, {access::kMatrixOriginUnknown, {quote_excerpt(place)}});
            return;
        }
        const auto service = service_of(row, std::string(id), id_column);
        if (!service) {
            return;
        }
        const auto text = trim(m_table.cell(row, m_columns.minutes));
        const auto minutes = parse_number(text);
        if (!minutes || !(*minutes >= 0.0 && *minutes <= kMostMinutes)) {
            wrong(row, "minutes", {access::kMatrixMinutes, {quote_excerpt(text)}});
            return;
        }
        if (into == nullptr) {
            ++m_read.other_way;
            return;
        }
        (*into)[commune.value].push_back(
            {*service, static_cast<access::Seconds>(std::lround(*minutes * access::kMinute))});
    }

    std::optional<Index<Service>> service_of(std::size_t row, const std::string& id,
                                             const char* column) {
        const auto found = m_asked.find(id);
        if (found == m_asked.end()) {
            if (m_any.contains(id)) {
                ++m_read.other_types;
            } else {
                wrong(row, column, {access::kMatrixServiceUnknown, {quote_excerpt(id)}});
            }
            return std::nullopt;
        }
        if (found->second.second > 1) {
            wrong(row, column, {access::kMatrixServiceTwice, {quote_excerpt(id)}});
            return std::nullopt;
        }
        return found->second.first;
    }

    void wrong(std::size_t row, const char* column, Message message) {
        ++m_read.wrong;
        if (m_read.remarks.size() < kMatrixRemarks) {
            m_read.remarks.push_back(
                {Error::Code::kParse, std::move(message),
                 m_file + ":" + std::to_string(m_table.line(row)) + ":" + column});
        }
    }

    const io::RawTable& m_table;
    Columns m_columns;
    std::string m_file;
    CommuneRows m_communes;
    access::Direction m_direction;
    Rows m_there;
    Rows m_back;
    std::unordered_map<std::string, int> m_any;
    std::unordered_map<std::string, std::pair<Index<Service>, int>> m_asked;
    MatrixRead m_read;
};

}  // namespace

Result<MatrixRead> read_matrix(const std::filesystem::path& path, const Dataset& dataset,
                               std::span<const Index<Service>> services,
                               access::Direction direction, const Progress& progress) {
    const auto file = io::read_file(path, {}, progress);
    if (!file) {
        return file.error();
    }
    const auto name = path.filename().string();
    const auto& table = file->layers.front().table;
    const auto columns = find_columns(table, name);
    if (!columns) {
        return columns.error();
    }
    auto read = MatrixReader(table, *columns, name, dataset, services, direction).read();
    const bool back = direction != access::Direction::kThere;
    if (back && read.ways.back.pair_count() == 0) {
        return Error{Error::Code::kNotFound, {access::kMatrixOneWay, {name}}, ""};
    }
    return read;
}

io::OutputTable matrix_table(const access::TravelTimes* there, const access::TravelTimes* back,
                             const Dataset& dataset) {
    io::OutputTable table;
    table.name = "matrice";
    table.columns = {"origine", "destination", "minutes"};
    for (const auto* times : {there, back}) {
        for (std::size_t i = 0; times != nullptr && i < times->origin_count(); ++i) {
            for (const auto& reach : times->from(i)) {
                io::Value commune = dataset.territories.communes.code[i].string();
                io::Value service = dataset.services[reach.service.value].id;
                if (times == back) {
                    std::swap(commune, service);
                }
                table.rows.push_back({std::move(commune), std::move(service),
                                      report::decimal({reach.time, access::kMinute}, 2)});
            }
        }
    }
    return table;
}

}  // namespace maillage::workspace
