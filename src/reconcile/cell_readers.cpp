// SPDX-License-Identifier: Apache-2.0
#include "reconcile/cell_readers.hpp"

#include "base/text.hpp"
#include "reconcile/cell_text.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

namespace maillage::reconcile {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// What had to be done to a code; the most telling reason is named in the message.
struct Repairs {
    char letter = '\0';  ///< The letter that stood for a digit, as written.
    bool lost_zero = false;
};

/// "« 45O24 » (lettre O) → lu 45024", "« 1004 » (zéro perdu) → lu 01004", "« 2a004 » → lu 2A004".
Message repair_message(std::string_view written, std::string_view read, const Repairs& repairs) {
    const std::string quoted = quote_excerpt(trim(written));
    if (repairs.letter != '\0') {
        return {MessageId::kCodeLetterAsDigit,
                {quoted, std::string(read), std::string(1, repairs.letter)}};
    }
    return {repairs.lost_zero ? MessageId::kCodeLostZero : MessageId::kCodeCleaned,
            {quoted, std::string(read)}};
}

/// "1004.0" → "1004"; "45.234" and "45,234" (thousands) → "45234"; other marks stay.
void drop_decimal_part(std::string& text) {
    const auto mark = text.find_last_of(".,");
    if (mark == std::string::npos || mark == 0) {
        return;
    }
    const auto fraction = std::string_view(text).substr(mark + 1);
    const bool zeros = !fraction.empty() && fraction.find_first_not_of('0') == std::string::npos;
    const bool before = all_digits(std::string_view(text).substr(0, mark));
    if (zeros && before && (fraction.size() != 3 || mark > 3)) {
        text.erase(mark);
    } else if (before && mark <= 3 && fraction.size() == 3 && all_digits(fraction)) {
        text.erase(mark, 1);
    }
}

/// "4.5234E+04" → "45234", when all digits of the number are written; else unchanged.
void expand_scientific(std::string& text, std::size_t digits) {
    const auto e = text.find_first_of("eE");
    if (e == std::string::npos || e + 1 >= text.size()) {
        return;
    }
    std::string mantissa = text.substr(0, e);
    std::replace(mantissa.begin(), mantissa.end(), ',', '.');
    const auto point = mantissa.find('.');
    std::string_view exponent = std::string_view(text).substr(e + 1);
    if (exponent.starts_with('+')) {
        exponent.remove_prefix(1);
    }
    const auto power = all_digits(exponent) ? parse_integer(exponent) : std::nullopt;
    if (point != 1 || !power || *power != static_cast<std::int64_t>(digits) - 1) {
        return;
    }
    mantissa.erase(point, 1);
    if (mantissa.size() == digits && all_digits(mantissa)) {
        text = mantissa;
    }
}

/// "4 5208" → "45208": digits that are a commune's code in full once the spaces are gone, wherever
/// they stand; otherwise unchanged.
void join_stray_spaces(std::string& text) {
    constexpr std::size_t kDigits = 5;
    std::string joined;
    std::copy_if(text.begin(), text.end(), std::back_inserter(joined),
                 [](char c) { return c != ' '; });
    if (joined.size() == kDigits && all_digits(joined)) {
        text = joined;
    }
}

/// Parts of a code between hyphens, slashes or spaces put together when each has its full width:
/// "45-234", "971 05", "45 234", "1 004", "244 500 468"; otherwise unchanged.
void join_groups(std::string& text, bool commune) {
    std::vector<std::string_view> parts;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i == text.size() || text[i] == ' ' || text[i] == '-' || text[i] == '/') {
            if (i > start) {
                parts.push_back(std::string_view(text).substr(start, i - start));
            }
            start = i + 1;
        }
    }
    if (parts.size() < 2 || text.starts_with('-')) {
        return;
    }
    const bool overseas = commune && parts.size() == 2 && parts[0].size() == 3 &&
                          (parts[0].starts_with("97") || parts[0].starts_with("98"));
    std::string joined(parts[0]);
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const bool full =
            overseas ? parts[i].size() == 2 || parts[i].size() == 3 : parts[i].size() == 3;
        if (!full) {
            return;
        }
        joined += parts[i];
    }
    if (parts[0].size() <= 3) {
        text = joined;
    }
}

