// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// How a figure was computed: the formula with its terms, the rows behind it with file and line,
/// the files, the switches. No imgui.

#include "model/ledger.hpp"
#include "ui/panels/scope.hpp"
#include "workspace/snapshot.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace maillage::ui {

/// One row of a file that the figure stands on. Its text is made when it is shown: a figure of
/// France stands on 35,000 of them.
struct ExplainedRow {
    enum class Kind : std::uint8_t { kContract, kCell, kTarget };
    Kind kind = Kind::kCell;
    std::uint32_t year = 0;  ///< Position in Dataset::cir, for cells.
    std::uint32_t row = 0;   ///< Of contracts, cells, targets.
    bool counted = false;    ///< A counted contract; a cell in a covered commune.
};

struct Term {
    std::string label;
    std::string value;
    std::string note;
};

struct ExplainedSource {
    std::string name;     ///< "cir-45-2023.xlsx, feuille Feuil1".
    std::string vintage;  ///< "codes de 2023"; empty where it means nothing.
    std::string rows;     ///< "312 lignes lues : …".
};

struct Explanation {
    workspace::Figure figure = workspace::Figure::kNone;
    std::string title;                 ///< "Taux de couverture, Loiret".
    std::string meaning;               ///< One sentence: what the figure is.
    std::vector<std::string> formula;  ///< One line for each end of the interval.
    std::vector<Term> terms;
    std::vector<ExplainedRow> rows;
    std::vector<ExplainedSource> sources;
    std::vector<std::pair<std::string, std::string>> switches;  ///< Explained choice, its value.
};

/// \returns An empty explanation (figure kNone) when the thing is a contract or not there.
Explanation explain(const workspace::Results& results, const workspace::ThingRef& thing,
                    workspace::Figure figure, Language language);

struct ExplainedText {
    std::string left;
    std::string right;
    std::string note;           ///< Why it counts or not.
    std::string place;          ///< File and line.
    workspace::ThingRef thing;  ///< What a click opens.
};
ExplainedText row_text(const workspace::Results& results, const ExplainedRow& row,
                       Language language);

}  // namespace maillage::ui
