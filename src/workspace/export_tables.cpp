// SPDX-License-Identifier: Apache-2.0
#include "workspace/export_tables.hpp"

#include "base/exports_messages.hpp"
#include "base/screen_messages.hpp"
#include "carto/department_words.hpp"
#include "disclosure/publishable.hpp"
#include "geo/validity.hpp"
#include "indicators/counted_contracts.hpp"
#include "io/role_names.hpp"
#include "model/contract_details.hpp"
#include "model/lookup.hpp"
#include "report/tables.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

namespace maillage::workspace {
namespace {

using indicators::Level;
using io::FieldType;
using io::OutputField;

OutputField field(const ExportGround& ground, const char* name, FieldType type, MessageId title,
                  MessageId about) {
    return {name, type, ground.say({title}), ground.say({about})};
}

OutputField bounded(OutputField one, std::optional<double> most, bool required) {
    one.minimum = 0.0;
    one.maximum = most;
    one.required = required;
    return one;
}

OutputField listed(OutputField one, std::vector<std::string> allowed) {
    one.allowed = std::move(allowed);
    one.required = true;
    return one;
}

/// Of report::coverage_table(), in its order.
std::vector<OutputField> coverage_fields(const ExportGround& ground, Level level) {
    const auto whole = [&](const char* name, MessageId title, MessageId about, bool required) {
        return bounded(field(ground, name, FieldType::kWhole, title, about), std::nullopt,
                       required);
    };
    const auto share = [&](const char* name, MessageId title, MessageId about) {
        return bounded(field(ground, name, FieldType::kReal, title, about), 1.0, false);
    };
    std::vector<OutputField> fields{
        listed(
            field(ground, "niveau", FieldType::kText, exports::kTitleLevel, exports::kAboutLevel),
            {std::string(report::level_text(level))}),
        field(ground, "code", FieldType::kText, exports::kTitleCode, exports::kAboutCode),
        field(ground, "nom", FieldType::kText, exports::kTitleName, exports::kAboutName),
        whole("signataires_min", exports::kTitleTotalLow, exports::kAboutTotalLow, false),
        whole("signataires_max", exports::kTitleTotalHigh, exports::kAboutTotalHigh, false),
        whole("couverts_min", exports::kTitleCoveredLow, exports::kAboutCoveredLow, false),
        whole("couverts_max", exports::kTitleCoveredHigh, exports::kAboutCoveredHigh, false),
        share("taux_min", exports::kTitleRateLow, exports::kAboutRateLow),
        share("taux_max", exports::kTitleRateHigh, exports::kAboutRateHigh),
        whole("non_localises", exports::kTitleNotLocated, exports::kAboutNotLocated, false),
        whole("contrats", exports::kTitleContracts, exports::kAboutContracts, true),
        share("cible", exports::kTitleTarget, exports::kAboutTarget),
        field(ground, "ecart_points", FieldType::kReal, exports::kTitleGap, exports::kAboutGap),
        whole("a_couvrir", exports::kTitleToCover, exports::kAboutToCover, false)};
    fields[1].required = true;
    fields[2].required = true;
    return fields;
}

/// A column more, at the end of every row.
void add_situation(const ExportGround& ground, ExportTable& made,
                   const std::vector<const char*>& words, std::vector<std::string> allowed) {
    made.table.columns.emplace_back("situation");
    for (std::size_t i = 0; i < made.table.rows.size(); ++i) {
        made.table.rows[i].emplace_back(std::string(words[i]));
    }
    made.fields.push_back(listed(field(ground, "situation", FieldType::kText,
                                       exports::kTitleSituation, exports::kAboutSituation),
                                 std::move(allowed)));
}

bool touches(const ExportGround& ground, std::span<const Index<Commune>> communes) {
    const auto& department = ground.dataset.territories.communes.department;
    return std::any_of(communes.begin(), communes.end(), [&](Index<Commune> commune) {
        return ground.wanted[department[commune.value].value];
    });
}

const geo::PolygonSet* outlines_of(const ExportGround& ground) {
    return ground.with_outlines && ground.dataset.outlines ? &ground.dataset.outlines->polygons
                                                           : nullptr;
}

/// Communes of each row made one outline. \p of(row) gives its communes; no commune in two rows.
template <typename Communes>
std::shared_ptr<const geo::PolygonSet> united(const ExportGround& ground, std::size_t rows,
                                              const Communes& of) {
    const auto* outlines = outlines_of(ground);
    if (outlines == nullptr) {
        return nullptr;
    }
    std::vector<std::uint32_t> group(outlines->feature_count(), geo::kNoGroup);
    for (std::size_t row = 0; row < rows; ++row) {
        for (const auto commune : of(row)) {
            group[commune.value] = static_cast<std::uint32_t>(row);
        }
    }
    return std::make_shared<const geo::PolygonSet>(geo::unite(*outlines, group, rows));
}

RatesExport rates_export(const ExportGround& ground, Level level, const char* name,
                         MessageId title) {
    const auto& state = ground.coverage;
    const auto& groups = state.groups();
    RatesExport made;
    std::vector<indicators::CoverageRow> rows;
    std::vector<std::size_t> territories;
    std::vector<const char*> words;
    for (std::size_t i = 0; i < state.size(level); ++i) {
        const auto in_scope = [&] {
            if (level == Level::kDepartment) {
                return static_cast<bool>(ground.wanted[i]);
            }
            return level == Level::kEpciInDepartment
                       ? static_cast<bool>(ground.wanted[groups.epci_parts()[i].department.value])
                       : touches(ground, groups.communes_of(level, i));
        };
        if (!in_scope()) {
            continue;
        }
        auto row = state.row(level, i);
        const auto value = carto::rate_value(row.rate, row.has_counts);
        using State = carto::UnitValue::State;
        words.push_back(value.state == State::kValue  ? kRateWord
                        : value.state == State::kNone ? kNobodyWord
                                                      : kUnknownWord);
        made.values.push_back(value);
        territories.push_back(i);
        rows.push_back(std::move(row));
    }
    made.table.table = report::coverage_table(rows);
    made.table.table.name = name;
    made.table.title = ground.say({title});
    made.table.fields = coverage_fields(ground, level);
    add_situation(ground, made.table, words, {kRateWord, kNobodyWord, kUnknownWord});
    std::vector<std::vector<Index<Commune>>> of_department;
    if (level == Level::kDepartment) {
        of_department.resize(state.size(level));
        const auto& department = ground.dataset.territories.communes.department;
        for (std::size_t i = 0; i < department.size(); ++i) {
            of_department[department[i].value].push_back(index_of<Commune>(i));
        }
    }
    made.table.polygons = united(ground, territories.size(), [&](std::size_t row) {
        return level == Level::kDepartment
                   ? std::span<const Index<Commune>>(of_department[territories[row]])
                   : groups.communes_of(level, territories[row]);
    });
    return made;
}

/// Perimeters may share communes: those that do not are united together, so that there are few
/// passes over the outlines. \returns Feature i is the perimeter of contract \p rows[i].
std::shared_ptr<const geo::PolygonSet> perimeters(const ExportGround& ground,
                                                  const std::vector<const Perimeter*>& rows) {
    const auto* outlines = outlines_of(ground);
    if (outlines == nullptr) {
        return nullptr;
    }
    std::vector<std::vector<bool>> taken;
    std::vector<std::vector<std::size_t>> passes;
    std::vector<std::pair<std::size_t, std::size_t>> place(rows.size());  // Pass, row in it.
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::size_t pass = 0;
        const auto free = [&] {
            return pass == taken.size() ||
                   std::none_of(rows[i]->begin(), rows[i]->end(),
                                [&](auto commune) { return taken[pass][commune.value]; });
        };
        while (!free()) {
            ++pass;
        }
        if (pass == taken.size()) {
            taken.emplace_back(outlines->feature_count());
            passes.emplace_back();
        }
        for (const auto commune : *rows[i]) {
            taken[pass][commune.value] = true;
        }
        place[i] = {pass, passes[pass].size()};
        passes[pass].push_back(i);
    }
    std::vector<std::shared_ptr<const geo::PolygonSet>> made;
    made.reserve(passes.size());
    for (const auto& pass : passes) {
        made.push_back(united(ground, pass.size(), [&](std::size_t row) {
            return std::span<const Index<Commune>>(*rows[pass[row]]);
        }));
    }
    auto all = std::make_shared<geo::PolygonSet>();
    all->crs = outlines->crs;
    for (const auto& [pass, row] : place) {
        all->add_feature(*made[pass], row);
    }
    return all;
}

io::Value euros(const Contract& contract, const char* column) {
    const auto cents = parse_cents(detail(contract, column));
    constexpr double kCents = 100.0;
    return cents ? io::Value(static_cast<double>(*cents) / kCents) : io::Value();
}

std::vector<OutputField> contract_fields(const ExportGround& ground) {
    const auto text = [&](const char* name, MessageId title, MessageId about) {
        return field(ground, name, FieldType::kText, title, about);
    };
    const auto money = [&](const char* name, MessageId title, MessageId about) {
        return bounded(field(ground, name, FieldType::kReal, title, about), std::nullopt, false);
    };
    const auto words = [](auto values, auto text_of) {
        std::vector<std::string> all;
        all.reserve(values.size());
        for (const auto value : values) {
            all.emplace_back(text_of(value));
        }
        return all;
    };
    using Status = ContractStatus;
    using Of = ContractLevel;
    using Kind = ContractKind;
    return {text("id", exports::kTitleContractId, exports::kAboutContractId),
            text("nom", exports::kTitleName, exports::kAboutName),
            listed(text("niveau", exports::kTitleContractLevel, exports::kAboutContractLevel),
                   words(std::array{Of::kCommune, Of::kCommunes, Of::kEpt, Of::kEpci,
                                    Of::kDepartment, Of::kRegion},
                         contract_level_text)),
            listed(text("type", exports::kTitleContractKind, exports::kAboutContractKind),
                   words(std::array{Kind::kCtai, Kind::kContratDeVille, Kind::kPartenariat},
                         contract_kind_text)),
            listed(text("statut", exports::kTitleContractStatus, exports::kAboutContractStatus),
                   words(std::array{Status::kEnvisage, Status::kContact, Status::kNegociation,
                                    Status::kSigne, Status::kRefuse, Status::kAbandonne},
                         contract_status_text)),
            listed(text("compte", exports::kTitleCounted, exports::kAboutCounted), {"oui", "non"}),
            field(ground, "date_signature", FieldType::kDate, exports::kTitleSigned,
                  exports::kAboutSigned),
            field(ground, "date_fin", FieldType::kDate, exports::kTitleEnds, exports::kAboutEnds),
            money("montant_etat", exports::kTitleStateMoney, exports::kAboutStateMoney),
            money("montant_collectivite", exports::kTitleLocalMoney, exports::kAboutLocalMoney),
            money("cofinancements", exports::kTitleOtherMoney, exports::kAboutOtherMoney),
            bounded(field(ground, "communes", FieldType::kWhole, exports::kTitleCommunes,
                          exports::kAboutCommunes),
                    std::nullopt, true)};
}

/// In the order of the register; of outlines, which are drawn one over the other, wide ones first.
std::vector<const Contract*> contracts_in_scope(const ExportGround& ground,
                                                Choices::Perimeter reading) {
    std::vector<const Contract*> found;
    for (const auto& contract : ground.dataset.contracts) {
        if (touches(ground, indicators::perimeter_of(contract, reading))) {
            found.push_back(&contract);
        }
    }
    if (outlines_of(ground) != nullptr) {
        std::stable_sort(found.begin(), found.end(), [&](const Contract* a, const Contract* b) {
            return indicators::perimeter_of(*a, reading).size() >
                   indicators::perimeter_of(*b, reading).size();
        });
    }
    return found;
}

Error no_territory(std::string_view code) {
    return {Error::Code::kNotFound, {screen::kFocusUnknown, {std::string(code)}}, ""};
}

}  // namespace

