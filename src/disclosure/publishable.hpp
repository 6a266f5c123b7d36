// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A dataset that may be published: what is computed from it says no more than it does.
///
/// Small counts, and the counts without which they could be found (suppress.hpp), stand in it only
/// as the sum of several communes, or as the interval that the rule stands for. Indicators, plans,
/// maps and texts are then made from this dataset as from any other: nothing that they show, down
/// to the decimals of a rate or the bounds of a class, depends on anything else. So there is one
/// place that decides what is published, and an audit of it holds for every file made from it.

#include "base/progress.hpp"
#include "disclosure/audit.hpp"
#include "disclosure/publications.hpp"
#include "disclosure/rule.hpp"
#include "model/dataset.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::disclosure {

/// A hidden count that what would be published confines too tightly: why nothing is published.
struct Leak {
    std::string secret;  ///< Key of its cell: "commune:45234".
    int year = 0;
    Reach reach;
    std::vector<std::string> exported;  ///< Keys of the numbers that reveal it: of this dataset,
    std::vector<std::string> earlier;   ///< of earlier exports.
    std::vector<Proposal::Kind> proposals;
};

/// What was hidden and how it was checked; sums over years and departments.
struct Findings {
    Rule rule;
    std::int64_t small = 0;      ///< Counts of communes hidden by the rule.
    std::int64_t secondary = 0;  ///< Counts of communes hidden for their sake.
    std::int64_t remarks = 0;    ///< Entries of the ledger on files of counts, left out.
    std::int64_t sums = 0;       ///< Totals of EPCI and departments that are not published.
    /// What hiding for the sake of others costs (suppress.hpp), and what it costs at least. Made
    /// from what is hidden: not to be published.
    std::int64_t cost = 0;
    std::int64_t bound = 0;
    std::int64_t secrets = 0;      ///< Attacked, with
    std::int64_t numbers = 0;      ///< so many numbers of this dataset
    std::int64_t earlier = 0;      ///< and so many of earlier exports that say something else.
    std::size_t other_counts = 0;  ///< Earlier exports made from other counts: not compared.
    std::vector<Leak> leaks;
    /// The numbers contradict earlier exports, of these years.
    std::vector<int> inconsistent;
    bool passed() const noexcept { return leaks.empty() && inconsistent.empty(); }
};

struct Publishable {
    DatasetPtr dataset;  ///< Null where the audit failed: nothing may be published.
    Findings findings;
    /// What the dataset says, for the register; in the order of years and departments.
    std::vector<PublishedNumber> numbers;
};

/// Whether \p dataset was made by publishable(): its notices say so, on every output.
bool is_publishable(const Dataset& dataset);

/// \p dataset with the counts of all years protected by \p rule, beside \p earlier exports made
/// from the same \p inputs (PublishedExport::inputs). In it
/// - communes whose count is hidden share one count with others of their EPCI in the department, at
///   least the threshold, where the total of the EPCI may be published; else with others of the
///   department;
/// - a small count that no sum can hold is the interval of the rule, as are small counts of
///   signatories not located;
/// - masks of the source stay as they are; a published total of the source is left out where it
///   would narrow one of them, or give a small difference;
/// - entries of the ledger on files of counts are left out, as they quote what the files say, and
///   so are the sums of these files' bytes.
/// The same for any number of \p threads (0 = all cores). \returns kCancelled.
Result<Publishable> publishable(const Dataset& dataset, const Rule& rule,
                                const Publications& earlier, std::string_view inputs,
                                unsigned threads, const Progress& progress);

}  // namespace maillage::disclosure
