// SPDX-License-Identifier: Apache-2.0
#include "base/date.hpp"
#include "base/text.hpp"
#include "fuzz/fuzz_target.hpp"
#include "model/codes.hpp"
#include "model/contract_details.hpp"

#include <cmath>
#include <cstdlib>

namespace {

using namespace maillage;

void check(bool holds) {
    if (!holds) {
        std::abort();
    }
}

template <typename Code>
void check_code(std::string_view text) {
    const auto code = Code::parse(text);
    check(!code || code->text() == text);
}

void check_codes(std::string_view text) {
    check_code<DepartmentCode>(text);
    check_code<RegionCode>(text);
    check_code<ArrondissementCode>(text);
    check_code<EpciCode>(text);
    const auto commune = CommuneCode::parse(text);
    if (commune) {
        check(commune->text() == text && commune_slot(*commune) < kCommuneSlots);
        check(commune_at_slot(commune_slot(*commune)) == *commune);
        static_cast<void>(department_of(*commune));
        static_cast<void>(commune_of_arrondissement_municipal(*commune));
    }
}

void check_numbers(std::string_view text) {
    const auto number = parse_number(text);
    check(!number || std::isfinite(*number));
    const auto cents = parse_cents(text);
    check(!cents || (*cents >= 0 && *cents <= 1'000'000'000'000));
    const auto part = parse_part(text);
    check(!part || (part->numerator >= 0 && part->numerator <= part->denominator));
    const auto whole = parse_integer(text);
    check(!whole || (number && std::abs(*number - static_cast<double>(*whole)) <= 1024.0));
    if (whole) {
        check(parse_integer(std::to_string(*whole)) == whole);
        constexpr std::int64_t kExact = std::int64_t{1} << 53U;  // beyond it only plain digits
        const bool plain = *whole < 0 || *whole >= kExact;
        check(plain || parse_integer(group_digits(*whole, Language::kFrench)) == whole);
    }
    const auto share = parse_share(text);
    check(!share || share->denominator > 0);
}

void check_text(std::string_view text) {
    const auto folded = fold(text);
    check(fold(folded) == folded);
    check(fold_key(folded) == fold_key(text));
    check(is_utf8(quote_excerpt(is_utf8(text) ? text : "")));
    check(is_utf8(utf8_from_windows_1252(text)));
    check(is_utf8(utf8_from_utf16(text, true)) && is_utf8(utf8_from_utf16(text, false)));
    check(trim(trim(text)) == trim(text));
    static_cast<void>(quote_excerpt(text));
    const auto half = text.size() / 2;
    const auto a = text.substr(0, half);
    const auto b = text.substr(half);
    check(edit_distance(a, b, 3) == edit_distance(b, a, 3));
}

}  // namespace

/// Dates, numbers, codes and words: what is accepted is accepted again as the program writes it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = as_text(data, size);
    if (const auto date = parse_date(text)) {
        const auto again = parse_date(iso_date(date->date));
        check(again && again->date == date->date);
        check(!long_date(date->date, Language::kFrench).empty());
    }
    check_numbers(text);
    check_codes(text);
    check_text(text);
    return 0;
}
