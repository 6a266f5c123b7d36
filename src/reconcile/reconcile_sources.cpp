// SPDX-License-Identifier: Apache-2.0
#include "reconcile/reconcile_sources.hpp"

#include "base/access_messages.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <filesystem>

namespace maillage::reconcile {
namespace {

/// One table or sheet of one file and what it is taken for.
struct Candidate {
    const RawSource* raw = nullptr;
    const io::RawLayer* layer = nullptr;
    Role role = Role::kUnknown;
    bool built_in = false;
    bool other_sheet = false;  ///< A sheet beside the one that was meant.
};

const TableSchema* schema_of(const Input& input, Role role) {
    const auto found =
        std::find_if(input.schemas.begin(), input.schemas.end(),
                     [role](const TableSchema& schema) { return schema.role == role; });
    return found == input.schemas.end() ? nullptr : &*found;
}

Role guessed(const Input& input, const io::RawLayer& layer) {
    const bool polygons = layer.kind == io::GeometryKind::kPolygon;
    const auto role =
        guess_role(layer.table, layer.kind == io::GeometryKind::kPoint, polygons, input.schemas);
    // Polygons of anything may be the perimeter of a contract, and lines are drawn.
    const bool drawn = polygons || layer.kind == io::GeometryKind::kLine;
    return role == Role::kUnknown && drawn ? Role::kLayer : role;
}

void add_candidates(const Input& input, const RawSource& raw, bool built_in,
                    std::vector<Candidate>& all) {
    const auto first = all.size();
    for (const auto& layer : raw.file->layers) {
        const bool sure = raw.spec.role != Role::kUnknown && raw.file->layers.size() == 1;
        all.push_back(
            {&raw, &layer, sure ? raw.spec.role : guessed(input, layer), built_in, false});
    }
    if (raw.spec.role == Role::kUnknown || raw.file->layers.size() < 2) {
        return;
    }
    // A spreadsheet with a role: the sheets that look like it are meant, else the first.
    const bool any = std::any_of(all.begin() + static_cast<std::ptrdiff_t>(first), all.end(),
                                 [&](const Candidate& one) { return one.role == raw.spec.role; });
    for (auto i = first; i < all.size(); ++i) {
        const bool meant = any ? all[i].role == raw.spec.role : i == first;
        all[i].other_sheet = !meant;
        all[i].role = meant ? raw.spec.role : Role::kUnknown;
    }
}

bool replaced(const Candidate& one, const std::vector<Candidate>& all) {
    if (!one.built_in || one.role == Role::kNames || one.role == Role::kUnknown ||
        one.role == Role::kLayer) {
        return false;
    }
    return std::any_of(all.begin(), all.end(), [&](const Candidate& other) {
        return !other.built_in && !other.raw->spec.overrides &&
               (other.role == one.role ||
                (one.role == Role::kCirTotals && other.role == Role::kCir));
    });
}

std::uint32_t add_source(const Candidate& one, LedgerBuilder& ledger) {
    Source source;
    source.path = one.raw->path;
    source.layer = one.layer->table.layer;
    source.sha256 = one.raw->file->sha256;
    source.role = one.role;
    source.encoding = one.layer->table.encoding;
    source.attribution = one.raw->spec.attribution;
    source.built_in = one.built_in;
    const auto index = ledger.add_source(std::move(source));
    for (const auto& remark : one.layer->table.remarks) {
        ledger.note(remark.is_error ? Severity::kError : Severity::kWarning, {index, remark.line},
                    "", remark.message);
    }
    return index;
}

void count_all(std::uint32_t source, const io::RawTable& table, bool used, LedgerBuilder& ledger) {
    const auto rows = static_cast<std::int64_t>(table.row_count());
    auto& counts = ledger.source(source);
    counts.rows_read += rows;
    (used ? counts.rows_used : counts.rows_set_aside) += rows;
}

/// The first titles of a table that no role fits, for the user to see what was read.
std::string first_titles(const io::RawTable& table) {
    constexpr std::size_t kTitles = 6;
    std::string titles;
    const auto add = [&](std::string_view title) {
        if (!trim(title).empty()) {
            titles += (titles.empty() ? "" : ", ") + quote_excerpt(trim(title), 30);
        }
    };
    if (!table.field_names.empty()) {
        for (std::size_t i = 0; i < std::min(kTitles, table.field_names.size()); ++i) {
            add(table.field_names[i]);
        }
    } else if (table.row_count() > 0) {
        for (std::size_t i = 0; i < std::min(kTitles, table.cell_count(0)); ++i) {
            add(table.cell(0, i));
        }
    }
    return titles.empty() ? "–" : titles;
}

void open_one(const Input& input, const Candidate& one, OpenedSources& opened,
              LedgerBuilder& ledger) {
    const auto source = add_source(one, ledger);
    const Origin file{source, 0};
    const auto stem = std::filesystem::path(one.raw->path).stem().string();
    const auto& table = one.layer->table;
    if (one.other_sheet || one.role == Role::kUnknown) {
        count_all(source, table, false, ledger);
        const auto& name = table.layer.empty() ? stem : table.layer;
        if (one.other_sheet) {
            ledger.note(Severity::kInformation, file, "", {MessageId::kSheetNotRead, {name}},
                        RowState::kSetAside);
        } else {
            ledger.note(Severity::kWarning, file, "",
                        {MessageId::kTableNotRecognised, {name, first_titles(table)}},
                        RowState::kSetAside);
        }
        return;
    }
    if (one.role == Role::kLayer) {
        count_all(source, table, true, ledger);
        opened.layers.push_back({one.layer, source, stem});
        return;
    }
    const auto* schema = schema_of(input, one.role);
    if (schema == nullptr) {
        count_all(source, table, true, ledger);
        ledger.note(Severity::kInformation, file, "", {MessageId::kRoleNotUsed});
        return;
    }
    auto typed = TypedTable::open(table, *schema, one.raw->spec, source, ledger);
    if (!typed) {
        return;
    }
    opened.modelled_counts =
        opened.modelled_counts || (one.role == Role::kCir && one.raw->spec.modelled);
    opened.partial_contracts =
        opened.partial_contracts || (one.role == Role::kContracts && one.raw->spec.partial);
    opened.of(one.role).push_back({std::move(*typed), one.layer, &one.raw->spec, source,
                                   one.built_in, table.layer.empty() ? stem : table.layer});
}

}  // namespace

OpenedSources open_sources(const Input& input, LedgerBuilder& ledger) {
    std::vector<Candidate> all;
    for (std::size_t i = 0; i < input.sources.size(); ++i) {
        add_candidates(input, input.sources[i], i < input.built_in_sources, all);
    }
    OpenedSources opened;
    for (const auto& one : all) {
        if (!replaced(one, all)) {
            open_one(input, one, opened, ledger);
        }
    }
    for (const auto& unread : input.unread) {
        Source source;
        source.path = unread.path;
        source.layer = unread.spec.layer;
        source.role = unread.spec.role;
        const auto index = ledger.add_source(std::move(source));
        ledger.note(Severity::kError, {index, 0}, "", unread.error.message);
    }
    for (const auto& listed : input.listed) {
        Source source;
        source.path = listed.path;
        source.role = listed.role;
        const auto index = ledger.add_source(std::move(source));
        ledger.note(Severity::kInformation, {index, 0}, "", {access::kTravelSource});
    }
    if (!input.workspace.remarks.empty()) {
        Source source;
        source.path = "maillage.toml";
        const auto index = ledger.add_source(std::move(source));
        for (const auto& remark : input.workspace.remarks) {
            ledger.note(Severity::kWarning, {index, 0}, remark.where, remark.message);
        }
    }
    return opened;
}

}  // namespace maillage::reconcile
