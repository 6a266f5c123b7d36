// SPDX-License-Identifier: Apache-2.0
#include "workspace/publication.hpp"

#include "base/disclosure_messages.hpp"
#include "base/pack_messages.hpp"
#include "base/sha256.hpp"
#include "disclosure/free_text.hpp"
#include "io/read.hpp"
#include "io/write.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 30U;
constexpr std::size_t kMostNamed = 4;

Result<disclosure::Publications> read_publications(const fs::path& file) {
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        return disclosure::Publications{};
    }
    const auto bytes = io::read_bytes(file, kMostBytes);
    if (!bytes) {
        return bytes.error();
    }
    auto read = disclosure::parse_publications(bytes->bytes);
    if (!read) {
        auto error = read.error();
        error.where = file.string();
        return error;
    }
    return read;
}

std::string key_of(const disclosure::PublishedNumber& number) {
    auto key = number.key + ";" + std::to_string(number.low) + ";" + std::to_string(number.high);
    for (const auto& [atom, factor] : number.terms) {
        key += ";" + std::to_string(factor) + "*" + atom;
    }
    return key;
}

/// What was published of the counts \p inputs.
std::set<std::string> numbers_of(const disclosure::Publications& all, const std::string& inputs) {
    std::set<std::string> keys;
    for (const auto& one : all) {
        for (const auto& number : one.numbers) {
            if (one.inputs == inputs) {
                keys.insert(key_of(number));
            }
        }
    }
    return keys;
}

/// "Orléans (45234)", "Loiret (45)": the name of what a key is about; the key's own words else.
std::string words_of_key(const Dataset& dataset, const std::string& key) {
    const auto colon = key.find(':');
    const auto kind = key.substr(0, colon);
    const auto code = colon == std::string::npos ? "" : key.substr(colon + 1);
    const auto& all = dataset.territories;
    const auto named = [&](const auto& table, const std::string& of) {
        for (std::size_t i = 0; i < table.size(); ++i) {
            if (table.code[i].string() == of) {
                return table.name[i] + " (" + of + ")";
            }
        }
        return key;
    };
    if (kind == "commune") {
        return named(all.communes, code);
    }
    if (kind == "epci") {
        return named(all.epcis, code.substr(0, code.find_first_of("/:")));
    }
    if (kind == "region") {
        return named(all.regions, code.substr(0, code.find(':')));
    }
    return kind == "departement" ? named(all.departments, code.substr(0, code.find(':'))) : key;
}

std::string list_of(const Dataset& dataset, const std::vector<std::string>& keys) {
    std::string text;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (i == kMostNamed) {
            return text + "…";
        }
        text += (i == 0 ? "" : ", ") + words_of_key(dataset, keys[i]);
    }
    return text;
}

MessageId words_of(disclosure::Proposal::Kind kind) {
    switch (kind) {
        case disclosure::Proposal::Kind::kSuppress:
            return disclosure::kProposeSuppress;
        case disclosure::Proposal::Kind::kCoarsen:
            return disclosure::kProposeCoarsen;
        case disclosure::Proposal::Kind::kRound:
            break;
    }
    return disclosure::kProposeRound;
}

struct Sentence {
    Language language;
    std::string operator()(const Message& message) const { return render(message, language); }
};

Error refusal(const Dataset& dataset, const disclosure::Findings& findings, Language language) {
    const Sentence say{language};
    if (findings.leaks.empty()) {
        return {Error::Code::kRefused,
                {disclosure::kContradiction, {std::to_string(findings.inconsistent.front())}},
                ""};
    }
    const auto& leak = findings.leaks.front();
    const bool itself = !leak.reach.attained;
    const auto how = itself ? say({disclosure::kSmallItself})
                     : leak.reach.low == leak.reach.high
                         ? say({disclosure::kFound, {leak.reach.low}})
                         : say({disclosure::kConfinedTo, {leak.reach.low, leak.reach.high}});
    std::string by;
    if (!leak.exported.empty()) {
        by = say({disclosure::kBy, {list_of(dataset, leak.exported)}});
    }
    std::string before;
    if (!leak.earlier.empty()) {
        before = say({disclosure::kByEarlier, {list_of(dataset, leak.earlier)}});
    }
    std::string what;
    for (const auto kind : leak.proposals) {
        what += (what.empty() ? "" : ", ") + say({words_of(kind)});
    }
    what += (what.empty() ? "" : ", ") + say({disclosure::kProposeHigher});
    return {Error::Code::kRefused,
            {disclosure::kRefused,
             {words_of_key(dataset, leak.secret), std::to_string(leak.year), how, by, before,
              say({disclosure::kProposals, {what}})}},
            ""};
}

}  // namespace

