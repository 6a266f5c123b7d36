// SPDX-License-Identifier: Apache-2.0
#include "model/codes.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace maillage {
namespace {

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_department_prefix(std::string_view text) {
    return text == "2A" || text == "2B" ||
           (text.size() == 2 && all_digits(text) && text != "00" && text != "20");
}

}  // namespace

bool CommuneKind::well_formed(std::string_view text) noexcept {
    return text.size() == 5 && is_department_prefix(text.substr(0, 2)) &&
           all_digits(text.substr(2));
}

bool DepartmentKind::well_formed(std::string_view text) noexcept {
    if (text.size() == 3) {
        return all_digits(text) && (text.starts_with("97") || text.starts_with("98"));
    }
    return is_department_prefix(text) && text < "96";
}

bool RegionKind::well_formed(std::string_view text) noexcept {
    return text.size() == 2 && all_digits(text);
}

bool ArrondissementKind::well_formed(std::string_view text) noexcept {
    return text.size() >= 3 && text.size() <= 4 &&
           DepartmentKind::well_formed(text.substr(0, text.size() - 1)) &&
           all_digits(text.substr(text.size() - 1));
}

bool EpciKind::well_formed(std::string_view text) noexcept {
    return text.size() == 9 && all_digits(text);
}

std::optional<DepartmentCode> department_of(CommuneCode code) {
    const auto text = code.text();
    const bool overseas = text.starts_with("97") || text.starts_with("98");
    return DepartmentCode::parse(text.substr(0, overseas ? 3 : 2));
}

CommuneCode commune_at_slot(std::uint32_t slot) {
    std::array<char, 5> text{};
    const auto department = slot / 1000U;
    text[0] = department >= 100U ? '2' : static_cast<char>('0' + department / 10U);
    text[1] = department >= 100U ? static_cast<char>('A' + (department - 100U))
                                 : static_cast<char>('0' + department % 10U);
    text[2] = static_cast<char>('0' + slot / 100U % 10U);
    text[3] = static_cast<char>('0' + slot / 10U % 10U);
    text[4] = static_cast<char>('0' + slot % 10U);
    const auto code = CommuneCode::parse({text.data(), text.size()});
    assert(code.has_value());
    return *code;
}

std::optional<CommuneCode> commune_of_arrondissement_municipal(CommuneCode code) {
    const auto text = code.text();
    if (text >= "75101" && text <= "75120") {
        return CommuneCode::parse("75056");
    }
    if (text >= "69381" && text <= "69389") {
        return CommuneCode::parse("69123");
    }
    if (text >= "13201" && text <= "13216") {
        return CommuneCode::parse("13055");
    }
    return std::nullopt;
}

}  // namespace maillage
