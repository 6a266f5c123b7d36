// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_contracts.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "model/contract_details.hpp"
#include "reconcile/cell_readers.hpp"
#include "reconcile/key_guard.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace maillage::reconcile {
namespace {

/// Columns that the Dataset keeps as they are written.
constexpr auto kDetails = std::to_array<std::string_view>(
    {"signataire", "montant_etat", "montant_precedent", "montant_collectivite", "cofinancements",
     "axes", "competence_logement", "part_coordonnateur", "bilan", "renouvellement", "probabilite",
     "prochaine_action", "echeance", "commentaire"});

/// Other words for the levels, folded. Longer ones first where one begins another.
constexpr auto kLevelWords = std::to_array<std::pair<std::string_view, ContractLevel>>({
    {"groupement", ContractLevel::kCommunes},
    {"syndicat", ContractLevel::kCommunes},
    {"sivom", ContractLevel::kCommunes},
    {"ccas", ContractLevel::kCommunes},
    {"cias", ContractLevel::kCommunes},
    {"communes", ContractLevel::kCommunes},
    {"intercommunalite", ContractLevel::kEpci},
    {"intercommunal", ContractLevel::kEpci},
    {"metropole", ContractLevel::kEpci},
    {"agglomeration", ContractLevel::kEpci},
    {"epci", ContractLevel::kEpci},
    {"ept", ContractLevel::kEpt},
    {"commune", ContractLevel::kCommune},
    {"communal", ContractLevel::kCommune},
    {"ville", ContractLevel::kCommune},
    {"departemental", ContractLevel::kDepartment},
    {"departement", ContractLevel::kDepartment},
    {"regional", ContractLevel::kRegion},
    {"region", ContractLevel::kRegion},
});

/// "communauté de communes" and "communauté urbaine" are EPCI, whatever else their words say.
std::optional<ContractLevel> level_of_words(std::string_view text) {
    auto folded = fold(text);
    for (const std::string_view community :
         {"communaute de communes", "communaute urbaine", "communaute d agglomeration"}) {
        if (const auto at = folded.find(community); at != std::string::npos) {
            folded.replace(at, community.size(), "epci");
        }
    }
    std::optional<ContractLevel> lowest;
    for (const auto word : split_words(folded)) {
        for (const auto& [name, level] : kLevelWords) {
            if (word == name && (!lowest || level < *lowest)) {
                lowest = level;
            }
        }
    }
    return lowest;
}

std::optional<ContractKind> kind_of_words(std::string_view text) {
    const auto folded = fold(text);
    if (folded.starts_with("contrat de ville")) {
        return ContractKind::kContratDeVille;  // "Contrat de ville valant CTAI".
    }
    if (folded == "ctair" || folded.starts_with("contrat territorial")) {
        return ContractKind::kCtai;
    }
    return folded.starts_with("partenariat") ? std::optional(ContractKind::kPartenariat)
                                             : std::nullopt;
}

std::optional<ContractStatus> status_of_words(std::string_view text) {
    const auto folded = fold(text);
    if (folded == "signee" || folded == "signes") {
        return ContractStatus::kSigne;
    }
    if (folded.find("negociation") != std::string::npos) {
        return ContractStatus::kNegociation;
    }
    return folded == "envisagee" ? std::optional(ContractStatus::kEnvisage) : std::nullopt;
}

/// Contracts of the tables that override others, until the row they replace comes by.
using Overriding = std::map<std::string, Contract, std::less<>>;

class ContractReader {
public:
    ContractReader(const TableInput& input, const BuildContext& context,
                   PerimeterResolver& resolver, KeyGuard& ids, Overriding& overriding,
                   std::vector<Contract>& contracts)
        : m_table(input.table),
          m_context(context),
          m_resolver(resolver),
          m_ids(ids),
          m_overriding(overriding),
          m_contracts(contracts),
          m_id(m_table.field("id")),
          m_name(m_table.field("nom")),
          m_level(m_table.field("niveau")),
          m_perimeter(m_table.field("perimetre")),
          m_kind(m_table.field("type")),
          m_status(m_table.field("statut")),
          m_signed(m_table.field("date_signature")),
          m_end(m_table.field("date_fin")) {
        for (const auto name : kDetails) {
            m_details.push_back(m_table.field(name));
        }
    }