/// O for 0, I and l for 1, except where a letter belongs (2A, 2B). \returns The first one replaced.
char digits_for_letters(std::string& text) {
    char first = '\0';
    for (char& c : text) {
        const char digit = c == 'O' || c == 'o' ? '0' : c == 'I' || c == 'l' || c == 'i' ? '1' : c;
        if (digit != c) {
            first = first == '\0' ? c : first;
            c = digit;
        }
    }
    return first;
}

void upper(std::string& text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
}

/// The text of a cell before its form is judged: plain spaces and digits, no wrapping.
std::string bare_code(std::string_view text, std::size_t digits, bool commune, Repairs& repairs) {
    std::string bare = unwrap_cell(plain_characters(text));
    expand_scientific(bare, digits);
    bool has_digit = std::any_of(bare.begin(), bare.end(), is_digit);
    if (has_digit) {
        repairs.letter = digits_for_letters(bare);
    }
    // "45 208,0": the groups first, then the empty fraction, which may hide them ("1 004,0").
    const auto comma = bare.find_last_of(".,");
    if (comma != std::string::npos && bare.find(' ') < comma) {
        std::string whole = bare.substr(0, comma);
        join_groups(whole, commune);
        bare.replace(0, comma, whole);
    }
    drop_decimal_part(bare);
    join_groups(bare, commune);
    if (commune) {
        join_stray_spaces(bare);
    }
    upper(bare);
    return bare;
}

template <typename CodeType>
std::optional<Reading<CodeType>> repaired(std::string_view written, std::string_view read,
                                          const Repairs& repairs) {
    const auto code = CodeType::parse(read);
    if (!code) {
        return std::nullopt;
    }
    return Reading<CodeType>{*code, repair_message(written, read, repairs)};
}

/// The one word of a text that is a department or region code: "Loiret (45)", "45 - Loiret".
/// The rest may hold letters only. \returns Empty when there is none or several.
std::string code_beside_name(std::string_view text, std::size_t max_length) {
    const std::string plain = plain_characters(text);
    std::vector<std::string> found;
    bool other_digits = false;
    std::string word;
    const auto close = [&] {
        const bool digits = std::any_of(word.begin(), word.end(), is_digit);
        if (digits && word.size() <= max_length) {
            found.push_back(word);
        } else if (digits) {
            other_digits = true;
        }
        word.clear();
    };
    for (const char c : plain) {
        const bool part = is_digit(c) || is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
        if (part) {
            word += c;
        } else {
            close();
        }
    }
    close();
    return found.size() == 1 && !other_digits ? found.front() : std::string{};
}

}  // namespace

std::optional<Reading<CommuneCode>> read_commune_code(std::string_view text) {
    const auto trimmed = trim(text);
    if (const auto code = CommuneCode::parse(trimmed)) {
        return Reading<CommuneCode>{*code, std::nullopt};
    }
    if (trimmed.empty() || trimmed.size() > 40) {
        return std::nullopt;
    }
    Repairs repairs;
    std::string bare = bare_code(trimmed, 5, true, repairs);
    if (bare.size() == 4 && all_digits(bare) && bare[0] != '0') {
        repairs.lost_zero = true;
        bare.insert(0, 1, '0');
    } else if (bare.size() == 6 && bare[0] == '0') {
        bare.erase(0, 1);  // "045234": department on three characters
    } else if (bare.size() == 6 && bare.starts_with("97") && bare[2] == bare[3]) {
        bare.erase(2, 1);  // "971105": department 971 before 105, as INSEE writes the two apart
    }
    return repaired<CommuneCode>(text, bare, repairs);
}

std::optional<Reading<CommuneCode>> join_commune_code(std::string_view department,
                                                      std::string_view number) {
    const auto read = read_department_code(department);
    const std::string bare = unwrap_cell(plain_characters(number));
    if (!read || !all_digits(bare) || bare.size() > 3) {
        return std::nullopt;
    }
    const auto prefix = read->value.text();
    std::string digits = std::string(3 - bare.size(), '0') + bare;
    if (prefix.size() == 3) {
        // Overseas the number has two digits, or three that begin with the department's last.
        if (digits[0] != '0' && digits[0] != prefix[2]) {
            return std::nullopt;
        }
        digits.erase(0, 1);
    }
    const auto code = CommuneCode::parse(std::string(prefix) + digits);
    if (!code) {
        return std::nullopt;
    }
    return Reading<CommuneCode>{*code, std::nullopt};
}

