// SPDX-License-Identifier: Apache-2.0
#include "io/rule_set_file.hpp"

#include "base/planning_messages.hpp"
#include "io/file_error.hpp"
#include "io/read.hpp"
#include "io/toml_reader.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 20U;
constexpr std::int64_t kCentsOfEuro = 100;

/// One table of a rule set; says which rule lacks what.
class RuleTable {
public:
    explicit RuleTable(const toml::table& table) : m_table(table), m_reader(table) {}

    TomlReader& reader() { return m_reader; }

    std::string needed_text(std::string_view key) {
        auto text = m_reader.text(key);
        if (text.empty()) {
            missing(key);
        }
        return text;
    }
    TwoTexts sentence() { return {needed_text("french"), needed_text("english")}; }

    /// A whole number ≥ 0; nothing where the key is not there.
    std::optional<std::int64_t> number(std::string_view key) {
        constexpr std::int64_t kMost = 10'000'000'000;
        const auto* node = m_reader.node(key);
        if (node == nullptr) {
            return std::nullopt;
        }
        const auto* whole = node->as_integer();
        if (whole == nullptr || whole->get() < 0 || whole->get() > kMost) {
            wrong(*node, key);
            return std::nullopt;
        }
        return whole->get();
    }
    std::optional<std::int64_t> needed_number(std::string_view key) {
        const auto value = number(key);
        if (!value) {
            missing(key);
        }
        return value;
    }
    Date needed_date(std::string_view key) {
        const auto date = m_reader.date(key);
        if (!date) {
            missing(key);
        }
        return date.value_or(Date{});
    }
    std::optional<Share> needed_share(std::string_view key) {
        const auto text = needed_text(key);
        const auto share = parse_share(text);
        if (!share && !text.empty()) {
            wrong(*m_reader.node(key), key);
        }
        return share;
    }
    template <typename Value>
    Value word(std::string_view key, std::optional<Value> (*parse)(std::string_view),
               const std::vector<std::string>& known, Value otherwise) {
        const auto* node = m_reader.node(key);
        if (node == nullptr) {
            return otherwise;
        }
        const auto text = m_reader.text(key);
        const auto value = parse(text);
        if (!value) {
            m_reader.fail(Error::Code::kParse,
                          {planning::kRuleWordUnknown,
                           {place_of(*node).line, std::string(key), text, listed(known)}});
        }
        return value.value_or(otherwise);
    }

    void missing(std::string_view key) {
        m_reader.fail(Error::Code::kParse,
                      {planning::kRuleKeyMissing, {place_of(m_table).line, std::string(key)}});
    }
    void wrong(const toml::node& node, std::string_view key) {
        m_reader.fail(Error::Code::kParse,
                      {planning::kRuleValueWrong, {place_of(node).line, std::string(key)}});
    }

    /// The first thing that is wrong, unknown keys last.
    std::optional<Error> error() const {
        if (m_reader.error()) {
            return m_reader.error();
        }
        std::vector<Error> remarks;
        m_reader.report_unknown(remarks);
        return remarks.empty() ? std::nullopt : std::optional(remarks.front());
    }

private:
    const toml::table& m_table;
    TomlReader m_reader;
};

std::optional<std::int64_t> in_cents(std::optional<std::int64_t> euros) {
    return euros ? std::optional(*euros * kCentsOfEuro) : std::nullopt;
}

/// The exception of large territories: all three values or none.
void read_exception(RuleTable& table, FundingRule& rule) {
    rule.exception_inhabitants_above = table.number("exception_inhabitants_above");
    rule.exception_signatories_from = table.number("exception_signatories_from");
    const auto years = table.reader().years("exception_year");
    const int there = (rule.exception_inhabitants_above ? 1 : 0) +
                      (rule.exception_signatories_from ? 1 : 0) + (years.size() == 1 ? 1 : 0);
    if (there == 3) {
        rule.exception_year = years.front();
    } else if (there != 0 || !years.empty()) {
        table.missing(!rule.exception_inhabitants_above  ? "exception_inhabitants_above"
                      : !rule.exception_signatories_from ? "exception_signatories_from"
                                                         : "exception_year");
    }
}

/// The thresholds of the rule's test; those of other tests are then unknown keys.
void read_thresholds(RuleTable& table, FundingRule& rule) {
    switch (rule.test) {
        case RuleTest::kAmountAtMost:
            rule.most_cents = in_cents(table.needed_number("most"));
            read_exception(table, rule);
            break;
        case RuleTest::kRenewalAtMostPrevious:
            rule.most_cents = in_cents(table.number("most"));
            break;
        case RuleTest::kAmountForMean:
            rule.years = table.reader().years("years");
            if (rule.years.empty()) {
                table.missing("years");
            }
            break;
        case RuleTest::kCoordinatorShare:
            rule.least = table.needed_share("least");
            break;
        case RuleTest::kDomainsAtLeast:
            rule.number = table.needed_number("number").value_or(0);
            break;
        case RuleTest::kDomainIfCompetent:
            rule.domain = table.needed_text("domain");
            break;
        case RuleTest::kFiledBy:
            rule.until = table.needed_date("until");
            break;
        case RuleTest::kAmountForSignatories:
        case RuleTest::kParticipation:
        case RuleTest::kReportComplete:
        case RuleTest::kToVerify:
            break;
    }
}

