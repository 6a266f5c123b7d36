// SPDX-License-Identifier: Apache-2.0
#include "workspace/copil_journal.hpp"

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "io/write.hpp"
#include "model/rule_set.hpp"
#include "report/tables.hpp"
#include "workspace/publication.hpp"

#include <algorithm>
#include <fstream>
#include <utility>

namespace maillage::workspace {
namespace {

constexpr const char* kFile = "copil.etat";

/// All of a rule that a file can show or that decides what it shows.
std::string rule_text(const FundingRule& rule, Language language) {
    const auto number = [](const std::optional<std::int64_t>& value) {
        return value ? std::to_string(*value) + ";" : ";";
    };
    auto text = rule.id + ";" + rule.section + ";" + rule.sentence.in(language) + ";" +
                std::to_string(static_cast<int>(rule.test)) + ";" +
                std::to_string(static_cast<int>(rule.applies)) + (rule.advice ? ";1;" : ";0;");
    text += number(rule.most_cents) + number(rule.exception_inhabitants_above) +
            number(rule.exception_signatories_from) + number(rule.exception_year) +
            number(rule.number) + rule.domain + ";";
    for (const int year : rule.years) {
        text += number(year);
    }
    if (rule.least) {
        text += number(rule.least->numerator) + number(rule.least->denominator);
    }
    return rule.until ? text + iso_date(*rule.until) : text;
}

}  // namespace

std::string copil_key(const Dataset& dataset, const std::vector<RuleSet>& rules,
                      const CopilRequest& request, Date date) {
    Sha256 hash;
    const auto add = [&](std::string_view text) {
        hash.add(text);
        hash.add("\n");
    };
    add(request.version);
    add(request.language == Language::kFrench ? "fr" : "en");
    for (const double length :
         {request.page.width, request.page.height, request.page.margin, request.page.text_size}) {
        add(std::to_string(length));
    }
    add(iso_date(date));
    for (const int year : request.coverage.years) {
        add(std::to_string(year));
    }
    add(request.coverage.include_all_levels ? "all" : "counted");
    for (const auto& source : dataset.ledger.sources) {
        add(source.path);
        add(source.sha256);
    }
    add(counts_digest(dataset));
    for (const auto& line : request.audit) {
        add(line);
    }
    for (const auto& notice : report::notices(dataset, Language::kFrench)) {
        add(notice);
    }
    for (const auto& set : rules) {
        add(std::to_string(set.year) + set.source.in(request.language));
        for (const auto& rule : set.rules) {
            add(rule_text(rule, request.language));
        }
        for (const auto& deadline : set.deadlines) {
            add(iso_date(deadline.date) + deadline.what.in(request.language));
        }
    }
    for (const auto department : dataset.scope) {
        add(dataset.territories.departments.code[department.value].text());
    }
    return hash.hex();
}

CopilJournal::CopilJournal(std::filesystem::path folder, std::string key)
    : m_folder(std::move(folder)), m_key(std::move(key)) {
    std::ifstream in(m_folder / kFile);
    for (std::string line; std::getline(in, line);) {
        const auto parts = split(line, '\t');
        if (parts.size() < 3 || parts[1] != m_key) {
            continue;
        }
        std::vector<std::string> names(parts.begin() + 2, parts.end());
        // A name with a folder in it is not of ours.
        if (std::none_of(names.begin(), names.end(), [](const std::string& name) {
                return name.find('/') != std::string::npos;
            })) {
            m_files[std::string(parts[0])] = std::move(names);
        }
    }
}

std::optional<std::vector<std::filesystem::path>> CopilJournal::done(
    const std::string& stem) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_files.find(stem);
    if (found == m_files.end()) {
        return std::nullopt;
    }
    std::vector<std::filesystem::path> paths;
    for (const auto& name : found->second) {
        std::error_code error;
        if (!std::filesystem::is_regular_file(m_folder / name, error)) {
            return std::nullopt;
        }
        paths.push_back(m_folder / name);
    }
    return paths;
}

Result<Done> CopilJournal::add(const std::string& stem,
                               const std::vector<std::filesystem::path>& files) {
    const std::lock_guard lock(m_mutex);
    auto& names = m_files[stem];
    names.clear();
    for (const auto& file : files) {
        names.push_back(file.filename().string());
    }
    std::string text;
    for (const auto& [one, list] : m_files) {
        text += one + "\t" + m_key;
        for (const auto& name : list) {
            text += "\t" + name;
        }
        text += "\n";
    }
    return io::write_file(m_folder / kFile, text);
}

}  // namespace maillage::workspace
