// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The tables of an export: what is in scope, level by level, with outlines and what columns mean.

#include "carto/content.hpp"
#include "indicators/coverage_state.hpp"
#include "io/output_schema.hpp"
#include "workspace/export_results.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maillage::workspace {

/// One table; rows, fields and polygons (if any) agree.
struct ExportTable {
    io::OutputTable table;  ///< Its `polygons` is not set: see below.
    std::vector<io::OutputField> fields;
    std::string title;
    std::shared_ptr<const geo::PolygonSet> polygons{};  ///< Null: none asked, or none there.
};

/// What all tables of one export start from.
struct ExportGround {
    const Dataset& dataset;
    const ExportOrder& order;
    const indicators::CoverageState& coverage;
    std::vector<bool> wanted;  ///< By department.
    bool one_department = false;
    std::string territory;      ///< Name of what is exported.
    bool with_outlines = true;  ///< Whether the format holds them.
    std::string say(const Message& message) const { return render(message, order.language); }
};

/// The departments of the order. \returns kNotFound if there is no such territory.
Result<ExportGround> export_ground(const Dataset& dataset, const ExportOrder& order,
                                   const indicators::CoverageState& coverage);

/// \param situation Add the column `situation`, which styles go by.
ExportTable communes_export(const ExportGround& ground, bool situation);
/// With the value of each row as the map has it.
struct RatesExport {
    ExportTable table;
    std::vector<carto::UnitValue> values;
};
/// In one department the part of each EPCI that lies in it, as the map shows it; else whole EPCI.
RatesExport epcis_export(const ExportGround& ground);
RatesExport departments_export(const ExportGround& ground);
/// Contracts that touch the scope, each with its whole perimeter; in the order of the register, or
/// with outlines wide ones first, so that none hides another.
ExportTable contracts_export(const ExportGround& ground);

io::OutputFacts export_facts(const ExportGround& ground, const Asked& asked);

// Words of the column `situation`.
inline constexpr const char* kCoveredWord = "couvert";
inline constexpr const char* kPlannedWord = "en_negociation";
inline constexpr const char* kOpenWord = "non_couvert";
inline constexpr const char* kRateWord = "taux";
inline constexpr const char* kNobodyWord = "sans_signataire";
inline constexpr const char* kUnknownWord = "non_renseigne";

}  // namespace maillage::workspace