std::string counts_digest(const Dataset& dataset) {
    Sha256 hash;
    const auto& all = dataset.territories;
    for (const auto& year : dataset.cir) {
        hash.add(std::to_string(year.year));
        for (const auto& cell : year.cells) {
            std::string text = ";";
            for (const auto commune : year.communes_of(cell)) {
                text += all.communes.code[commune.value].string() + "+";
            }
            text += cell.department.valid() ? all.departments.code[cell.department.value].string()
                                            : std::string();
            text += "=" + std::to_string(cell.count.low) + "-" + std::to_string(cell.count.high);
            hash.add(text);
        }
    }
    return hash.hex();
}

std::optional<fs::path> register_of(const std::optional<fs::path>& workspace) {
    std::error_code failed;
    if (!workspace) {
        return std::nullopt;
    }
    if (fs::is_directory(*workspace, failed)) {
        return *workspace / kPublicationsFile;
    }
    return workspace->filename() == "maillage.toml"
               ? std::optional(workspace->parent_path() / kPublicationsFile)
               : std::nullopt;
}

Result<Publication> publish(const DatasetPtr& dataset, const disclosure::Rule& rule,
                            const std::optional<fs::path>& register_file, Language language,
                            const Progress& progress) {
    Publication made;
    made.inputs = counts_digest(*dataset);
    made.register_file = register_file;
    if (register_file) {
        auto before = read_publications(*register_file);
        if (!before) {
            return before.error();
        }
        made.earlier = std::move(before).value();
    }
    auto protectedly =
        disclosure::publishable(*dataset, rule, made.earlier, made.inputs, 0, progress);
    if (!protectedly) {
        return protectedly.error();
    }
    made.publishable = std::move(protectedly).value();
    if (!made.publishable.findings.passed()) {
        return refusal(*dataset, made.publishable.findings, language);
    }
    return made;
}

Result<Done> note_publication(const Publication& publication, const std::string& name, Date today) {
    if (!publication.register_file) {
        return Done{};
    }
    auto read = read_publications(*publication.register_file);
    if (!read) {
        return read.error();
    }
    auto all = std::move(read).value();
    const auto& numbers = publication.publishable.numbers;
    const auto audited = numbers_of(publication.earlier, publication.inputs);
    const auto registered = numbers_of(all, publication.inputs);
    std::set<std::string> said;
    disclosure::PublishedExport fresh{today, name, publication.inputs, {}};
    for (const auto& number : numbers) {
        const auto& key = *said.insert(key_of(number)).first;
        if (!registered.contains(key)) {
            fresh.numbers.push_back(number);
        }
    }
    if (std::any_of(registered.begin(), registered.end(), [&](const std::string& key) {
            return !audited.contains(key) && !said.contains(key);
        })) {
        return Error{Error::Code::kRefused,
                     {disclosure::kRegisterChanged},
                     publication.register_file->string()};
    }
    all.push_back(std::move(fresh));
    return io::write_file(*publication.register_file, disclosure::publications_text(all));
}

std::string mode_words(const Dataset& dataset, Language language) {
    return disclosure::is_publishable(dataset) ? std::string()
                                               : render({pack::kModeInternal}, language) + ".";
}

std::string shown_text(const Dataset& dataset, const std::string& text) {
    return disclosure::is_publishable(dataset) ? disclosure::without_counts(text) : text;
}

carto::MapRequest shown_map(const Dataset& dataset, carto::MapRequest map) {
    auto& texts = map.texts;
    for (auto* text : {&texts.title, &texts.subtitle, &texts.legend, &texts.source}) {
        *text = shown_text(dataset, *text);
    }
    return map;
}

std::vector<std::string> audit_words(const Publication& publication, Language language) {
    const Sentence say{language};
    const auto& found = publication.publishable.findings;
    const auto small = found.rule.small_counts();
    std::vector<std::string> words;
    if (found.small == 0 && found.secondary == 0) {
        words.push_back(say({disclosure::kAuditNothing, {small.low, small.high}}));
    } else {
        words.push_back(say({disclosure::kAuditHidden,
                             {found.small, small.low, small.high, found.secondary, found.sums}}));
        words.push_back(say({disclosure::kAuditShared}));
    }
    const auto earlier =
        found.earlier == 0 ? std::string() : say({disclosure::kAuditEarlier, {found.earlier}});
    words.push_back(say({disclosure::kAuditPassed, {found.secrets, found.numbers, earlier}}));
    if (found.remarks > 0) {
        words.push_back(say({disclosure::kAuditRemarks, {found.remarks}}));
    }
    if (found.other_counts > 0) {
        words.push_back(
            say({disclosure::kOtherCounts, {static_cast<std::int64_t>(found.other_counts)}}));
    }
    if (!publication.register_file) {
        words.push_back(say({disclosure::kNoRegister}));
    }
    return words;
}

}  // namespace maillage::workspace
