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
                 const Dataset& dataset, std::span<const Index<Service>> services)
        : m_table(table),
          m_columns(columns),
          m_file(std::move(file)),
          m_communes(dataset.territories.communes),
          m_rows(dataset.territories.communes.size()) {
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
        for (auto& row : m_rows) {
            m_read.times.add_origin(std::move(row));
        }
        return std::move(m_read);
    }

private:
    void read_row(std::size_t row) {
        const auto origin_text = trim(m_table.cell(row, m_columns.origin));
        const auto code = reconcile::read_commune_code(origin_text);
        const auto commune = code ? m_communes.find(code->value) : Index<Commune>();
        if (!commune.valid()) {
            wrong(row, "origine", {access::kMatrixOriginUnknown, {quote_excerpt(origin_text)}});
            return;
        }
        const auto service = service_of(row);
        if (!service) {
            return;
        }
        const auto text = trim(m_table.cell(row, m_columns.minutes));
        const auto minutes = parse_number(text);
        if (!minutes || !(*minutes >= 0.0 && *minutes <= kMostMinutes)) {
            wrong(row, "minutes", {access::kMatrixMinutes, {quote_excerpt(text)}});
            return;
        }
        m_rows[commune.value].push_back(
            {*service, static_cast<access::Seconds>(std::lround(*minutes * access::kMinute))});
    }

    std::optional<Index<Service>> service_of(std::size_t row) {
        const std::string id(trim(m_table.cell(row, m_columns.destination)));
        const auto found = m_asked.find(id);
        if (found == m_asked.end()) {
            if (m_any.contains(id)) {
                ++m_read.other_types;
            } else {
                wrong(row, "destination", {access::kMatrixServiceUnknown, {quote_excerpt(id)}});
            }
            return std::nullopt;
        }
        if (found->second.second > 1) {
            wrong(row, "destination", {access::kMatrixServiceTwice, {quote_excerpt(id)}});
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
    std::vector<std::vector<access::Reach>> m_rows;
    std::unordered_map<std::string, int> m_any;
    std::unordered_map<std::string, std::pair<Index<Service>, int>> m_asked;
    MatrixRead m_read;
};

}  // namespace

Result<MatrixRead> read_matrix(const std::filesystem::path& path, const Dataset& dataset,
                               std::span<const Index<Service>> services, const Progress& progress) {
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
    return MatrixReader(table, *columns, name, dataset, services).read();
}

io::OutputTable matrix_table(const access::TravelTimes& times, const Dataset& dataset) {
    io::OutputTable table;
    table.name = "matrice";
    table.columns = {"origine", "destination", "minutes"};
    for (std::size_t i = 0; i < times.origin_count(); ++i) {
        for (const auto& reach : times.from(i)) {
            table.rows.push_back({dataset.territories.communes.code[i].string(),
                                  dataset.services[reach.service.value].id,
                                  report::decimal({reach.time, access::kMinute}, 2)});
        }
    }
    return table;
}

}  // namespace maillage::workspace
