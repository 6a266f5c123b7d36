// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "report/print.hpp"
#include "report/tables.hpp"
#include "report/wrapped_text.hpp"

namespace maillage::report {
namespace {

MessageId severity_title(Severity severity) {
    switch (severity) {
        case Severity::kError:
            return MessageId::kSeverityError;
        case Severity::kWarning:
            return MessageId::kSeverityWarning;
        case Severity::kInformation:
            break;
    }
    return MessageId::kSeverityInformation;
}

/// "ligne 9, Nb de CIR signés : " before a remark, as far as it is known.
std::string place_text(const LedgerEntry& entry, Language language) {
    if (entry.origin.line != 0 && !entry.column.empty()) {
        return render({MessageId::kPlaceCell, {std::to_string(entry.origin.line), entry.column}},
                      language);
    }
    if (entry.origin.line != 0) {
        return render({MessageId::kPlaceRow, {std::to_string(entry.origin.line)}}, language);
    }
    return "";
}

constexpr std::size_t kIndent = 16;

std::string remark_text(const LedgerEntry& entry, Language language, std::size_t width) {
    auto title = "  " + render({severity_title(entry.severity)}, language);
    title += std::string(kIndent > display_width(title) ? kIndent - display_width(title) : 1, ' ');
    return title +
           wrapped(place_text(entry, language) + render(entry.message, language), kIndent, width) +
           '\n';
}

}  // namespace

std::string check_for_people(const Ledger& ledger, bool with_built_in, Language language,
                             std::size_t width) {
    std::string text;
    for (std::size_t i = 0; i < ledger.sources.size(); ++i) {
        const auto& source = ledger.sources[i];
        if (!listed_in_check(source, with_built_in)) {
            continue;
        }
        std::string remarks;
        for (const auto& entry : ledger.entries) {
            if (entry.origin.source == i) {
                remarks += remark_text(entry, language, width);
            }
        }
        text += (text.empty() ? "" : "\n") + source.path +
                (source.layer.empty() ? "" : " [" + source.layer + "]") + '\n';
        if (source.rows_read > 0) {
            text += "  " + wrapped(render(sums_message(source), language), 2, width) + '\n';
        }
        text += remarks;
    }
    return text;
}

}  // namespace maillage::report