std::optional<Reading<DepartmentCode>> read_department_code(std::string_view text) {
    const auto trimmed = trim(text);
    if (const auto code = DepartmentCode::parse(trimmed)) {
        return Reading<DepartmentCode>{*code, std::nullopt};
    }
    if (trimmed.empty() || trimmed.size() > 80) {
        return std::nullopt;
    }
    Repairs repairs;
    std::string bare = bare_code(trimmed, 2, false, repairs);
    if (bare.size() > 3) {
        repairs = {};
        bare = code_beside_name(trimmed, 3);
        upper(bare);
    }
    if (bare.size() == 1 && is_digit(bare[0])) {
        repairs.lost_zero = true;
        bare.insert(0, 1, '0');
    } else if (bare.size() == 3 && bare[0] == '0') {
        bare.erase(0, 1);
    }
    return repaired<DepartmentCode>(text, bare, repairs);
}

std::optional<Reading<RegionCode>> read_region_code(std::string_view text) {
    const auto trimmed = trim(text);
    if (const auto code = RegionCode::parse(trimmed)) {
        return Reading<RegionCode>{*code, std::nullopt};
    }
    if (trimmed.empty() || trimmed.size() > 80) {
        return std::nullopt;
    }
    Repairs repairs;
    std::string bare = bare_code(trimmed, 2, false, repairs);
    if (bare.size() > 2) {
        repairs = {};
        bare = code_beside_name(trimmed, 2);
    }
    if (bare.size() == 1 && is_digit(bare[0])) {
        repairs.lost_zero = true;
        bare.insert(0, 1, '0');
    }
    return repaired<RegionCode>(text, bare, repairs);
}

std::optional<Reading<EpciCode>> read_epci_code(std::string_view text) {
    const auto trimmed = trim(text);
    if (const auto code = EpciCode::parse(trimmed)) {
        return Reading<EpciCode>{*code, std::nullopt};
    }
    if (trimmed.empty() || trimmed.size() > 60) {
        return std::nullopt;
    }
    Repairs repairs;
    std::string bare = bare_code(trimmed, 9, false, repairs);
    return repaired<EpciCode>(text, bare, repairs);
}

bool means_not_located(std::string_view text) {
    static constexpr auto kWords = std::to_array<std::string_view>({
        "",
        "00000",
        "99",
        "999",
        "a l etranger",
        "aucun",
        "aucune",
        "autre",
        "autre commune",
        "autre departement",
        "autres",
        "autres communes",
        "code inconnu",
        "commune inconnue",
        "commune non renseignee",
        "etranger",
        "hors departement",
        "hors france",
        "inconnu",
        "inconnue",
        "indetermine",
        "indeterminee",
        "n a",
        "n d",
        "n r",
        "na",
        "nc",
        "nd",
        "neant",
        "non communique",
        "non communiquee",
        "non connu",
        "non connue",
        "non determine",
        "non determinee",
        "non disponible",
        "non localisable",
        "non localise",
        "non localisee",
        "non localises",
        "non precise",
        "non precisee",
        "non renseigne",
        "non renseignee",
        "non renseignes",
        "non reparti",
        "non repartis",
        "nr",
        "null",
        "pays etranger",
        "sans adresse",
        "sans commune",
        "sans domicile",
        "sans domicile fixe",
        "sans objet",
        "sdf",
        "vide",
    });
    static_assert(std::is_sorted(kWords.begin(), kWords.end()));
    const std::string folded = fold(text);
    // INSEE codes foreign countries 99100…99999.
    const bool country = folded.size() == 5 && folded.starts_with("99") && all_digits(folded);
    return country || std::binary_search(kWords.begin(), kWords.end(), folded);
}

}  // namespace maillage::reconcile
