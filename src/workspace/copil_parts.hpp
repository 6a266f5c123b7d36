// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The sections of a file for a meeting, each a function of one ground.

#include "base/pack_messages.hpp"
#include "disclosure/publishable.hpp"
#include "indicators/coverage_state.hpp"
#include "planning/candidates.hpp"
#include "workspace/copil.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maillage::workspace {

/// What every section starts from.
struct CopilGround {
    const CopilSource& source;
    const CopilRequest& request;
    Asked asked;
    std::shared_ptr<const indicators::CoverageState> coverage;
    indicators::Level level = indicators::Level::kFrance;
    std::size_t territory = 0;
    planning::Scope scope;
    std::vector<bool> inside;     ///< By commune.
    indicators::CoverageRow row;  ///< Of the territory.
    std::string name;             ///< "Loiret"
    std::string of;               ///< "du Loiret"
    std::string note;             ///< Sources, vintage, date.
    std::vector<bool> touching;   ///< By contract: whether it holds a commune of the territory.
    std::int64_t communes = 0;    ///< Of the territory;
    std::int64_t masked = 0;      ///< those whose count is an interval.

    const Dataset& data() const { return *source.dataset(); }
    Language language() const { return request.language; }
    std::string say(const Message& message) const { return render(message, request.language); }
    /// A sentence about a count: {0} is the count or, in \p between, its greatest value, where the
    /// least one comes after \p others.
    std::string say_count(Count sum, std::int64_t years, MessageId exact, MessageId between,
                          std::vector<MessageArgument> others) const;
    /// Said on every page and map.
    std::string mode() const {
        return say(
            {disclosure::is_publishable(data()) ? pack::kModePublishable : pack::kModeInternal});
    }
    Date date() const { return asked.query.date; }
    /// Years the data have a target of the territory for, ascending.
    std::vector<int> target_years() const;
};

report::Section figures_section(const CopilGround& ground);
Result<report::Section> map_section(const CopilGround& ground, const Progress& progress);
Result<std::vector<report::Section>> contract_sections(const CopilGround& ground, Date today,
                                                       const Progress& progress);
report::Section trajectory_section(const CopilGround& ground);
Result<std::vector<report::Section>> next_sections(const CopilGround& ground,
                                                   const Progress& progress);
/// Nothing where the data have no prefecture.
Result<std::optional<report::Section>> access_section(const CopilGround& ground, Date today,
                                                      const Progress& progress);
/// Nothing where the data are of this territory only.
std::optional<report::Section> comparison_section(const CopilGround& ground);
report::Section overlap_section(const CopilGround& ground);
report::Section quality_section(const CopilGround& ground);
/// \param left_out Subjects that the data have nothing for.
report::Section method_section(const CopilGround& ground, const std::vector<std::string>& left_out);

/// What a workbook holds of a table about these territories: bounds as numbers, with their formats.
void with_numbers(report::TableBlock& block, const std::vector<indicators::CoverageRow>& rows);

/// A map of the territory that fills the room of a page. \param name Of its file.
Result<report::MapBlock> copil_map(const CopilGround& ground, carto::View view,
                                   const std::string& name, const Progress& progress);

}  // namespace maillage::workspace
