// SPDX-License-Identifier: Apache-2.0
#include "reconcile/reconcile.hpp"

#include "base/text.hpp"
#include "base/transit_messages.hpp"
#include "reconcile/build_cir.hpp"
#include "reconcile/build_contracts.hpp"
#include "reconcile/build_density.hpp"
#include "reconcile/build_map_layers.hpp"
#include "reconcile/build_moves.hpp"
#include "reconcile/build_outlines.hpp"
#include "reconcile/build_services.hpp"
#include "reconcile/build_targets.hpp"
#include "reconcile/build_territories.hpp"
#include "reconcile/build_transit.hpp"
#include "reconcile/cell_readers.hpp"
#include "reconcile/reconcile_sources.hpp"
#include "reconcile/vintage_detection.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace maillage::reconcile {
namespace {

Error failure(Error::Code code, Message message) { return {code, std::move(message), ""}; }

/// The list of communes as it stands in its file, and the year it is of.
struct CommuneList {
    std::vector<CommuneRow> rows;
    Vintage vintage;
    bool from_outlines = false;  ///< There was no list, only a layer.
};

std::vector<CommuneCode> codes_of(const std::vector<CommuneRow>& rows) {
    std::vector<CommuneCode> codes;
    codes.reserve(rows.size());
    for (const auto& row : rows) {
        codes.push_back(row.code);
    }
    return codes;
}

Result<CommuneList> read_list(OpenedSources& sources, const std::vector<Move>& moves,
                              const io::WorkspaceSpec& workspace, LedgerBuilder& ledger) {
    CommuneList list;
    list.from_outlines = sources.of(Role::kTerritories).empty();
    const auto& tables =
        list.from_outlines ? sources.of(Role::kCommunes) : sources.of(Role::kTerritories);
    list.rows = read_commune_rows(tables, ledger);
    if (list.rows.empty()) {
        return failure(Error::Code::kNotFound, {MessageId::kNoTerritories});
    }
    // Without any list yet, only the moves tell which codes had gone in which year.
    const VintageMap moves_only(moves, {}, kLastVintage);
    for (const auto& input : tables) {
        const bool first = &input == &tables.front();
        const auto vintage =
            table_vintage(input, codes_of(list.rows), moves_only, workspace.vintage, ledger);
        if (!vintage) {
            return failure(Error::Code::kVintage, {MessageId::kListVintageUnknown, {input.name}});
        }
        if (!first && *vintage != list.vintage) {
            return failure(Error::Code::kVintage,
                           {MessageId::kListVintagesDiffer,
                            {std::to_string(list.vintage.year), std::to_string(vintage->year)}});
        }
        list.vintage = *vintage;
    }
    return list;
}

/// "PMUN2021" → 2021; 0 where no year stands in the title.
int year_in(std::string_view title) {
    for (std::size_t i = 0; i + 4 <= title.size(); ++i) {
        const auto year = plain_digits(title.substr(i, 4));
        const bool longer = i + 4 < title.size() && plain_digits(title.substr(i + 4, 1));
        if (year && *year >= 1900 && *year <= 2100 && !longer) {
            return static_cast<int>(*year);
        }
    }
    return 0;
}

/// Of which years the populations are: what the workspace says, else the titles of the columns.
void set_population_years(std::span<const TableInput> tables, Territories& all) {
    constexpr int kNamedYear = 2019;  // The schema: "population municipale de 2019".
    for (const auto& input : tables) {
        const auto& years = input.spec->population_years;
        if (years.size() == 2) {
            all.population_before_year = years[0];
            all.population_year = years[1];
            return;
        }
        const auto now = input.table.field("population");
        if (const int year = input.table.has(now) ? year_in(input.table.column_name(now)) : 0;
            year > kNamedYear) {
            all.population_before_year = kNamedYear;
            all.population_year = year;
            return;
        }
    }
}

std::vector<Index<Department>> read_scope(const io::WorkspaceSpec& workspace,
                                          const Territories& all, std::vector<Message>& notices) {
    std::vector<Index<Department>> scope;
    for (const auto& text : workspace.departments) {
        const auto code = read_department_code(text);
        const auto department = code ? find(all, code->value) : Index<Department>{};
        if (department.valid()) {
            scope.push_back(department);
        } else {
            notices.push_back({MessageId::kScopeUnknown, {quote_excerpt(text)}});
        }
    }
    std::sort(scope.begin(), scope.end());
    scope.erase(std::unique(scope.begin(), scope.end()), scope.end());
    return scope;
}

/// Which years of counts the rates stand on: those asked for, else the last there is.
std::vector<int> read_counts_years(const io::WorkspaceSpec& workspace,
                                   const std::vector<CirYear>& cir, std::vector<Message>& notices) {
    auto years = workspace.counts_years;
    if (years.empty() && !cir.empty()) {
        years.push_back(cir.back().year);
    }
    std::string found;
    for (const auto& one : cir) {
        found += (found.empty() ? "" : ", ") + std::to_string(one.year);
    }
    for (const int year : years) {
        const bool there = std::any_of(cir.begin(), cir.end(),
                                       [year](const CirYear& one) { return one.year == year; });
        if (!there) {
            notices.push_back({MessageId::kCountsYearMissing,
                               {std::to_string(year), found.empty() ? "–" : found}});
        }
    }
    return years;
}

void add_notices(Dataset& dataset) {
    auto& notices = dataset.notices;
    if (dataset.modelled_counts) {
        notices.push_back({MessageId::kNoticeModelled});
    }
    if (dataset.partial_contracts) {
        notices.push_back({MessageId::kNoticePartial});
    }
    if (dataset.schematic_outlines) {
        notices.push_back({MessageId::kNoticeSchematic});
    }
    const auto undated = std::count_if(
        dataset.contracts.begin(), dataset.contracts.end(), [](const Contract& contract) {
            return contract.status == ContractStatus::kSigne && !contract.signed_on;
        });
    if (undated > 0) {
        notices.push_back({MessageId::kNoticeUndated, {static_cast<std::int64_t>(undated)}});
    }
    std::string choices;
    for (const auto& [key, value] : choice_texts(dataset.choices)) {
        choices += (choices.empty() ? "" : ", ");
        choices += key;
        choices += " = ";
        choices += value;
    }
    notices.push_back({MessageId::kNoticeChoices, {choices}});
}

/// The feeds that can be used; what is wrong with the others is in the ledger.
std::vector<std::shared_ptr<const TransitFeed>> build_feeds(const Input& input,
                                                            LedgerBuilder& ledger,
                                                            const Progress& progress) {
    std::vector<std::shared_ptr<const TransitFeed>> feeds;
    for (const auto& source : input.feeds) {
        if (source.file == nullptr) {
            Source listed;
            listed.path = source.path;
            listed.role = Role::kTransit;
            const auto index = ledger.add_source(std::move(listed));
            ledger.note(Severity::kInformation, {index, 0}, "", transit::kTransitListed);
            continue;
        }
        auto feed = build_transit({source.file.get(), source.path, input.today}, ledger, progress);
        if (feed) {
            feeds.push_back(std::make_shared<const TransitFeed>(std::move(feed).value()));
        }
    }
    return feeds;
}

/// Outlines are there, or what is known of them is said; and given away where that is wanted.
template <typename Build>
void settle_outlines(Dataset& dataset, const BuildContext& context,
                     std::span<const PlacedLayer> layers, const Input& input, const Build& build) {
    const bool noted = dataset.outlines != nullptr;
    const auto known = input.known_outlines
                           ? input.known_outlines(dataset.territories, context.ledger.sources())
                           : std::nullopt;
    if (known && !noted) {
        note_known(*known, layers, context);
    } else if (!known) {
        build();
    }
    if (known) {
        dataset.schematic_outlines = is_schematic(layers);
    }
    if (input.take_outlines) {
        auto outlines = std::exchange(dataset.outlines, nullptr);
        if (!known) {
            input.take_outlines(std::move(outlines));
        }
    }
}

/// Counts, contracts, targets and outlines: what needs the territories to be there.
void fill(Dataset& dataset, const BuildContext& context, OpenedSources& sources, const Input& input,
          bool list_is_outlines, EpciBase base, const Progress& progress) {
    LazyNames names(dataset.territories.communes);
    dataset.cir = build_cir(sources.of(Role::kCir), context, names);
    build_cir_totals(sources.of(Role::kCirTotals), context, dataset.cir);
    note_domiciliation(dataset.cir, context);
    progress.at(MessageId::kStageReconcile, 2, 4);

    auto layers = place_outlines(sources.of(Role::kCommunes), context, !list_is_outlines);
    const auto outlines = [&] {
        if (!dataset.outlines) {
            bring_shapes(layers, input, context.ledger);
            dataset.outlines = build_outlines(layers, context, progress);
            dataset.schematic_outlines = dataset.outlines && dataset.outlines->schematic;
        }
        return dataset.outlines;
    };
    Members members(sources.of(Role::kMembers), context, std::move(base));
    dataset.contracts =
        build_contracts(sources.of(Role::kContracts), context, members, sources.layers, outlines);
    dataset.targets = build_targets(sources.of(Role::kTargets), context);
    dataset.density = build_density(sources.of(Role::kDensity), context);
    progress.at(MessageId::kStageReconcile, 3, 4);
    if (input.outlines || (input.check_outlines && !layers.empty())) {
        settle_outlines(dataset, context, layers, input, outlines);
    }
    dataset.services =
        build_services(sources.of(Role::kServices), sources.of(Role::kNames), context);
    if (input.map_layers) {
        dataset.layers = build_map_layers(sources.layers, sources.of(Role::kServices),
                                          dataset.services, context.ledger);
    }
}

}  // namespace

