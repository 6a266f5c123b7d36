// SPDX-License-Identifier: Apache-2.0
#include "workspace/contract_register.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "io/read.hpp"
#include "io/write.hpp"
#include "model/lookup.hpp"
#include "workspace/scenario_text.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <system_error>
#include <utility>

namespace maillage::workspace {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20U;

/// In the order of formats.md.
constexpr auto kColumns = std::to_array<std::string_view>({"id",
                                                           "nom",
                                                           "niveau",
                                                           "perimetre",
                                                           "type",
                                                           "statut",
                                                           "date_signature",
                                                           "date_fin",
                                                           "signataire",
                                                           "montant_etat",
                                                           "montant_precedent",
                                                           "montant_collectivite",
                                                           "cofinancements",
                                                           "axes",
                                                           "competence_logement",
                                                           "part_coordonnateur",
                                                           "bilan",
                                                           "renouvellement",
                                                           "probabilite",
                                                           "prochaine_action",
                                                           "echeance",
                                                           "commentaire"});
constexpr auto kTitles = std::to_array<MessageId>(
    {planning::kColumnId,          planning::kColumnName,     planning::kColumnLevel,
     planning::kColumnPerimeter,   planning::kColumnKind,     planning::kColumnStatus,
     planning::kColumnSigned,      planning::kColumnEnds,     planning::kColumnSignatory,
     planning::kColumnState,       planning::kColumnPrevious, planning::kColumnAuthority,
     planning::kColumnCofunding,   planning::kColumnAxes,     planning::kColumnHousing,
     planning::kColumnCoordinator, planning::kColumnReport,   planning::kColumnRenewal,
     planning::kColumnProbability, planning::kColumnAction,   planning::kColumnDue,
     planning::kColumnComment});
static_assert(kTitles.size() == kColumns.size());

/// The apostrophe that to_csv() puts before what a spreadsheet would take for a formula.
std::string without_guard(std::string_view text) {
    constexpr std::string_view kFormula = "=+-@\t\r";
    const bool guarded =
        text.size() > 1 && text[0] == '\'' && kFormula.find(text[1]) != std::string_view::npos;
    return std::string(guarded ? text.substr(1) : text);
}

Error damaged(const Message& why) {
    return {Error::Code::kParse,
            {planning::kRegisterDamaged, {render(why, Language::kFrench)}},
            kRegisterFile};
}

using Header = std::vector<std::string>;

Result<Header> header_of(const io::RawTable& table) {
    Header header;
    for (std::size_t i = 0; table.row_count() > 0 && i < table.cell_count(0); ++i) {
        header.emplace_back(trim(table.cell(0, i)));
        if (std::find(kColumns.begin(), kColumns.end(), header.back()) == kColumns.end()) {
            return damaged({planning::kRegisterColumn, {quote_excerpt(header.back())}});
        }
    }
    return header;
}

Result<ContractRegister> register_of(const io::RawTable& table) {
    const auto header = header_of(table);
    if (!header) {
        return header.error();
    }
    ContractRegister contracts;
    std::set<std::string> ids;
    for (std::size_t row = 1; row < table.row_count(); ++row) {
        ContractFields fields;
        for (std::size_t i = 0; i < header->size(); ++i) {
            if (auto text = without_guard(trim(table.cell(row, i))); !text.empty()) {
                fields.emplace((*header)[i], std::move(text));
            }
        }
        if (fields.empty()) {
            continue;
        }
        if (!fields.contains("id")) {
            return damaged({planning::kRegisterRow, {std::int64_t{table.line(row)}}});
        }
        if (!ids.insert(fields.at("id")).second) {
            return damaged({planning::kRegisterTwice, {fields.at("id")}});
        }
        contracts.rows.push_back(std::move(fields));
    }
    return contracts;
}

std::string codes_of(const Perimeter& perimeter, const CommuneTable& communes) {
    std::string codes;
    for (const auto commune : perimeter) {
        codes += codes.empty() ? "" : " ";
        codes += communes.code[commune.value].string();
    }
    return codes;
}

/// The parent that all communes share; not valid where they do not.
template <typename Parent>
Index<Parent> shared_parent(const Perimeter& perimeter, const std::vector<Index<Parent>>& parents) {
    const bool one =
        !perimeter.empty() && std::all_of(perimeter.begin(), perimeter.end(), [&](auto commune) {
            return parents[commune.value] == parents[perimeter.front().value];
        });
    return one ? parents[perimeter.front().value] : Index<Parent>{};
}

/// Of an EPCI or EPT its code, so that its composition of any year can be told; else the communes.
std::string perimeter_text(const Contract& contract, const Territories& all) {
    const auto& communes = all.communes;
    if (contract.level == ContractLevel::kEpci) {
        if (const auto epci = shared_parent(contract.perimeter_today, communes.epci);
            epci.valid()) {
            return all.epcis.code[epci.value].string();
        }
    }
    if (contract.level == ContractLevel::kEpt) {
        if (const auto ept = shared_parent(contract.perimeter_today, communes.ept); ept.valid()) {
            return all.epts.code[ept.value].string();
        }
    }
    if (contract.level == ContractLevel::kDepartment) {
        if (const auto row = shared_parent(contract.perimeter_today, communes.department);
            row.valid()) {
            return all.departments.code[row.value].string();
        }
    }
    return codes_of(contract.perimeter_signed, communes);
}

/// As precisely as it is known: "2021-10-05", "2021-10", "2021".
std::string date_text(const ParsedDate& parsed) {
    constexpr std::size_t kYear = 4;
    constexpr std::size_t kMonth = 7;
    auto text = iso_date(parsed.date);
    if (parsed.precision != DatePrecision::kDay) {
        text.resize(parsed.precision == DatePrecision::kMonth ? kMonth : kYear);
    }
    return text;
}

bool has_row(const std::vector<ContractFields>& rows, std::string_view id) {
    return std::any_of(rows.begin(), rows.end(),
                       [&](const ContractFields& one) { return one.at("id") == id; });
}

std::string text_of(const ContractFields& fields, std::string_view column) {
    const auto found = fields.find(std::string(column));
    return found == fields.end() ? std::string() : std::string(trim(found->second));
}

auto one_of(std::initializer_list<std::string_view> words) {
    return [list = std::vector<std::string_view>(words)](std::string_view text) {
        return std::find(list.begin(), list.end(), text) != list.end();
    };
}

class Checker {
public:
    Checker(const ContractFields& fields, const Territories& territories)
        : m_fields(fields), m_territories(territories) {}

