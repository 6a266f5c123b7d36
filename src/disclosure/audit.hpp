// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Attacks what an export is about to publish, together with what was published before.

#include "disclosure/rule.hpp"
#include "disclosure/statement.hpp"
#include "disclosure/table.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace maillage::disclosure {

/// Everything that a reader of the export has.
struct Disclosure {
    Rule rule;
    std::vector<Count> priors;         ///< By atom: public_priors().
    std::vector<Statement> knowledge;  ///< What everybody knows: public_knowledge().
    std::vector<Statement> exported;   ///< What this export says, every number of every file.
    std::vector<Statement> earlier;    ///< What earlier exports said.
    std::vector<Secret> secrets;       ///< secrets_of().
};

/// A change of the export that keeps the secret again: checked, not guessed.
struct Proposal {
    enum class Kind : std::uint8_t {
        kSuppress,  ///< Leave out the number.
        kCoarsen,   ///< Leave out the parts, give their sums only.
        kRound      ///< Give the number to the nearest multiple of `base`.
    };
    Kind kind = Kind::kSuppress;
    std::vector<std::uint32_t> exported;  ///< Positions in Disclosure::exported.
    std::int64_t base = 0;                ///< kRound: 3, 5 or 10.
    friend bool operator==(const Proposal&, const Proposal&) = default;
};

/// A hidden count that can be confined more tightly than its protection.
struct Exposure {
    std::uint32_t secret = 0;  ///< Position in Disclosure::secrets.
    Reach reach;
    /// The numbers that reveal it: without any of them the others no longer do. Empty for
    /// exposures beyond AuditLimits::explained.
    std::vector<std::uint32_t> exported;
    std::vector<std::uint32_t> earlier;
    /// Empty where no single change helps, as when earlier exports alone reveal it.
    std::vector<Proposal> proposals;
};

struct AuditLimits {
    std::size_t explained = 10;  ///< Exposures that are explained, with proposals.
    unsigned threads = 0;        ///< 0 = all cores; the result is the same for any number.
};

/// Whether an export may be written, and why not.
struct Audit {
    /// false: the numbers contradict each other, as when earlier exports came from other counts;
    /// then nothing can be said about the secrets and the export is refused.
    bool consistent = true;
    std::vector<Reach> reach;  ///< By secret; empty when not consistent.
    std::vector<Exposure> exposures;
    /// Positions in Disclosure::exported of plain sums that are small counts themselves.
    std::vector<std::uint32_t> small;
    bool passed() const noexcept { return consistent && exposures.empty() && small.empty(); }
};

/// Every secret against every number (methods.md § 7). A secret passes only when tables of whole
/// numbers were found that say all that is published and in which it has both ends of what its
/// protection asks for.
Audit audit(const Disclosure& disclosure, const AuditLimits& limits = {});

/// \p statement as it is when the number is given to the nearest multiple of \p base (half up).
/// \pre base ≥ 2; the statement gives an exact number ≥ 0
Statement rounded(Statement statement, std::int64_t base);

}  // namespace maillage::disclosure
