// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/explanation.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "indicators/targets.hpp"
#include "report/choice_words.hpp"
#include "report/tables.hpp"
#include "ui/panels/contract_rows.hpp"

#include <algorithm>
#include <set>

namespace maillage::ui {
namespace {

using indicators::CoverageRow;
using indicators::Level;
using indicators::Reason;
using workspace::Figure;
using workspace::ThingRef;

class Explainer {
public:
    Explainer(const workspace::Results& results, const FoundTerritory& found, Language language)
        : m_results(results),
          m_dataset(*results.dataset),
          m_found(found),
          m_language(language),
          m_row(results.coverage->row(found.level, found.row)),
          m_inside(m_dataset.territories.communes.size()) {
        for (const auto commune : found.communes) {
            m_inside[commune.value] = true;
        }
    }

    Explanation make(Figure figure) {
        m_made.figure = figure;
        switch (figure) {
            case Figure::kRate:
                rate();
                break;
            case Figure::kToCover:
                to_cover();
                break;
            case Figure::kTotal:
                total();
                break;
            case Figure::kCovered:
                covered();
                break;
            case Figure::kContracts:
                contracts();
                break;
            case Figure::kTarget:
                target();
                break;
            case Figure::kNone:
                return {};
        }
        add_sources();
        for (const auto& [key, value] : choice_texts(m_dataset.choices)) {
            m_made.switches.emplace_back(report::choice_name(key, m_language),
                                         report::choice_value_name(key, value, m_language));
        }
        return std::move(m_made);
    }

private:
    std::string text(MessageId id, std::initializer_list<MessageArgument> values = {}) const {
        return render({id, values}, m_language);
    }
    std::string whole(std::int64_t sum) const {
        return group_digits(indicators::shown_count(sum, m_row.years), m_language);
    }
    std::string counted_text(Count count) const {
        return m_row.has_counts ? count_text(count, m_row.years, m_language)
                                : text(screen::kMapUnknownValue);
    }
    void head(MessageId title, MessageId meaning) {
        m_made.title = text(title) + " · " + m_row.name;
        m_made.meaning = text(meaning);
    }
    void term(MessageId label, std::string value, std::string note = {}) {
        m_made.terms.push_back({text(label), std::move(value), std::move(note)});
    }

    void question_terms() {
        term(screen::kPaneTermDate, long_date(m_results.date, m_language));
        std::string years;
        for (const int year : m_results.coverage->years()) {
            years += (years.empty() ? "" : ", ") + std::to_string(year);
        }
        term(screen::kPaneTermYears, years.empty() ? kNothing : years,
             m_row.years > 1 ? text(screen::kPaneTermMean) : std::string());
        term(screen::kPaneTermVintage, std::to_string(m_dataset.territories.vintage.year));
    }

    void count_terms() {
        term(screen::kPaneColumnCovered, counted_text(m_row.range.covered));
        term(screen::kPaneColumnNotCovered, counted_text(m_row.range.rest));
        if (m_row.not_located.high > 0) {
            term(screen::kPaneColumnNotLocated, counted_text(m_row.not_located),
                 text(screen::kPaneNotLocatedNote));
        }
        term(screen::kPaneColumnSignatories, counted_text(m_row.range.total),
             m_row.range.total.is_exact() ? std::string() : text(screen::kPaneMaskedNote));
    }

    void rate() {
        head(screen::kPaneExplainRate, screen::kPaneExplainRateMeaning);
        if (m_row.rate) {
            const auto line = [&](const indicators::Rate& one) {
                return whole(one.num) + " ÷ " + whole(one.den) + " = " +
                       percent_text(one, m_language);
            };
            const auto low = line(m_row.rate->low);
            const auto high = line(m_row.rate->high);
            if (low == high) {
                m_made.formula = {low};
            } else {
                m_made.formula = {text(screen::kPaneAtLeast, {low}),
                                  text(screen::kPaneAtMost, {high})};
            }
        } else {
            m_made.formula = {text(screen::kPaneNoRateReason)};
        }
        count_terms();
        question_terms();
        add_contracts(false);
        add_cells(false);
    }

    void to_cover() {
        head(screen::kPaneExplainToCover, screen::kPaneExplainToCoverMeaning);
        if (!m_row.target || !m_row.to_cover) {
            m_made.formula = {
                text(screen::kPaneNoTargetNote, {std::to_string(year_of(m_results.date))})};
            question_terms();
            return;
        }
        // The smallest gap stands at the highest coverage and the largest at the lowest.
        const auto line = [&](const indicators::Rate& rate, std::int64_t result) {
            return share_text(*m_row.target, m_language) + " × " + whole(rate.den) + " − " +
                   whole(rate.num) + " → " + group_digits(result, m_language);
        };
        if (m_row.rate && m_row.to_cover->is_exact()) {
            m_made.formula = {line(m_row.rate->low, m_row.to_cover->low)};
        } else if (m_row.rate) {
            m_made.formula = {
                text(screen::kPaneAtLeast, {line(m_row.rate->high, m_row.to_cover->low)}),
                text(screen::kPaneAtMost, {line(m_row.rate->low, m_row.to_cover->high)})};
        }
        term(screen::kPaneColumnTarget, share_text(*m_row.target, m_language),
             std::to_string(year_of(m_results.date)));
        count_terms();
        question_terms();
        add_target();
        add_contracts(false);
    }

