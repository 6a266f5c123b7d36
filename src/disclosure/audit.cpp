// SPDX-License-Identifier: Apache-2.0
#include "disclosure/audit.hpp"

#include "base/parallel.hpp"
#include "disclosure/attack.hpp"
#include "disclosure/explain.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>

namespace maillage::disclosure {
namespace {

using Numbers = std::vector<std::uint32_t>;

/// Statements in one row: knowledge, then what is exported, then what was.
class Auditor {
public:
    Auditor(const Disclosure& disclosure, const AuditLimits& limits)
        : m_disclosure(disclosure),
          m_limits(limits),
          m_first_exported(disclosure.knowledge.size()),
          m_first_earlier(m_first_exported + disclosure.exported.size()) {
        for (const auto* part :
             {&disclosure.knowledge, &disclosure.exported, &disclosure.earlier}) {
            m_statements.insert(m_statements.end(), part->begin(), part->end());
        }
        m_background.assign(m_statements.size(), false);
        std::fill_n(m_background.begin(), m_first_exported, true);
        m_all.resize(m_statements.size());
        std::iota(m_all.begin(), m_all.end(), 0U);
    }

    Audit run() {
        const Attack attack(m_disclosure.priors, m_statements);
        std::vector<Form> targets;
        for (const auto& secret : m_disclosure.secrets) {
            targets.push_back(secret.form);
        }
        Audit audit;
        audit.small = small_counts();
        audit.reach = attack.reach(targets, m_all, m_limits.threads);
        audit.consistent = targets.empty() || !audit.reach.empty();
        for (std::uint32_t i = 0; i < audit.reach.size(); ++i) {
            if (!is_kept(m_disclosure.secrets[i].protection, audit.reach[i])) {
                audit.exposures.push_back({i, audit.reach[i], {}, {}, {}});
            }
        }
        const auto explained = std::min(audit.exposures.size(), m_limits.explained);
        in_chunks(explained, 1, m_limits.threads, [&](std::size_t first, std::size_t last) {
            for (auto i = first; i < last; ++i) {
                explain(attack, audit.exposures[i]);
            }
        });
        return audit;
    }

private:
    Numbers small_counts() const {
        Numbers small;
        for (std::uint32_t e = 0; e < m_disclosure.exported.size(); ++e) {
            const auto& statement = m_disclosure.exported[e];
            if (statement.low == statement.high && m_disclosure.rule.hides(statement.low) &&
                std::all_of(statement.form.begin(), statement.form.end(),
                            [](const Term& term) { return term.factor == 1; })) {
                small.push_back(e);
            }
        }
        return small;
    }

    void explain(const Attack& attack, Exposure& exposure) const {
        const auto& secret = m_disclosure.secrets[exposure.secret];
        for (const auto s :
             revealing(attack, secret.form, secret.protection, m_all, m_background)) {
            if (s < m_first_earlier) {
                exposure.exported.push_back(static_cast<std::uint32_t>(s - m_first_exported));
            } else {
                exposure.earlier.push_back(static_cast<std::uint32_t>(s - m_first_earlier));
            }
        }
        propose(attack, secret, exposure);
    }

    /// Each change alone is tried on everything that is published.
    void propose(const Attack& attack, const Secret& secret, Exposure& exposure) const {
        for (const auto e : exposure.exported) {
            if (keeps(attack, secret, {e})) {
                exposure.proposals.push_back({Proposal::Kind::kSuppress, {e}, 0});
                break;
            }
        }
        Numbers parts;
        std::copy_if(exposure.exported.begin(), exposure.exported.end(), std::back_inserter(parts),
                     [&](std::uint32_t e) { return m_disclosure.exported[e].form.size() == 1; });
        if (parts.size() > 1 && keeps(attack, secret, parts)) {
            exposure.proposals.push_back({Proposal::Kind::kCoarsen, parts, 0});
        }
        propose_rounding(secret, exposure);
    }

    void propose_rounding(const Secret& secret, Exposure& exposure) const {
        for (const auto base : std::to_array<std::int64_t>({3, 5, 10})) {
            for (const auto e : exposure.exported) {
                const auto& statement = m_disclosure.exported[e];
                if (statement.low != statement.high || statement.low < 0) {
                    continue;
                }
                auto changed = m_statements;
                changed[m_first_exported + e] = rounded(statement, base);
                if (is_kept_by(Attack(m_disclosure.priors, changed), secret, m_all)) {
                    exposure.proposals.push_back({Proposal::Kind::kRound, {e}, base});
                    return;
                }
            }
        }
    }

    bool keeps(const Attack& attack, const Secret& secret, const Numbers& without) const {
        Numbers used;
        std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(used), [&](std::uint32_t s) {
            return s < m_first_exported ||
                   std::find(without.begin(), without.end(), s - m_first_exported) == without.end();
        });
        return is_kept_by(attack, secret, used);
    }

    static bool is_kept_by(const Attack& attack, const Secret& secret, const Numbers& used) {
        const auto reach = attack.reach(std::span(&secret.form, 1), used);
        return !reach.empty() && is_kept(secret.protection, reach[0]);
    }

    const Disclosure& m_disclosure;
    AuditLimits m_limits;
    std::size_t m_first_exported;
    std::size_t m_first_earlier;
    std::vector<Statement> m_statements;
    std::vector<bool> m_background;
    Numbers m_all;
};

}  // namespace

Audit audit(const Disclosure& disclosure, const AuditLimits& limits) {
    return Auditor(disclosure, limits).run();
}

Statement rounded(Statement statement, std::int64_t base) {
    assert(base >= 2 && statement.low == statement.high && statement.low >= 0);
    // Half up: base 3 takes 1 below and 1 above, base 10 takes 5 below and 4 above.
    const auto multiple = (statement.low + base / 2) / base * base;
    statement.low = std::max<std::int64_t>(multiple - base / 2, 0);
    statement.high = multiple + (base - 1) / 2;
    return statement;
}

}  // namespace maillage::disclosure