    std::vector<FieldProblem> check() {
        for (const auto* column : {"id", "nom", "niveau", "perimetre", "type", "statut"}) {
            if (text_of(m_fields, column).empty()) {
                wrong(column, {planning::kFieldRequired});
            }
        }
        word("niveau", "commune, communes, ept, epci, departement, region",
             [](std::string_view text) { return parse_contract_level(text).has_value(); });
        word("type", "ctai, contrat_de_ville, partenariat",
             [](std::string_view text) { return parse_contract_kind(text).has_value(); });
        word("statut", "envisage, contact, negociation, signe, refuse, abandonne",
             [](std::string_view text) { return parse_contract_status(text).has_value(); });
        word("bilan", "complet, partiel, absent", one_of({"complet", "partiel", "absent"}));
        word("competence_logement", "oui, non", one_of({"oui", "non"}));
        word("renouvellement", "oui, non", one_of({"oui", "non"}));
        dates();
        for (const auto* column : {"montant_etat", "montant_precedent", "montant_collectivite"}) {
            const auto text = text_of(m_fields, column);
            const auto amount = parse_number(without_euro(text));
            if (!text.empty() && (!amount || *amount < 0)) {
                wrong(column, {planning::kFieldAmount});
            }
        }
        for (const auto* column : {"part_coordonnateur", "probabilite"}) {
            const auto text = text_of(m_fields, column);
            const auto share = parse_share(text);
            if (!text.empty() && (!share || share->numerator > share->denominator)) {
                wrong(column, {planning::kFieldShare});
            }
        }
        places();
        return std::move(m_problems);
    }

private:
    void wrong(std::string_view column, Message problem) {
        m_problems.push_back({std::string(column), std::move(problem)});
    }

    static std::string without_euro(std::string text) {
        if (text.ends_with("€")) {
            text.resize(text.size() - std::string_view("€").size());
        }
        return text;
    }

    template <typename Known>
    void word(std::string_view column, const char* words, const Known& known) {
        const auto text = text_of(m_fields, column);
        if (!text.empty() && !known(text)) {
            wrong(column, {planning::kFieldWord, {std::string(words)}});
        }
    }

