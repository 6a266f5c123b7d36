// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Names of communes: a check beside codes, and a way in when there is no code.
///
/// A name never beats a code that was read as written, and is never guessed: one exact match
/// (without case, accents, articles and abbreviations) or a question to the user.

#include "base/message.hpp"
#include "model/codes.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace maillage::reconcile {

/// A name as it is compared: folded, without spaces; "LA BAULE", "Baule (La)", "Baule, La" →
/// "labaule"; "St", "s/", "Cedex 2", "Ville de" and "12e Arrondissement" of Paris, Lyon and
/// Marseille are understood.
std::string commune_name_key(std::string_view name);

struct NameMatch {
    enum class Kind : std::uint8_t {
        kUnique,     ///< codes has the one commune of this name.
        kSeveral,    ///< codes has all communes of this name: the user must give the code.
        kElsewhere,  ///< No such name in the department; codes has those of other departments.
        kNone,       ///< codes has the communes of nearly this name (two letters off at most).
    };
    Kind kind = Kind::kNone;
    std::vector<CommuneCode> codes;  ///< Ascending.
};

/// The names of one vintage. Making it takes about 35 ms for all of France: make it when a name is
/// first needed.
class NameIndex {
public:
    NameIndex() = default;
    /// \pre \p codes and \p names have the same length.
    NameIndex(std::span<const CommuneCode> codes, std::span<const std::string> names);

    /// \p department is the guard: only communes whose code is of it are taken.
    NameMatch find(std::string_view name, std::optional<DepartmentCode> department) const;

    /// The commune has this name, in one of its spellings.
    bool agrees(CommuneCode code, std::string_view name) const;
    /// \returns Empty for a code that is not in the index.
    std::string_view name_of(CommuneCode code) const;

private:
    std::vector<std::uint32_t> rows_named(const std::string& key) const;
    std::vector<CommuneCode> nearest(const std::string& key,
                                     std::optional<DepartmentCode> department) const;

    struct Entry {
        CommuneCode code;
        std::string name;
        std::string key;   ///< With its article: "labaule".
        std::string bare;  ///< Without: "baule".
    };
    std::vector<Entry> m_entries;  ///< Ascending by code.
    std::unordered_multimap<std::string, std::uint32_t> m_by_key;
    std::unordered_multimap<std::string, std::uint32_t> m_by_bare;
};

/// The commune of a row from all that the row says of it.
struct CommuneReading {
    std::optional<CommuneCode> code;
    std::optional<Message> repair;   ///< Where code is not as written.
    std::optional<Message> problem;  ///< Where there is no code: why, and what to do.
};

/// Cells of one row; empty where the file has no such column.
struct CommuneCells {
    std::string_view code;
    std::string_view name;
    std::string_view department;
    std::string cell;  ///< TypedTable::cell_name of the code, for messages.
};

/// The code as written; else repaired, when the name (if there is one that is known) agrees; else
/// from department and number apart; else the one commune of that name in the department. What
/// means "no commune" (means_not_located) is the caller's to ask first.
CommuneReading read_commune(const CommuneCells& cells, const NameIndex& names);

}  // namespace maillage::reconcile
