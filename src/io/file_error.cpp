// SPDX-License-Identifier: Apache-2.0
#include "io/file_error.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <system_error>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kRemarksOfOneKind = 20;

}  // namespace

std::string nearest(std::string_view name, const std::vector<std::string>& candidates) {
    const std::string wanted = fold_key(name);
    const int limit = std::max(1, static_cast<int>(wanted.size()) / 3);
    int best = limit + 1;
    std::string found;
    for (const auto& candidate : candidates) {
        const int distance = edit_distance(wanted, fold_key(candidate), limit);
        if (distance < best) {
            best = distance;
            found = candidate;
        }
    }
    return found;
}

std::string listed(const std::vector<std::string>& names, std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < most; ++i) {
        text += i > 0 ? ", " : "";
        text += names[i];
    }
    return names.size() > most ? text + "…" : text;
}

Error not_found(const fs::path& path) {
    std::error_code failed;
    std::vector<std::string> names;
    const fs::path folder = path.parent_path().empty() ? fs::path(".") : path.parent_path();
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        names.push_back(entry->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    const std::string name = path.filename().string();
    const std::string near = nearest(name, names);
    if (near.empty() || near == name) {
        return {Error::Code::kNotFound, Message(MessageId::kFileNotFound, {name}), {}};
    }
    return {Error::Code::kNotFound, Message(MessageId::kFileNotFoundNear, {name, near}), {}};
}

Error too_many_rows(std::uint64_t max_rows) {
    return {Error::Code::kRefused,
            Message(MessageId::kTooManyRows, {static_cast<std::int64_t>(max_rows)}),
            {}};
}

Error stopped() { return {Error::Code::kCancelled, Message(MessageId::kReadingStopped), {}}; }

void RemarkList::add(std::uint32_t line, Message message, bool is_error) {
    const auto kind = std::find_if(m_kinds.begin(), m_kinds.end(),
                                   [&](const Kind& k) { return k.id == message.id; });
    if (kind == m_kinds.end()) {
        m_kinds.push_back({message.id, 1, is_error});
    } else if (++kind->count > kRemarksOfOneKind) {
        return;
    }
    m_remarks.push_back({line, std::move(message), is_error});
}

void RemarkList::finish() {
    for (const auto& kind : m_kinds) {
        if (kind.count > kRemarksOfOneKind) {
            m_remarks.push_back(
                {0,
                 Message(MessageId::kGeoMoreRemarks,
                         {kind.count - kRemarksOfOneKind, std::string(message_code(kind.id))}),
                 kind.is_error});
        }
    }
    m_kinds.clear();
}

}  // namespace maillage::io