Result<ExportGround> export_ground(const Dataset& dataset, const ExportOrder& order,
                                   const indicators::CoverageState& coverage) {
    const auto& all = dataset.territories;
    ExportGround ground{dataset, order, coverage, {}, false, dataset.name, true};
    ground.wanted.resize(all.departments.size());
    if (const auto* department = std::get_if<DepartmentCode>(&order.focus)) {
        const auto row = find(all, *department);
        if (!row.valid()) {
            return no_territory(department->text());
        }
        ground.wanted[row.value] = true;
        ground.territory = carto::typographic(all.departments.name[row.value]);
    } else if (const auto* region = std::get_if<RegionCode>(&order.focus)) {
        const auto row = find(all, *region);
        if (!row.valid()) {
            return no_territory(region->text());
        }
        for (std::size_t i = 0; i < ground.wanted.size(); ++i) {
            ground.wanted[i] = all.departments.parent[i] == row;
        }
        ground.territory = carto::typographic(all.regions.name[row.value]);
    } else if (const auto* epci = std::get_if<EpciCode>(&order.focus)) {
        return no_territory(epci->text());
    } else if (dataset.scope.empty()) {
        ground.wanted.assign(ground.wanted.size(), true);
    } else {
        for (const auto one : dataset.scope) {
            ground.wanted[one.value] = true;
        }
    }
    ground.one_department = std::count(ground.wanted.begin(), ground.wanted.end(), true) == 1;
    return ground;
}

