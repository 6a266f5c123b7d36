// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The register of contracts that the program itself keeps, in registre.csv beside maillage.toml:
/// contracts that were changed or added by hand. Its rows stand in the place of those with the same
/// id in the user's own files, which are never written to.

#include "base/result.hpp"
#include "io/workspace_file.hpp"
#include "model/dataset.hpp"

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::workspace {

/// A row: standard names of the contracts table ("montant_etat") → text of the cell. A column that
/// is not there is empty.
using ContractFields = std::map<std::string, std::string>;

struct ContractRegister {
    std::vector<ContractFields> rows;  ///< Each has an id; each id once.
    friend bool operator==(const ContractRegister&, const ContractRegister&) = default;
};

inline constexpr const char* kRegisterFile = "registre.csv";

/// Columns of the contracts table in their order.
std::span<const std::string_view> register_columns();
/// What people call a column: "Montant de l’État". The tables of contracts are read by these titles
/// too. \pre one of register_columns()
MessageId column_title(std::string_view column);

/// The [[source]] that stands for the register.
io::SourceSpec register_source();

/// With header, UTF-8, comma: what registre.csv holds.
std::string to_csv(const ContractRegister& contracts);
/// \returns kParse for a text that is no such table. Columns that are none of the standard ones
/// and rows without an id are an error too: nothing of a user's file may be lost by saving it.
Result<ContractRegister> parse_register(std::string_view csv);
/// A missing file is an empty register.
Result<ContractRegister> read_register(const std::filesystem::path& folder);

/// A contract of any file as a row of the register, to be edited: reading the row again gives the
/// same contract.
ContractFields fields_of(const Contract& contract, const Territories& territories);

/// An id from a contract's name that neither \p contracts, \p dataset nor \p others have:
/// "cc-giennoises", "cc-giennoises-2". Empty for an empty name.
std::string free_contract_id(std::string_view name, const ContractRegister& contracts,
                             const Dataset& dataset,
                             const std::vector<ContractFields>& others = {});
/// Whether a contract of the register or the dataset has this id.
bool is_contract_id(std::string_view id, const ContractRegister& contracts, const Dataset& dataset);

/// What is wrong with one field, for the form: a column and why.
struct FieldProblem {
    std::string column;
    Message problem;
};
/// Every field that could not be read: words of closed lists, dates and their order, numbers,
/// shares of 1 or per cent. Codes of the perimeter are judged against \p territories.
std::vector<FieldProblem> check_fields(const ContractFields& fields,
                                       const Territories& territories);

}  // namespace maillage::workspace