    void read() {
        for (std::size_t row = 0; row < m_table.row_count(); ++row) {
            RowLog log(m_context.ledger, m_table.origin(row));
            if (!skip_without_data(m_table, row, log)) {
                read_row(row, log);
            }
        }
    }

private:
    void read_row(std::size_t row, RowLog& log) {
        Contract contract;
        contract.origin = log.origin();
        contract.id = m_table.text(row, m_id);
        contract.name = m_table.text(row, m_name);
        if (replaced(contract.id, log)) {
            return;
        }
        if (!read_words(row, contract, log) || !read_dates(row, contract, log) ||
            !read_perimeter(row, contract, log) || !check_id(row, contract, log)) {
            return;
        }
        for (std::size_t i = 0; i < kDetails.size(); ++i) {
            const auto text = m_table.text(row, m_details[i]);
            if (!text.empty()) {
                contract.details.emplace(kDetails.at(i), text);
                check_detail(row, kDetails.at(i), m_details[i], log);
            }
        }
        m_contracts.push_back(std::move(contract));
    }

    /// The register's contract takes the place of the first row with its id.
    bool replaced(const std::string& id, RowLog& log) {
        const auto found = m_overriding.find(id);
        if (found == m_overriding.end()) {
            return false;
        }
        log.skip({planning::kContractReplaced,
                  {id, static_cast<std::int64_t>(found->second.origin.line)}});
        if (!m_ids.seen({id}, log.origin().line)) {
            m_contracts.push_back(found->second);
        }
        return true;
    }

    /// What a funding rule will not be able to read is said now: nothing else depends on it.
    void check_detail(std::size_t row, std::string_view name, FieldId field, RowLog& log) const {
        const auto text = m_table.text(row, field);
        const bool readable = holds_amount(name)             ? parse_cents(text).has_value()
                              : name == "part_coordonnateur" ? parse_part(text).has_value()
                              : name == "bilan"              ? parse_report(text).has_value()
                              : name == "competence_logement" || name == "renouvellement"
                                  ? parse_yes_no(text).has_value()
                                  : true;
        if (!readable) {
            log.inform(Severity::kWarning, m_table.column_name(field),
                       {planning::kDetailUnreadable,
                        {quote_excerpt(text), m_table.cell_name(row, field)}});
        }
    }

    bool check_id(std::size_t row, const Contract& contract, RowLog& log) {
        if (contract.id.empty()) {
            log.set_aside(m_table.column_name(m_id),
                          {MessageId::kContractNoId, {m_table.cell_name(row, m_id)}});
            return false;
        }
        if (const auto line = m_ids.seen({contract.id}, log.origin().line)) {
            log.set_aside(
                m_table.column_name(m_id),
                {MessageId::kContractTwice, {contract.id, static_cast<std::int64_t>(*line)}});
            return false;
        }
        return true;
    }

    /// One word of a closed list: as written, else by another name (a repair), else set aside.
    template <typename Enum, typename Parse, typename Guess, typename Text>
    bool read_word(std::size_t row, FieldId field, Enum& value, Parse parse, Guess guess,
                   Text text_of, MessageId unknown, RowLog& log) {
        const auto text = m_table.text(row, field);
        if (const auto exact = parse(text)) {
            value = *exact;
            return true;
        }
        if (const auto near = guess(text)) {
            value = *near;
            log.repair(
                m_table.column_name(field),
                {MessageId::kWordUnderstood, {quote_excerpt(text), std::string(text_of(value))}});
            return true;
        }
        log.set_aside(m_table.column_name(field),
                      {unknown, {quote_excerpt(text), m_table.cell_name(row, field)}});
        return false;
    }

    bool read_words(std::size_t row, Contract& contract, RowLog& log) {
        return read_word(row, m_level, contract.level, parse_contract_level, level_of_words,
                         contract_level_text, MessageId::kLevelUnknown, log) &&
               read_word(row, m_kind, contract.kind, parse_contract_kind, kind_of_words,
                         contract_kind_text, MessageId::kContractTypeUnknown, log) &&
               read_word(row, m_status, contract.status, parse_contract_status, status_of_words,
                         contract_status_text, MessageId::kStatusUnknown, log);
    }

    bool read_date(std::size_t row, FieldId field, std::optional<ParsedDate>& date, RowLog& log) {
        const auto text = m_table.text(row, field);
        if (text.empty()) {
            return true;
        }
        date = parse_date(text);
        if (!date) {
            log.set_aside(
                m_table.column_name(field),
                {MessageId::kDateUnreadable, {quote_excerpt(text), m_table.cell_name(row, field)}});
            return false;
        }
        if (date->from_serial) {
            log.repair(m_table.column_name(field),
                       {MessageId::kDateSerial, {quote_excerpt(text), iso_date(date->date)}});
        } else if (date->precision != DatePrecision::kDay) {
            log.inform(Severity::kInformation, m_table.column_name(field),
                       {MessageId::kDatePartial, {quote_excerpt(text), iso_date(date->date)}});
        }
        return true;
    }

