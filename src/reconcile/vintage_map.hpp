// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// From the commune codes of one vintage of the COG to those of another, forwards or backwards.

#include "model/codes.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace maillage::reconcile {

/// A commune (or a part of one) with code \p from in the vintage year − 1 has code \p to from
/// 1 January of \p year. A split is several moves with the same `from`.
struct Move {
    CommuneCode from;
    CommuneCode to;
    int year = 0;
    /// Order within the year, where the source tells it (20180301): moves of one day happen at
    /// once, moves of several days one after the other.
    int day = 0;
    std::optional<double> part;  ///< Of a split, where known: informational, never a weight.
};

/// What the codes of one vintage have become in another. Codes that stay are not stored.
class Passage {
public:
    /// \returns The codes \p code stands for, ascending; more than one is a split (going back: a
    /// merged commune). Empty = the code stays itself.
    std::span<const CommuneCode> changed(CommuneCode code) const;
    std::size_t changed_count() const noexcept { return m_from.size(); }

private:
    friend class VintageMap;
    std::vector<std::uint32_t> m_from;  ///< Slots, ascending.
    std::vector<std::uint32_t> m_start{0};
    std::vector<CommuneCode> m_to;
};

/// All moves between kFirstVintage and kLastVintage, and which codes exist in each vintage.
/// The same code may be two places at two times (60694: Villotran until 2018, Les Hauts-Talican
/// since 2024), so every look-up carries its year.
class VintageMap {
public:
    /// \p known are the codes of one vintage, from which those of the others follow. Without them
    /// every code exists unless a move says that it had gone or was not there yet.
    ///
    /// Sources write the same events differently; what they leave out is completed:
    /// - the seat that keeps its code in a merge or split may be listed (INSEE) or not;
    /// - a code created and left on the same day (14513 → 50649 → 50592) is passed through.
    VintageMap(std::vector<Move> moves, std::span<const CommuneCode> known, Vintage known_at);

    bool exists(CommuneCode code, Vintage vintage) const;
    /// Bit i is set when the code exists in the vintage kFirstVintage + i.
    std::uint16_t years_of(CommuneCode code) const { return m_years[commune_slot(code)]; }
    /// Codes of one vintage, ascending by slot; empty when no codes were known.
    std::vector<CommuneCode> codes_of(Vintage vintage) const;
    /// The vintage in which \p code exists that is nearest to \p wanted, earlier ones first.
    std::optional<Vintage> nearest_vintage(CommuneCode code, Vintage wanted) const;

    Passage passage(Vintage from, Vintage to) const;
    bool empty() const noexcept { return m_empty; }

private:
    struct Pair {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 misreads a defaulted <=>
        friend auto operator<=>(const Pair&, const Pair&) = default;
    };
    using Step = std::vector<Pair>;  ///< Every code touched in one year, ascending.
    static constexpr int kYears = kLastVintage.year - kFirstVintage.year + 1;

    Step compose(std::span<const Move> moves_of_year) const;
    void complete(int year, bool before_known, bool after_known);
    bool was_gone_before(std::uint32_t slot, int year) const;
    bool leaves_later(std::uint32_t slot, int year) const;
    bool exists_before(std::uint32_t target, int year) const;
    void walk_back(int year);
    void walk_forward(int year);
    void mark_without_list();
    bool bit(std::uint32_t slot, int year) const {
        return (m_years[slot] >> (year - kFirstVintage.year) & 1U) != 0;
    }
    void set_bit(std::uint32_t slot, int year, bool on);
    Step& step(int year) { return m_steps.at(static_cast<std::size_t>(year - kFirstVintage.year)); }
    const Step& step(int year) const {
        return m_steps.at(static_cast<std::size_t>(year - kFirstVintage.year));
    }

    std::array<Step, kYears> m_steps;  ///< Element i: from the vintage before it to vintage i.
    std::vector<std::uint16_t> m_years;
    bool m_lists_seats = false;
    bool m_empty = true;
    bool m_has_list = false;
};

}  // namespace maillage::reconcile