ExportTable communes_export(const ExportGround& ground, bool situation) {
    const auto& communes = ground.dataset.territories.communes;
    const auto* outlines = outlines_of(ground);
    carto::SceneInput input;
    // Only borrowed: the ground outlives the input.
    input.dataset = DatasetPtr(DatasetPtr(), &ground.dataset);
    input.coverage = std::shared_ptr<const indicators::CoverageState>(
        std::shared_ptr<const indicators::CoverageState>(), &ground.coverage);
    const auto cover = carto::commune_cover(input, {});
    std::vector<indicators::CoverageRow> rows;
    std::vector<const char*> words;
    auto polygons = std::make_shared<geo::PolygonSet>();
    for (std::size_t i = 0; i < communes.size(); ++i) {
        if (!ground.wanted[communes.department[i].value]) {
            continue;
        }
        rows.push_back(ground.coverage.row(Level::kCommune, i));
        words.push_back(cover[i] == carto::Cover::kCovered   ? kCoveredWord
                        : cover[i] == carto::Cover::kPlanned ? kPlannedWord
                                                             : kOpenWord);
        if (outlines != nullptr) {
            polygons->add_feature(*outlines, i);
        }
    }
    ExportTable made;
    made.table = report::coverage_table(rows);
    made.table.name = "communes";
    made.title = ground.say({exports::kLayerCommunes});
    made.fields = coverage_fields(ground, Level::kCommune);
    if (situation) {
        add_situation(ground, made, words, {kCoveredWord, kPlannedWord, kOpenWord});
    }
    if (outlines != nullptr) {
        polygons->crs = outlines->crs;
        made.polygons = std::move(polygons);
    }
    return made;
}