    bool read_dates(std::size_t row, Contract& contract, RowLog& log) {
        if (!read_date(row, m_signed, contract.signed_on, log) ||
            !read_date(row, m_end, contract.ends_on, log)) {
            return false;
        }
        if (contract.signed_on && contract.ends_on &&
            contract.ends_on->date < contract.signed_on->date) {
            log.set_aside(m_table.column_name(m_end),
                          {MessageId::kDatesReversed,
                           {iso_date(contract.ends_on->date), iso_date(contract.signed_on->date),
                            m_table.cell_name(row, m_end)}});
            return false;
        }
        if (contract.status == ContractStatus::kSigne && !contract.signed_on) {
            log.inform(Severity::kWarning, m_table.column_name(m_signed),
                       {MessageId::kSignedWithoutDate, {contract.name}});
        }
        return true;
    }

    bool read_perimeter(std::size_t row, Contract& contract, RowLog& log) {
        PerimeterRequest request;
        request.text = m_table.text(row, m_perimeter);
        request.level = contract.level;
        request.kind = contract.kind;
        if (contract.signed_on) {
            request.signed_in = Vintage{year_of(contract.signed_on->date)};
        }
        auto result = m_resolver.resolve(request);
        const auto column = m_table.column_name(m_perimeter);
        if (result.problem) {
            log.set_aside(column, *std::move(result.problem));
            return false;
        }
        for (auto& repair : result.repairs) {
            log.repair(column, std::move(repair));
        }
        for (auto& remark : result.remarks) {
            log.inform(Severity::kInformation, column, std::move(remark));
        }
        contract.perimeter_signed = std::move(result.as_signed);
        contract.perimeter_today = std::move(result.today);
        contract.paris_or_lyon = result.paris_or_lyon;
        return true;
    }

    const TypedTable& m_table;
    const BuildContext& m_context;
    PerimeterResolver& m_resolver;
    KeyGuard& m_ids;
    Overriding& m_overriding;
    std::vector<Contract>& m_contracts;
    FieldId m_id;
    FieldId m_name;
    FieldId m_level;
    FieldId m_perimeter;
    FieldId m_kind;
    FieldId m_status;
    FieldId m_signed;
    FieldId m_end;
    std::vector<FieldId> m_details;
};

/// Commune codes among the words of the perimeters, to detect their vintage.
std::vector<CommuneCode> codes_of_perimeters(const TypedTable& table) {
    std::vector<CommuneCode> codes;
    const auto field = table.field("perimetre");
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        for (const auto word : split_words(table.text(row, field))) {
            if (const auto code = CommuneCode::parse(word)) {
                codes.push_back(*code);
            }
        }
    }
    return codes;
}

}  // namespace

std::vector<Contract> build_contracts(std::span<const TableInput> tables,
                                      const BuildContext& context, Members& members,
                                      std::span<const LayerInput> layers,
                                      const PerimeterResolver::OutlinesProvider& outlines) {
    std::vector<Contract> contracts;
    KeyGuard ids;
    Overriding overriding;
    const auto read = [&](const TableInput& input, KeyGuard& guard, Overriding& register_rows,
                          std::vector<Contract>& into) {
        const auto vintage = table_vintage(input, codes_of_perimeters(input.table), context.moves,
                                           context.vintage(), context.ledger);
        if (!vintage) {
            set_all_aside(input.table, {MessageId::kRowOfRefusedTable}, context.ledger);
            return;
        }
        PerimeterResolver resolver(context, *vintage, members, layers, outlines);
        ContractReader(input, context, resolver, guard, register_rows, into).read();
    };
    std::vector<Contract> first;
    for (const auto& input : tables) {
        if (input.spec->overrides) {
            KeyGuard own;
            Overriding none;
            read(input, own, none, first);
        }
    }
    for (const auto& contract : first) {
        overriding.insert_or_assign(contract.id, contract);
    }
    for (const auto& input : tables) {
        if (!input.spec->overrides) {
            read(input, ids, overriding, contracts);
        }
    }
    for (auto& contract : first) {
        if (!ids.seen({contract.id}, contract.origin.line)) {
            contracts.push_back(std::move(contract));  // New in the register.
        }
    }
    return contracts;
}

}  // namespace maillage::reconcile
