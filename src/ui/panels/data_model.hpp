// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the data screen says about files: sources with their sums, the guess about a new file and
/// corrections of it, the ledger cut to what is asked. No imgui.

#include "io/workspace_file.hpp"
#include "model/ledger.hpp"
#include "workspace/command.hpp"
#include "workspace/snapshot.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maillage::ui {

/// A file of the dataset on the list.
struct SourceRow {
    std::uint32_t source = 0;  ///< Position in Ledger::sources.
    std::string name;
    std::string detail;  ///< "effectifs de signataires par commune · codes de 2023 · UTF-8".
    std::string sums;    ///< "312 lues, 298 utilisées, 13 réparées, 1 écartée".
    std::int64_t warnings = 0;
    std::int64_t errors = 0;
    bool built_in = false;
    std::optional<std::size_t> spec;  ///< Position in WorkspaceSpec::sources, when it is one file.
};
/// The user's files first, in the order of the dataset, then the built-in ones.
std::vector<SourceRow> source_rows(const Ledger& ledger, const io::WorkspaceSpec* spec,
                                   Language language);

/// "Reconnu : effectifs de signataires par commune · feuille « Feuil1 » · en-tête ligne 4 · …".
std::string recognised_text(const workspace::PreviewTable& table, Language language);

/// What each column is read as, for its drop-down: first "ignorée", then the standard names.
struct ColumnChoices {
    std::vector<std::string> labels;
    int chosen = 0;
};
ColumnChoices column_choices(const workspace::PreviewTable& table, std::size_t column,
                             Language language);

// Corrections of the guess. Each gives the whole request to look at the file again.
/// \p choice as in column_choices: 0 = ignored.
workspace::command::PreviewFile with_column(const workspace::FilePreview& preview,
                                            const workspace::PreviewTable& table,
                                            std::size_t column, int choice);
workspace::command::PreviewFile with_header(const workspace::FilePreview& preview,
                                            std::uint32_t line);
/// Only this sheet of the file, looked at afresh; empty: all of them.
workspace::command::PreviewFile with_layer(const workspace::FilePreview& preview,
                                           const std::string& layer);
/// What the other corrections begin from while \p table is in front: of a file with several
/// tables they mean this one, which is then the one that is used.
workspace::FilePreview corrected(const workspace::FilePreview& preview,
                                 const workspace::PreviewTable& table);
workspace::command::PreviewFile with_role(const workspace::FilePreview& preview, Role role);
workspace::command::PreviewFile with_encoding(const workspace::FilePreview& preview,
                                              const std::string& encoding);
/// Nothing = found by the program.
workspace::command::PreviewFile with_vintage(const workspace::FilePreview& preview,
                                             std::optional<Vintage> vintage);
/// Nothing = the token is not a masked value any more.
workspace::command::PreviewFile with_masked(const workspace::FilePreview& preview,
                                            const std::string& token, std::optional<Count> count);

/// What of a ledger is listed.
struct LedgerFilter {
    std::optional<Severity> severity;
    std::optional<RowState> state;  ///< Of the whole row, which may have other remarks.
    bool built_in = false;          ///< Remarks on the program's own files too, after the user's.
    friend bool operator==(const LedgerFilter&, const LedgerFilter&) = default;
};
/// Positions in \p entries that pass, in order; \p source: only its entries, built-in or not.
/// \p sources: which files are built in; empty: none.
std::vector<std::uint32_t> ledger_order(const std::vector<LedgerEntry>& entries,
                                        std::span<const Source> sources, const LedgerFilter& filter,
                                        std::optional<std::uint32_t> source);

/// What the file has in the cell of an entry, quoted; empty when it is not among the first rows.
std::string read_text(const workspace::PreviewTable& table, const LedgerEntry& entry);

/// Where a column of a preview stands best: numbers to the right.
bool is_number_column(const workspace::PreviewTable& table, std::size_t column);

}  // namespace maillage::ui