// NOLINTNEXTLINE(performance-unnecessary-value-param): the raw tables end with this call
Result<DatasetPtr> reconcile(Input input, const Progress& progress) {
    const auto& workspace = input.workspace;
    if (workspace.vintage &&
        (*workspace.vintage < kFirstVintage || *workspace.vintage > kLastVintage)) {
        return failure(Error::Code::kVintage,
                       {MessageId::kVintageOutOfRange,
                        {std::to_string(workspace.vintage->year),
                         std::to_string(kFirstVintage.year), std::to_string(kLastVintage.year)}});
    }
    progress.at(MessageId::kStageReconcile, 0, 4);
    LedgerBuilder ledger;
    auto sources = open_sources(input, ledger);
    auto feeds = build_feeds(input, ledger, progress);
    auto moves = build_moves(sources.of(Role::kMoves), ledger);
    const auto names = read_names(sources.of(Role::kNames), ledger);
    const auto list = read_list(sources, moves, workspace, ledger);
    if (!list) {
        return list.error();
    }
    if (progress.cancelled()) {
        return failure(Error::Code::kCancelled, {MessageId::kCancelled});
    }
    const auto codes = codes_of(list->rows);
    const VintageMap map(std::move(moves), codes, list->vintage);

    auto dataset = std::make_shared<Dataset>();
    dataset->name = workspace.name;
    dataset->date = workspace.date;
    dataset->choices = workspace.choices;
    dataset->feeds = std::move(feeds);
    dataset->modelled_counts = sources.modelled_counts;
    dataset->partial_contracts = sources.partial_contracts;
    dataset->territories = build_territories(list->rows, list->vintage,
                                             workspace.vintage.value_or(list->vintage), map, names);
    set_population_years(sources.of(Role::kTerritories), dataset->territories);
    auto base = epci_base(dataset->territories, list->vintage);
    if (dataset->territories.vintage != list->vintage) {
        apply_epci_changes(
            read_epci_changes(sources.of(Role::kMembers), dataset->territories.vintage), names,
            dataset->territories);
    }
    dataset->scope = read_scope(workspace, dataset->territories, dataset->notices);
    progress.at(MessageId::kStageReconcile, 1, 4);

    const CommuneRows rows(dataset->territories.communes);
    const BuildContext context{ledger, workspace, map, dataset->territories, rows, dataset->scope};
    fill(*dataset, context, sources, input, list->from_outlines, std::move(base), progress);
    if (progress.cancelled()) {
        return failure(Error::Code::kCancelled, {MessageId::kCancelled});
    }
    dataset->counts_years = read_counts_years(workspace, dataset->cir, dataset->notices);
    add_notices(*dataset);
    dataset->ledger = std::move(ledger).finish();
    progress.at(MessageId::kStageReconcile, 4, 4);
    return DatasetPtr(std::move(dataset));
}

}  // namespace maillage::reconcile
