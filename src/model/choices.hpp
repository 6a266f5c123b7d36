// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The switches of rules that the circular leaves open, with their defaults. Printed on every
/// output.

#include "base/text.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace maillage {

struct Choices {
    /// E4: whether Paris and the Métropole de Lyon, which are also departments, count as communal.
    enum class ParisLyon : std::uint8_t { kCommunal, kExcluded };
    /// E7: what a contrat de ville covers.
    enum class ContratDeVillePerimeter : std::uint8_t { kEpci, kCommunesQpv, kListed };
    /// E16: whether signatories without a usable commune are in the denominator.
    enum class Unlocated : std::uint8_t { kInTotal, kIgnored };
    /// E19, E20: the communes of an EPCI contract, when it was signed or in the workspace's
    /// vintage.
    enum class Perimeter : std::uint8_t { kSigned, kToday };
    enum class SignedWithoutDate : std::uint8_t { kCounted, kNotCounted };

    ParisLyon paris_lyon = ParisLyon::kCommunal;
    ContratDeVillePerimeter contrat_de_ville_perimeter = ContratDeVillePerimeter::kEpci;
    Unlocated unlocated = Unlocated::kInTotal;
    Perimeter perimeter = Perimeter::kSigned;
    SignedWithoutDate signed_without_date = SignedWithoutDate::kCounted;
    Share polygon_share{5, 10};  ///< Of a commune's area, from which a polygon perimeter holds it.

    friend bool operator==(const Choices&, const Choices&) = default;
};

/// Key and value of every switch, as maillage.toml writes them: {"paris_lyon", "communal"}…
std::vector<std::pair<std::string, std::string>> choice_texts(const Choices& choices);

/// Sets the switch \p key to \p value. \returns false if one of them is not known.
bool set_choice(Choices& choices, std::string_view key, std::string_view value);

/// Values that \p key may have, for the message when one is wrong; empty for an unknown key.
std::vector<std::string> choice_values(std::string_view key);

}  // namespace maillage
