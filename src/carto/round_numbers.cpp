// SPDX-License-Identifier: Apache-2.0
#include "carto/round_numbers.hpp"

#include <cmath>
#include <initializer_list>

namespace maillage::carto {

double round_down(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(value) + 1e-12));
    for (const double step : {5.0, 2.0}) {
        if (step * power <= value * (1 + 1e-12)) {
            return step * power;
        }
    }
    return power;
}

double round_up(double value) {
    const double below = round_down(value);
    const double digit = below / std::pow(10.0, std::floor(std::log10(below) + 1e-12));
    return below >= value ? below : below * (digit > 1.5 && digit < 3.0 ? 2.5 : 2.0);
}

}  // namespace maillage::carto
