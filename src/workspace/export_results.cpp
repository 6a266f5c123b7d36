// SPDX-License-Identifier: Apache-2.0
#include "workspace/export_results.hpp"

#include "base/exports_messages.hpp"
#include "base/text.hpp"
#include "io/geojson_text.hpp"
#include "io/write_together.hpp"
#include "report/document.hpp"
#include "report/print.hpp"
#include "report/workbook.hpp"
#include "workspace/export_looks.hpp"
#include "workspace/export_tables.hpp"

#include <array>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

enum class Format : std::uint8_t { kNone, kCsv, kJson, kGeoJson, kGeoPackage, kWorkbook };
Format format_of(const fs::path& path) {
    const auto ending = fold_key(path.extension().string());
    return ending == "csv"       ? Format::kCsv
           : ending == "json"    ? Format::kJson
           : ending == "geojson" ? Format::kGeoJson
           : ending == "gpkg"    ? Format::kGeoPackage
           : ending == "xlsx"    ? Format::kWorkbook
                                 : Format::kNone;
}

Error cancelled() { return {Error::Code::kCancelled, {MessageId::kCancelled}, ""}; }

std::string years_text(const std::vector<int>& years) {
    std::string text;
    for (const int year : years) {
        text += (text.empty() ? "" : ", ") + std::to_string(year);
    }
    return text;
}

std::string heading(const ExportGround& ground, const io::OutputFacts& facts) {
    return ground.say(
        {exports::kFactsHeading,
         {facts.territory, long_date(facts.date, ground.order.language),
          years_text(facts.counts_years), std::to_string(facts.vintage), facts.mode}});
}

/// What stands as the description of a layer: one line for each notice.
std::string description(const ExportGround& ground, const io::OutputFacts& facts) {
    auto text = heading(ground, facts);
    for (const auto& notice : facts.notices) {
        text += "\n" + notice;
    }
    return text;
}

io::OutputTable facts_table(const io::OutputFacts& facts) {
    io::OutputTable table;
    table.name = "metadonnees";
    table.columns = {"cle", "valeur"};
    for (const auto& [name, value] : io::fact_rows(facts)) {
        table.rows.push_back({name, value});
    }
    return table;
}

io::OutputTable sources_table(const io::OutputFacts& facts) {
    io::OutputTable table;
    table.name = "sources";
    table.columns = {"fichier", "role", "millesime", "lignes", "attribution", "sha256"};
    const auto text = [](const std::string& one) {
        return one.empty() ? io::Value() : io::Value(one);
    };
    for (const auto& source : facts.sources) {
        table.rows.push_back(
            {source.path, text(source.role),
             source.vintage ? io::Value(std::int64_t{*source.vintage}) : io::Value(), source.rows,
             text(source.attribution), text(source.sha256)});
    }
    return table;
}

constexpr std::array kSourceTypes{io::FieldType::kText,  io::FieldType::kText,
                                  io::FieldType::kWhole, io::FieldType::kWhole,
                                  io::FieldType::kText,  io::FieldType::kText};

std::vector<io::FieldType> types_of(const ExportTable& table) {
    std::vector<io::FieldType> types;
    for (const auto& one : table.fields) {
        types.push_back(one.type);
    }
    return types;
}

Result<Done> write_package(const ExportGround& ground, const io::OutputFacts& facts) {
    const auto communes = communes_export(ground, true);
    const auto epcis = epcis_export(ground);
    const auto departments = departments_export(ground);
    const auto contracts = contracts_export(ground);
    io::GeoPackage package;
    for (const auto* one : {&communes, &epcis.table, &departments.table, &contracts}) {
        auto table = one->table;
        table.polygons = one->polygons.get();
        table.description = description(ground, facts);
        package.layers.push_back({std::move(table), types_of(*one)});
    }
    package.layers.push_back({sources_table(facts), {kSourceTypes.begin(), kSourceTypes.end()}});
    package.layers.push_back({facts_table(facts), {io::FieldType::kText, io::FieldType::kText}});
    package.styles.push_back(communes_style(ground, communes));
    for (const auto* rates : {&epcis, &departments}) {
        for (auto& style : rates_styles(ground, *rates)) {
            package.styles.push_back(std::move(style));
        }
    }
    package.styles.push_back(contracts_style(ground));
    package.metadata = {{"MAILLAGE", io::facts_json(facts)}};
    return io::write_geopackage(ground.order.path, package);
}

report::Section sheet_of(const ExportTable& one, const std::string& note) {
    report::Section section{one.title, one.title, {}, note};
    report::TableBlock block{one.title, one.table, note};
    for (const auto& column : one.fields) {
        const bool share = column.type == io::FieldType::kReal && column.maximum == 1.0;
        block.formats.push_back(share ? report::CellFormat::kPercent : report::CellFormat::kPlain);
    }
    section.blocks.emplace_back(std::move(block));
    return section;
}

