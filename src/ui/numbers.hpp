// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Numbers as the screen shows them: as paper does.

#include "report/words.hpp"

namespace maillage::ui {

using report::count_text;
using report::is_interval;
using report::middle_text;
using report::percent_text;
using report::share;
using report::signed_text;

}  // namespace maillage::ui