    void total() {
        head(screen::kPaneExplainTotal, screen::kPaneExplainTotalMeaning);
        m_made.formula = {counted_text(m_row.range.total)};
        count_terms();
        question_terms();
        add_totals();
        add_cells(false);
    }

    void covered() {
        head(screen::kPaneExplainCovered, screen::kPaneExplainCoveredMeaning);
        m_made.formula = {counted_text(m_row.range.covered)};
        count_terms();
        question_terms();
        add_contracts(true);
        add_cells(true);
    }

    void contracts() {
        head(screen::kPaneExplainContracts, screen::kPaneExplainContractsMeaning);
        m_made.formula = {text(screen::kPaneContractsCounted, {m_row.contracts})};
        if (m_row.contracts_not_counted > 0) {
            term(screen::kPaneOtherLevels, group_digits(m_row.contracts_not_counted, m_language));
        }
        term(screen::kPaneTermDate, long_date(m_results.date, m_language));
        add_contracts(false);
    }

    void target() {
        head(screen::kPaneExplainTarget, screen::kPaneExplainTargetMeaning);
        m_made.formula = {m_row.target ? share_text(*m_row.target, m_language)
                                       : text(screen::kPaneNoTargetNote,
                                              {std::to_string(year_of(m_results.date))})};
        if (m_row.rate) {
            term(screen::kPaneColumnCoverage, rate_words(*m_row.rate, m_language));
        }
        if (m_row.progress) {
            term(screen::kPaneProgress, rate_words(*m_row.progress, m_language),
                 text(screen::kPaneProgressNote));
        }
        term(screen::kPaneTermDate, long_date(m_results.date, m_language));
        add_target();
    }

    void add_target() {
        const auto year = year_of(m_results.date);
        const auto* found = indicators::target_of(m_dataset, m_found.level, m_found.row, year);
        if (found != nullptr) {
            push(ExplainedRow::Kind::kTarget, 0,
                 static_cast<std::size_t>(found - m_dataset.targets.data()), true, found->origin);
        }
    }

    void add_contracts(bool only_counted) {
        const auto reasons = contract_reasons(m_results);
        std::vector<std::size_t> touching;
        for (std::size_t i = 0; i < m_dataset.contracts.size(); ++i) {
            const auto& perimeter = perimeter_used(m_results, m_dataset.contracts[i]);
            if (std::any_of(perimeter.begin(), perimeter.end(),
                            [&](Index<Commune> one) { return m_inside[one.value]; })) {
                touching.push_back(i);
            }
        }
        for (const bool counted : {true, false}) {
            for (const auto i : touching) {
                if ((reasons[i] == Reason::kCounted) == counted && (counted || !only_counted)) {
                    push(ExplainedRow::Kind::kContract, 0, i, counted,
                         m_dataset.contracts[i].origin);
                }
            }
        }
    }

    bool holds(const CirYear& year, const CirCell& cell) const {
        if (cell.commune_count > 0) {
            const auto communes = year.communes_of(cell);
            return std::any_of(communes.begin(), communes.end(),
                               [&](Index<Commune> one) { return m_inside[one.value]; });
        }
        if (m_found.level == Level::kFrance) {
            return true;
        }
        if (!cell.department.valid()) {
            return false;
        }
        const auto region = m_dataset.territories.departments.parent[cell.department.value];
        return (m_found.level == Level::kDepartment && cell.department.value == m_found.row) ||
               (m_found.level == Level::kRegion && region.valid() && region.value == m_found.row);
    }

    void add_cells(bool only_covered) {
        const auto first = m_made.rows.size();
        for (std::uint32_t y = 0; y < m_dataset.cir.size(); ++y) {
            const auto& year = m_dataset.cir[y];
            const auto& asked = m_results.coverage->years();
            if (std::find(asked.begin(), asked.end(), year.year) == asked.end()) {
                continue;
            }
            for (std::size_t i = 0; i < year.cells.size(); ++i) {
                const auto& cell = year.cells[i];
                const auto communes = year.communes_of(cell);
                const bool covered = std::any_of(
                    communes.begin(), communes.end(),
                    [&](Index<Commune> one) { return m_results.coverage->covered(one); });
                if (holds(year, cell) && (covered || !only_covered)) {
                    push(ExplainedRow::Kind::kCell, y, i, covered, cell.origin);
                }
            }
        }
        // Covered ones first, then the largest: what makes the figure stands on top.
        const auto size = [&](const ExplainedRow& row) {
            const auto& count = m_dataset.cir[row.year].cells[row.row].count;
            return count.low + count.high;
        };
        std::stable_sort(m_made.rows.begin() + static_cast<std::ptrdiff_t>(first),
                         m_made.rows.end(), [&](const ExplainedRow& a, const ExplainedRow& b) {
                             return a.counted != b.counted ? a.counted : size(a) > size(b);
                         });
    }