Result<Done> write_workbook(const ExportGround& ground, const io::OutputFacts& facts) {
    const auto communes = communes_export(ground, true);
    const auto epcis = epcis_export(ground);
    const auto departments = departments_export(ground);
    const auto contracts = contracts_export(ground);
    const auto note = heading(ground, facts);
    report::Document document;
    document.language = ground.order.language;
    document.title = facts.territory;
    document.subtitle = note;
    document.mode = ground.say({exports::kModeWord, {facts.mode}});
    document.footer = facts.program;
    ExportTable columns;
    columns.title = ground.say({exports::kSheetColumns});
    columns.table.columns = {
        ground.say({exports::kColumnOfTable}), ground.say({exports::kColumnItself}),
        ground.say({exports::kColumnTitle}), ground.say({exports::kColumnMeaning})};
    for (const auto* one : {&communes, &epcis.table, &departments.table, &contracts}) {
        document.sections.push_back(sheet_of(*one, note));
        for (const auto& column : one->fields) {
            columns.table.rows.push_back(
                {one->title, column.name, column.title, column.description});
        }
    }
    document.sections.push_back(sheet_of(columns, note));
    ExportTable sources;
    sources.title = ground.say({pack::kMethodSources});
    sources.table = sources_table(facts);
    document.sections.push_back(sheet_of(sources, note));
    report::Section method{ground.say({pack::kMethodTitle}),
                           ground.say({pack::kMethodSubject}),
                           {report::Paragraph{facts.method}, report::BulletList{facts.notices}},
                           note};
    document.sections.push_back(std::move(method));
    const auto bytes = report::to_xlsx(document);
    return bytes ? io::write_file(ground.order.path, *bytes) : Result<Done>(bytes.error());
}

/// A table of communes and what its columns mean.
Result<Done> write_table(const ExportGround& ground, const io::OutputFacts& facts, bool json) {
    const auto communes = communes_export(ground, false);
    auto text = json ? report::to_json(communes.table) : io::to_csv(communes.table);
    return io::write_together(
        {{ground.order.path, std::move(text)},
         {schema_path(ground.order.path),
          io::to_table_schema(communes.title, communes.fields, {"code"}, facts)}});
}

Result<Done> write_geojson(const ExportGround& ground, const io::OutputFacts& facts) {
    auto communes = communes_export(ground, false);
    communes.table.polygons = communes.polygons.get();
    communes.table.description = description(ground, facts);
    const auto text = io::to_geojson(communes.table, io::facts_json(facts));
    return text ? io::write_file(ground.order.path, *text) : Result<Done>(text.error());
}

}  // namespace

bool holds_geometry(const fs::path& path) {
    const auto format = format_of(path);
    return format == Format::kGeoPackage || format == Format::kGeoJson;
}

fs::path schema_path(const fs::path& path) {
    auto schema = path;
    return schema.replace_extension(".schema.json");
}

Result<ExportAnswer> export_results(const DatasetPtr& dataset, const ExportOrder& order, Date today,
                                    const Progress& progress) {
    const auto format = format_of(order.path);
    if (format == Format::kNone) {
        return Error{Error::Code::kRefused,
                     {MessageId::kUnknownEnding, {order.path.filename().string()}},
                     ""};
    }
    auto asked = understand(*dataset, order.coverage, today);
    if (!asked) {
        return asked.error();
    }
    const indicators::CoverageState coverage(dataset, asked->query);
    auto found = export_ground(*dataset, order, coverage);
    if (!found) {
        return found.error();
    }
    auto ground = std::move(found).value();
    ground.with_outlines = holds_geometry(order.path);
    const auto facts = export_facts(ground, *asked);
    if (progress.cancelled()) {
        return cancelled();
    }
    const auto written = format == Format::kGeoPackage ? write_package(ground, facts)
                         : format == Format::kWorkbook ? write_workbook(ground, facts)
                         : format == Format::kGeoJson
                             ? write_geojson(ground, facts)
                             : write_table(ground, facts, format == Format::kJson);
    if (!written) {
        return written.error();
    }
    ExportAnswer answer{std::move(asked).value(), 0, {order.path}};
    const auto& department = dataset->territories.communes.department;
    answer.rows = std::count_if(department.begin(), department.end(),
                                [&](auto one) { return ground.wanted[one.value]; });
    if (format == Format::kCsv || format == Format::kJson) {
        answer.files.push_back(schema_path(order.path));
    }
    return answer;
}

}  // namespace maillage::workspace
