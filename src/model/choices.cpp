// SPDX-License-Identifier: Apache-2.0
#include "model/choices.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace maillage {
namespace {

/// One switch: how it is named, its values in the order of its enum, and access to its number.
struct Switch {
    std::string_view key;
    std::vector<std::string_view> values;
    std::function<std::size_t(const Choices&)> get;
    std::function<void(Choices&, std::size_t)> set;
};

template <typename Enum>
Switch make_switch(std::string_view key, Enum Choices::*member,
                   std::vector<std::string_view> values) {
    return {key, std::move(values),
            [member](const Choices& choices) { return static_cast<std::size_t>(choices.*member); },
            [member](Choices& choices, std::size_t i) { choices.*member = static_cast<Enum>(i); }};
}

std::vector<Switch> switches() {
    return {
        make_switch("paris_lyon", &Choices::paris_lyon, {"communal", "excluded"}),
        make_switch("contrat_de_ville_perimeter", &Choices::contrat_de_ville_perimeter,
                    {"epci", "communes_qpv", "listed"}),
        make_switch("unlocated", &Choices::unlocated, {"in_total", "ignored"}),
        make_switch("perimeter", &Choices::perimeter, {"signed", "today"}),
        make_switch("signed_without_date", &Choices::signed_without_date,
                    {"counted", "not_counted"}),
    };
}

constexpr std::string_view kPolygonShare = "polygon_share";

}  // namespace

std::vector<std::pair<std::string, std::string>> choice_texts(const Choices& choices) {
    std::vector<std::pair<std::string, std::string>> texts;
    for (const auto& one : switches()) {
        texts.emplace_back(one.key, one.values.at(one.get(choices)));
    }
    texts.emplace_back(kPolygonShare, fixed_ratio(choices.polygon_share.numerator,
                                                  choices.polygon_share.denominator, 2, '.'));
    return texts;
}

bool set_choice(Choices& choices, std::string_view key, std::string_view value) {
    if (key == kPolygonShare) {
        const auto share = parse_share(value);
        if (!share || share->numerator == 0) {
            return false;
        }
        choices.polygon_share = *share;
        return true;
    }
    for (const auto& one : switches()) {
        const auto found = std::find(one.values.begin(), one.values.end(), value);
        if (one.key == key && found != one.values.end()) {
            one.set(choices, static_cast<std::size_t>(found - one.values.begin()));
            return true;
        }
    }
    return false;
}

std::vector<std::string> choice_values(std::string_view key) {
    if (key == kPolygonShare) {
        return {"0.01 … 1"};
    }
    for (const auto& one : switches()) {
        if (one.key == key) {
            return {one.values.begin(), one.values.end()};
        }
    }
    return {};
}

}  // namespace maillage
