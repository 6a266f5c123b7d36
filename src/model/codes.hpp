// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Codes of the official geographic code (COG, INSEE) and SIREN, each its own type.

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace maillage {

/// A short code held in place. Kind decides what is well formed; well formed does not mean
/// existing.
template <typename Kind>
class Code {
public:
    /// \returns Nothing if \p text is not well formed. Repairs are the business of reconcile.
    static std::optional<Code> parse(std::string_view text) noexcept {
        if (text.size() > Kind::kMaxLength || !Kind::well_formed(text)) {
            return std::nullopt;
        }
        Code code;
        for (std::size_t i = 0; i < text.size(); ++i) {
            code.m_text[i] = text[i];
        }
        return code;
    }
    std::string_view text() const noexcept {
        std::size_t length = 0;
        while (length < m_text.size() && m_text[length] != '\0') {
            ++length;
        }
        return {m_text.data(), length};
    }
    std::string string() const { return std::string(text()); }
    friend auto operator<=>(const Code&, const Code&) = default;

private:
    Code() = default;
    std::array<char, Kind::kMaxLength> m_text{};
};

struct CommuneKind {
    static constexpr std::size_t kMaxLength = 5;
    static bool well_formed(std::string_view text) noexcept;
};
struct DepartmentKind {
    static constexpr std::size_t kMaxLength = 3;
    static bool well_formed(std::string_view text) noexcept;
};
struct RegionKind {
    static constexpr std::size_t kMaxLength = 2;
    static bool well_formed(std::string_view text) noexcept;
};
struct ArrondissementKind {
    static constexpr std::size_t kMaxLength = 4;
    static bool well_formed(std::string_view text) noexcept;
};
struct EpciKind {
    static constexpr std::size_t kMaxLength = 9;
    static bool well_formed(std::string_view text) noexcept;
};
struct EptKind {
    static constexpr std::size_t kMaxLength = 9;
    static bool well_formed(std::string_view text) noexcept { return EpciKind::well_formed(text); }
};

using CommuneCode = Code<CommuneKind>;        ///< Five characters: "01004", "2A004", "97105".
using DepartmentCode = Code<DepartmentKind>;  ///< "01", "2A", "971".
using RegionCode = Code<RegionKind>;          ///< "24", "01" (Guadeloupe).
using ArrondissementCode =
    Code<ArrondissementKind>;     ///< Department and a digit: "451", "2A1", "9711".
using EpciCode = Code<EpciKind>;  ///< SIREN, nine digits.
using EptCode = Code<EptKind>;    ///< SIREN of an établissement public territorial.

/// \returns The department a commune code is made of: "45" of "45234", "974" of "97411".
/// Nothing for codes such as 99999 that no department begins.
std::optional<DepartmentCode> department_of(CommuneCode code);

/// A number for every well-formed commune code, below kCommuneSlots, ascending with the code within
/// a department: look-ups are a read in a plain array instead of a search.
inline constexpr std::size_t kCommuneSlots = 102'000;
constexpr std::uint32_t commune_slot(std::string_view code) noexcept {
    const auto digit = [&](std::size_t i) { return static_cast<std::uint32_t>(code[i] - '0'); };
    const std::uint32_t department =
        code[1] == 'A' ? 100U : (code[1] == 'B' ? 101U : digit(0) * 10U + digit(1));
    return department * 1000U + digit(2) * 100U + digit(3) * 10U + digit(4);
}
inline std::uint32_t commune_slot(CommuneCode code) noexcept { return commune_slot(code.text()); }
/// \pre slot < kCommuneSlots and made by commune_slot().
CommuneCode commune_at_slot(std::uint32_t slot);

/// Municipal arrondissements of Paris, Lyon and Marseille (E22).
/// \returns "75056" for 75101…75120, "69123" for 69381…69389, "13055" for 13201…13216, else
/// nothing.
std::optional<CommuneCode> commune_of_arrondissement_municipal(CommuneCode code);

/// Edition of the official geographic code: codes as valid on 1 January of the year.
struct Vintage {
    int year = 0;
    friend auto operator<=>(const Vintage&, const Vintage&) = default;
};
inline constexpr Vintage kFirstVintage{2017};
inline constexpr Vintage kLastVintage{2026};

}  // namespace maillage

template <typename Kind>
struct std::hash<maillage::Code<Kind>> {
    std::size_t operator()(const maillage::Code<Kind>& code) const noexcept {
        return std::hash<std::string_view>{}(code.text());
    }
};