Result<FundingRule> read_rule(const toml::table& toml) {
    RuleTable table(toml);
    FundingRule rule;
    rule.id = table.needed_text("id");
    rule.section = table.needed_text("section");
    rule.sentence = table.sentence();
    rule.advice = table.reader().flag("advice");
    if (table.reader().node("test") == nullptr) {
        table.missing("test");
    }
    rule.test =
        table.word<RuleTest>("test", parse_rule_test, rule_test_texts(), RuleTest::kToVerify);
    rule.applies =
        table.word<AppliesTo>("applies", parse_applies_to, applies_to_texts(), AppliesTo::kAll);
    read_thresholds(table, rule);
    if (const auto error = table.error()) {
        return *error;
    }
    return rule;
}

Result<IntegrationDomain> read_domain(const toml::table& toml) {
    RuleTable table(toml);
    IntegrationDomain domain{table.needed_text("id"), table.reader().texts("words")};
    if (const auto error = table.error()) {
        return *error;
    }
    return domain;
}

Result<Deadline> read_deadline(const toml::table& toml) {
    RuleTable table(toml);
    Deadline deadline;
    deadline.date = table.needed_date("date");
    deadline.section = table.needed_text("section");
    deadline.what = table.sentence();
    deadline.applies = table.word<AppliesTo>("applies", parse_applies_to, applies_to_texts(),
                                             AppliesTo::kNoContract);
    if (const auto error = table.error()) {
        return *error;
    }
    return deadline;
}

/// Reads every [[key]] into \p into. \returns The first error.
template <typename Value>
std::optional<Error> read_each(TomlReader& root, std::string_view key,
                               Result<Value> (*read)(const toml::table&),
                               std::vector<Value>& into) {
    for (const auto* table : root.tables(key)) {
        auto value = read(*table);
        if (!value) {
            return value.error();
        }
        into.push_back(std::move(value).value());
    }
    return root.error();
}

/// What the parts say about each other.
std::optional<Error> check_together(const RuleSet& set) {
    for (std::size_t i = 0; i < set.rules.size(); ++i) {
        const auto& rule = set.rules[i];
        const auto same = [&](const FundingRule& other) { return other.id == rule.id; };
        const auto before = set.rules.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::any_of(set.rules.begin(), before, same)) {
            return Error{Error::Code::kParse, {planning::kRuleTwice, {rule.id}}, ""};
        }
        const bool known = std::any_of(set.domains.begin(), set.domains.end(),
                                       [&](const auto& one) { return one.id == rule.domain; });
        if (!rule.domain.empty() && !known) {
            return Error{
                Error::Code::kParse, {planning::kRuleDomainUnknown, {rule.id, rule.domain}}, ""};
        }
    }
    return std::nullopt;
}

Result<RuleSet> read_root(const toml::table& toml) {
    RuleTable table(toml);
    auto& root = table.reader();
    RuleSet set;
    const auto years = root.years("year");
    if (years.size() != 1) {
        table.missing("year");
    } else {
        set.year = years.front();
    }
    set.source = table.sentence();
    auto error = read_each(root, "domain", read_domain, set.domains);
    if (!error) {
        error = read_each(root, "rule", read_rule, set.rules);
    }
    if (!error) {
        error = read_each(root, "deadline", read_deadline, set.deadlines);
    }
    if (!error) {
        error = table.error();
    }
    if (!error) {
        error = check_together(set);
    }
    if (error) {
        return *error;
    }
    std::stable_sort(set.deadlines.begin(), set.deadlines.end(),
                     [](const Deadline& a, const Deadline& b) { return a.date < b.date; });
    return set;
}

}  // namespace

Result<RuleSet> parse_rule_set(std::string_view text) {
    const auto table = parse_toml(text);
    return table ? read_root(*table) : Result<RuleSet>(table.error());
}

Result<std::vector<RuleSet>> read_rule_sets(const fs::path& folder) {
    std::vector<RuleSet> sets;
    std::error_code failed;
    if (!fs::is_directory(folder, failed)) {
        return sets;
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        if (entry.path().extension() == ".toml") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        auto bytes = read_bytes(file, kMaxBytes);
        if (!bytes) {
            return bytes.error();
        }
        auto set = parse_rule_set(bytes->bytes);
        if (!set) {
            auto error = set.error();
            error.where = file.filename().string();
            return error;
        }
        const int year = set->year;
        if (std::any_of(sets.begin(), sets.end(),
                        [year](const RuleSet& one) { return one.year == year; })) {
            return Error{Error::Code::kParse,
                         {planning::kRuleSetTwice, {std::to_string(year)}},
                         file.filename().string()};
        }
        sets.push_back(std::move(set).value());
    }
    std::sort(sets.begin(), sets.end(),
              [](const RuleSet& a, const RuleSet& b) { return a.year < b.year; });
    return sets;
}

}  // namespace maillage::io