RatesExport epcis_export(const ExportGround& ground) {
    return ground.one_department
               ? rates_export(ground, Level::kEpciInDepartment, "epci", exports::kLayerEpcisOf)
               : rates_export(ground, Level::kEpci, "epci", exports::kLayerEpcis);
}

RatesExport departments_export(const ExportGround& ground) {
    return rates_export(ground, Level::kDepartment, "departements", exports::kLayerDepartments);
}

ExportTable contracts_export(const ExportGround& ground) {
    const auto& query = ground.coverage.query();
    const auto rules = indicators::counting_rules(ground.dataset, query);
    const auto reading = query.perimeter.value_or(ground.dataset.choices.perimeter);
    ExportTable made;
    made.table.name = "contrats";
    made.title = ground.say({exports::kLayerContracts});
    made.fields = contract_fields(ground);
    for (const auto& one : made.fields) {
        made.table.columns.push_back(one.name);
    }
    std::vector<const Perimeter*> kept;
    const auto day = [](const std::optional<ParsedDate>& date) {
        return date ? io::Value(iso_date(date->date)) : io::Value();
    };
    for (const auto* one : contracts_in_scope(ground, reading)) {
        const auto& contract = *one;
        const auto& communes = indicators::perimeter_of(contract, reading);
        const bool counts =
            indicators::counted(contract, query.date, rules) == indicators::Reason::kCounted;
        made.table.rows.push_back(
            {contract.id, contract.name, std::string(contract_level_text(contract.level)),
             std::string(contract_kind_text(contract.kind)),
             std::string(contract_status_text(contract.status)),
             std::string(counts ? "oui" : "non"), day(contract.signed_on), day(contract.ends_on),
             euros(contract, "montant_etat"), euros(contract, "montant_collectivite"),
             euros(contract, "cofinancements"), static_cast<std::int64_t>(communes.size())});
        kept.push_back(&communes);
    }
    made.polygons = perimeters(ground, kept);
    return made;
}

io::OutputFacts export_facts(const ExportGround& ground, const Asked& asked) {
    io::OutputFacts facts;
    const auto& version = ground.order.version;
    facts.program = version.empty() ? "Maillage" : "Maillage " + version;
    facts.territory = ground.territory;
    facts.date = asked.query.date;
    facts.counts_years = asked.years;
    facts.vintage = ground.dataset.territories.vintage.year;
    facts.mode = disclosure::is_publishable(ground.dataset) ? "diffusable" : "interne";
    facts.method = ground.say({exports::kMethodFacts,
                               {ground.say({pack::kMethodRate}), ground.say({pack::kMethodMasked}),
                                ground.say({pack::kMethodOnce})}});
    facts.notices = report::notices(ground.dataset, ground.order.language);
    facts.notices.insert(facts.notices.end(), ground.order.audit.begin(), ground.order.audit.end());
    for (const auto& source : ground.dataset.ledger.sources) {
        // A fingerprint of the user's own counts would let anybody try out hidden ones.
        facts.sources.push_back(
            {source.path, std::string(io::role_name(source.role)),
             source.vintage ? std::optional(source.vintage->year) : std::nullopt,
             source.built_in ? source.sha256 : "", source.attribution, source.rows_read,
             source.built_in});
    }
    return facts;
}

}  // namespace maillage::workspace