    void dates() {
        for (const auto* column : {"date_signature", "date_fin", "echeance"}) {
            const auto text = text_of(m_fields, column);
            if (!text.empty() && !parse_date(text)) {
                wrong(column, {planning::kFieldDate});
            }
        }
        const auto begin = parse_date(text_of(m_fields, "date_signature"));
        const auto end = parse_date(text_of(m_fields, "date_fin"));
        if (begin && end && end->date < begin->date) {
            wrong("date_fin", {planning::kFieldDatesReversed});
        }
    }

    /// Words that look like codes must be known; the name of a layer of polygons has no digit
    /// first.
    void places() {
        const auto perimeter = text_of(m_fields, "perimetre");
        for (const auto word : split_words(perimeter)) {
            const auto commune = CommuneCode::parse(word);
            const auto epci = EpciCode::parse(word);
            const bool unknown =
                (commune && !find_code<Commune>(m_territories.communes.code, *commune).valid()) ||
                (epci && !find(m_territories, *epci).valid());
            if (unknown) {
                wrong("perimetre", {planning::kFieldPlace, {std::string(word)}});
                return;
            }
        }
    }

    const ContractFields& m_fields;
    const Territories& m_territories;
    std::vector<FieldProblem> m_problems;
};

}  // namespace

std::span<const std::string_view> register_columns() { return kColumns; }

MessageId column_title(std::string_view column) {
    const auto found = std::find(kColumns.begin(), kColumns.end(), column);
    return kTitles.at(static_cast<std::size_t>(found - kColumns.begin()));
}

io::SourceSpec register_source() {
    io::SourceSpec source;
    source.role = Role::kContracts;
    source.path = kRegisterFile;
    source.overrides = true;
    return source;
}

std::string to_csv(const ContractRegister& contracts) {
    io::OutputTable table;
    table.columns.assign(kColumns.begin(), kColumns.end());
    for (const auto& fields : contracts.rows) {
        auto& row = table.rows.emplace_back();
        for (const auto column : kColumns) {
            auto text = text_of(fields, column);
            row.push_back(text.empty() ? io::Value() : io::Value(std::move(text)));
        }
    }
    return io::to_csv(table);
}

Result<ContractRegister> parse_register(std::string_view csv) {
    if (trim(csv).empty()) {
        return ContractRegister{};
    }
    const auto layer = io::read_csv(csv, {});
    return layer ? register_of(layer->table) : Result<ContractRegister>(layer.error());
}

Result<ContractRegister> read_register(const std::filesystem::path& folder) {
    const auto file = folder / kRegisterFile;
    std::error_code failed;
    if (folder.empty() || !std::filesystem::exists(file, failed)) {
        return ContractRegister{};
    }
    const auto bytes = io::read_bytes(file, kMostBytes);
    return bytes ? parse_register(bytes->bytes) : Result<ContractRegister>(bytes.error());
}

bool is_contract_id(std::string_view id, const ContractRegister& contracts,
                    const Dataset& dataset) {
    return find_contract(dataset.contracts, id).valid() || has_row(contracts.rows, id);
}

std::string free_contract_id(std::string_view name, const ContractRegister& contracts,
                             const Dataset& dataset, const std::vector<ContractFields>& others) {
    if (trim(name).empty()) {
        return {};
    }
    const auto stem = std::filesystem::path(scenario_file(name)).stem().string();
    auto id = stem;
    for (int n = 2; is_contract_id(id, contracts, dataset) || has_row(others, id); ++n) {
        id = stem + '-' + std::to_string(n);
    }
    return id;
}

ContractFields fields_of(const Contract& contract, const Territories& territories) {
    auto fields = ContractFields(contract.details.begin(), contract.details.end());
    fields["id"] = contract.id;
    fields["nom"] = contract.name;
    fields["niveau"] = contract_level_text(contract.level);
    fields["perimetre"] = perimeter_text(contract, territories);
    fields["type"] = contract_kind_text(contract.kind);
    fields["statut"] = contract_status_text(contract.status);
    if (contract.signed_on) {
        fields["date_signature"] = date_text(*contract.signed_on);
    }
    if (contract.ends_on) {
        fields["date_fin"] = date_text(*contract.ends_on);
    }
    return fields;
}

std::vector<FieldProblem> check_fields(const ContractFields& fields,
                                       const Territories& territories) {
    return Checker(fields, territories).check();
}

}  // namespace maillage::workspace