    void add_totals() {
        for (std::uint32_t y = 0; y < m_dataset.cir.size(); ++y) {
            const auto& year = m_dataset.cir[y];
            const auto& totals =
                m_found.level == Level::kDepartment ? year.department_total : year.region_total;
            const bool has = m_found.level == Level::kDepartment || m_found.level == Level::kRegion;
            if (has && m_found.row < totals.size() && totals[m_found.row]) {
                term(screen::kPanePublished, group_digits(*totals[m_found.row], m_language),
                     std::to_string(year.year));
            }
        }
    }

    void push(ExplainedRow::Kind kind, std::uint32_t year, std::size_t row, bool counted,
              const Origin& origin) {
        m_made.rows.push_back({kind, year, static_cast<std::uint32_t>(row), counted});
        m_sources.insert(origin.source);
    }

    void add_sources() {
        for (const auto position : m_sources) {
            if (position >= m_dataset.ledger.sources.size()) {
                continue;
            }
            const auto& source = m_dataset.ledger.sources[position];
            m_made.sources.push_back(
                {origin_text(source, 0, m_language),
                 source.vintage ? text(screen::kPaneCodesOf, {std::to_string(source.vintage->year)})
                                : std::string(),
                 source.built_in ? text(screen::kPaneBuiltInFile)
                                 : render(report::sums_message(source), m_language)});
        }
    }

    const workspace::Results& m_results;
    const Dataset& m_dataset;
    const FoundTerritory& m_found;
    Language m_language;
    CoverageRow m_row;
    std::vector<bool> m_inside;  ///< By commune.
    std::set<std::uint32_t> m_sources;
    Explanation m_made;
};

std::string place_text(const Dataset& dataset, const Origin& origin, Language language) {
    return origin.source < dataset.ledger.sources.size()
               ? origin_text(dataset.ledger.sources[origin.source], origin.line, language)
               : std::string();
}

ExplainedText cell_row_text(const workspace::Results& results, const ExplainedRow& row,
                            Language language) {
    const auto& dataset = *results.dataset;
    const auto& year = dataset.cir[row.year];
    const auto& cell = year.cells[row.row];
    const auto& all = dataset.territories;
    ExplainedText made;
    made.right = count_cell(cell.count, 1, language);
    made.place = place_text(dataset, cell.origin, language);
    const auto communes = year.communes_of(cell);
    for (const auto commune : communes) {
        made.left += (made.left.empty() ? "" : ", ") + all.communes.name[commune.value];
    }
    if (communes.empty()) {
        made.left = render({screen::kPaneColumnNotLocated}, language);
        if (cell.department.valid()) {
            made.left += " · " + all.departments.name[cell.department.value];
        }
        made.note = render({screen::kPaneNotLocatedNote}, language);
        return made;
    }
    made.thing = {ThingRef::Kind::kCommune, all.communes.code[communes.front().value].string()};
    made.note = render({row.counted ? screen::kPaneCovered : screen::kPaneNotCovered}, language);
    return made;
}

}  // namespace

Explanation explain(const workspace::Results& results, const ThingRef& thing, Figure figure,
                    Language language) {
    const auto found = find_territory(results, thing);
    return found ? Explainer(results, *found, language).make(figure) : Explanation{};
}

ExplainedText row_text(const workspace::Results& results, const ExplainedRow& row,
                       Language language) {
    const auto& dataset = *results.dataset;
    ExplainedText made;
    switch (row.kind) {
        case ExplainedRow::Kind::kContract: {
            const auto& contract = dataset.contracts[row.row];
            const auto& perimeter = perimeter_used(results, contract);
            const auto years = std::max<std::int64_t>(
                1, static_cast<std::int64_t>(results.coverage->years().size()));
            made.left = contract.name;
            made.right = count_cell(signatories_of(results, perimeter), years, language);
            made.note =
                contract_detail(contract, static_cast<std::int64_t>(perimeter.size()), language);
            if (!row.counted) {
                const auto rules = indicators::counting_rules(dataset, results.coverage->query());
                made.note +=
                    " · " +
                    render({reason_word(indicators::counted(contract, results.date, rules))},
                           language);
            }
            made.place = place_text(dataset, contract.origin, language);
            made.thing = {ThingRef::Kind::kContract, contract.id};
            return made;
        }
        case ExplainedRow::Kind::kTarget: {
            const auto& target = dataset.targets[row.row];
            made.left =
                render({screen::kPaneColumnTarget}, language) + " " + std::to_string(target.year);
            made.right = share_text(target.rate, language);
            made.place = place_text(dataset, target.origin, language);
            return made;
        }
        case ExplainedRow::Kind::kCell:
            break;
    }
    return cell_row_text(results, row, language);
}

}  // namespace maillage::ui
