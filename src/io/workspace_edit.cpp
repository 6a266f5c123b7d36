// SPDX-License-Identifier: Apache-2.0
#include "io/workspace_edit.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "io/role_names.hpp"
#include "io/toml_scan.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace maillage::io {
namespace {

using Kind = TomlStatement::Kind;
using Path = std::vector<std::string>;

// ---- Values as TOML.

std::string list_text(const std::vector<std::string>& items) {
    std::string text = "[";
    for (const auto& item : items) {
        text += (text.size() > 1 ? ", " : "") + item;
    }
    return text + ']';
}

std::string texts_value(const std::vector<std::string>& texts) {
    std::vector<std::string> items;
    items.reserve(texts.size());
    for (const auto& text : texts) {
        items.push_back(toml_string(text));
    }
    return list_text(items);
}

std::string years_value(const std::vector<int>& years) {
    if (years.size() == 1) {
        return std::to_string(years.front());
    }
    std::vector<std::string> items;
    items.reserve(years.size());
    for (const int year : years) {
        items.push_back(std::to_string(year));
    }
    return list_text(items);
}

std::string interval_value(Count count) {
    return list_text({std::to_string(count.low), std::to_string(count.high)});
}

std::string vintage_value(const std::optional<Vintage>& vintage) {
    return vintage ? std::to_string(vintage->year) : std::string();
}

std::string choice_value(const std::string& text) {
    const bool number = text.find('.') != std::string::npos &&
                        text.find_first_not_of("0123456789.") == std::string::npos;
    return number ? text : toml_string(text);
}

std::string text_value(const std::string& text) {
    return text.empty() ? std::string() : toml_string(text);
}

/// A key and its value as TOML; an empty value: the key is not to be there.
struct Key {
    std::string name;
    std::string value;
    friend bool operator==(const Key&, const Key&) = default;
};

std::vector<Key> general_keys(const WorkspaceSpec& spec) {
    return {{"name", text_value(spec.name)},
            {"vintage", vintage_value(spec.vintage)},
            {"counts_year", spec.counts_years.empty() ? "" : years_value(spec.counts_years)},
            {"date", spec.date ? iso_date(*spec.date) : ""},
            {"departments", spec.departments.empty() ? "" : texts_value(spec.departments)}};
}

std::vector<Key> choice_keys(const WorkspaceSpec& spec) {
    std::vector<Key> keys;
    for (const auto& [key, value] : choice_texts(spec.choices)) {
        keys.push_back({key, choice_value(value)});
    }
    return keys;
}

std::vector<Key> source_keys(const SourceSpec& source) {
    const auto flag = [](bool set) { return std::string(set ? "true" : ""); };
    return {{"role", text_value(std::string(role_name(source.role)))},
            {"path", text_value(source.path)},
            {"layer", text_value(source.layer)},
            {"vintage", vintage_value(source.vintage)},
            {"header", source.header > 0 ? std::to_string(source.header) : ""},
            {"encoding", text_value(source.encoding)},
            {"schematic", flag(source.schematic)},
            {"modelled", flag(source.modelled)},
            {"partial", flag(source.partial)},
            {"overrides", flag(source.overrides)},
            {"attribution", text_value(source.attribution)},
            {"population_years",
             source.population_years.empty() ? "" : years_value(source.population_years)}};
}

std::vector<Key> column_keys(const SourceSpec& source) {
    std::vector<Key> keys;
    for (const auto& [name, header] : source.columns) {
        keys.push_back({name, toml_string(header)});
    }
    return keys;
}

std::vector<Key> masked_keys(const SourceSpec& source) {
    std::vector<Key> keys;
    for (const auto& [token, count] : source.masked) {
        keys.push_back({token, interval_value(count)});
    }
    return keys;
}

std::string lines_of(const std::vector<Key>& keys, const std::string& line_end) {
    std::string text;
    for (const auto& key : keys) {
        if (!key.value.empty()) {
            text += toml_key(key.name) + " = " + key.value + line_end;
        }
    }
    return text;
}

std::string section_of(const std::string& header, const std::vector<Key>& keys,
                       const std::string& line_end) {
    return keys.empty() ? std::string() : header + line_end + lines_of(keys, line_end);
}

std::string block_of(const SourceSpec& source, const std::string& line_end) {
    return "[[source]]" + line_end + lines_of(source_keys(source), line_end) +
           section_of("[source.columns]", column_keys(source), line_end) +
           section_of("[source.masked]", masked_keys(source), line_end);
}

// ---- Places in the text.

class Editor {
public:
    Editor(std::string_view text, const WorkspaceSpec& before, const WorkspaceSpec& wanted)
        : m_text(text),
          m_line_end(text.find("\r\n") == std::string_view::npos ? "\n" : "\r\n"),
          m_statements(scan_toml(text)),
          m_before(before),
          m_wanted(wanted) {}

    std::string run() {
        change({"workspace"}, 0, general_keys(m_before), general_keys(m_wanted));
        change({"choices"}, 0, choice_keys(m_before), choice_keys(m_wanted));
        sources();
        return applied();
    }

private:
    struct Change {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::string text;
    };

    static bool begins(const Path& path, const Path& with) {
        return path.size() >= with.size() && std::equal(with.begin(), with.end(), path.begin());
    }
    bool in(const TomlStatement& one, const Path& section, std::size_t position) const {
        return (one.kind == Kind::kPair || one.kind == Kind::kHeader) &&
               one.array_position == position && begins(one.path, section);
    }
    const TomlStatement* pair(const Path& path, std::size_t position) const {
        for (const auto& one : m_statements) {
            if (one.kind == Kind::kPair && one.array_position == position && one.path == path) {
                return &one;
            }
        }
        return nullptr;
    }
    /// The last statement that stands directly in the section, or the header itself.
    const TomlStatement* last_in(const Path& section, std::size_t position) const {
        const TomlStatement* last = nullptr;
        for (const auto& one : m_statements) {
            if (in(one, section, position) && one.header_length == section.size()) {
                last = &one;
            }
        }
        return last;
    }

    void change(const Path& section, std::size_t position, const std::vector<Key>& before,
                const std::vector<Key>& wanted) {
        if (before == wanted) {
            return;
        }
        std::vector<Key> added;
        for (const auto& key : wanted) {
            const auto old = std::find_if(before.begin(), before.end(),
                                          [&](const Key& one) { return one.name == key.name; });
            if (old != before.end() && old->value == key.value) {
                continue;
            }
            auto path = section;
            path.push_back(key.name);
            if (const auto* there = pair(path, position)) {
                replace(*there, key.value);
            } else if (!key.value.empty()) {
                added.push_back(key);
            }
        }
        for (const auto& key : before) {
            const bool gone = std::none_of(wanted.begin(), wanted.end(),
                                           [&](const Key& one) { return one.name == key.name; });
            auto path = section;
            path.push_back(key.name);
            if (const auto* there = gone ? pair(path, position) : nullptr) {
                replace(*there, {});
            }
        }
        add(section, position, added);
    }

    void replace(const TomlStatement& pair, const std::string& value) {
        if (value.empty()) {
            m_changes.push_back({pair.begin, pair.end, {}});
        } else {
            m_changes.push_back({pair.value_begin, pair.value_end, value});
        }
    }

    void add(const Path& section, std::size_t position, const std::vector<Key>& keys) {
        if (keys.empty()) {
            return;
        }
        if (const auto* last = last_in(section, position)) {
            insert(last->end, lines_of(keys, m_line_end));
            return;
        }
        const auto dots = header_text(section);
        if (section.size() > 1) {
            insert(end_of_source(position),
                   '[' + dots + ']' + m_line_end + lines_of(keys, m_line_end));
        } else if (section.front() == "workspace") {
            insert(first_header(),
                   '[' + dots + ']' + m_line_end + lines_of(keys, m_line_end) + m_line_end);
        } else {
            insert(m_text.size(),
                   m_line_end + '[' + dots + ']' + m_line_end + lines_of(keys, m_line_end));
        }
    }

    static std::string header_text(const Path& section) {
        std::string text;
        for (const auto& part : section) {
            text += (text.empty() ? "" : ".") + toml_key(part);
        }
        return text;
    }

    /// Columns and masked tokens may also stand in one value: columns = { … }.
    void change_table(const std::string& name, std::size_t position, const std::vector<Key>& before,
                      const std::vector<Key>& wanted) {
        const auto* whole = pair({"source", name}, position);
        if (whole == nullptr || before == wanted) {
            change({"source", name}, position, before, wanted);
            return;
        }
        std::string value;
        for (const auto& key : wanted) {
            value += (value.empty() ? "{ " : ", ") + toml_key(key.name) + " = " + key.value;
        }
        replace(*whole, wanted.empty() ? std::string() : value + " }");
    }

    // ---- Sources.

    /// For each wanted source the one of the file it comes from; nothing: it is new. The order of
    /// the file is kept: what would cross it is written anew.
    std::vector<std::optional<std::size_t>> origins() const {
        const auto& old = m_before.sources;
        std::vector<std::optional<std::size_t>> from(m_wanted.sources.size());
        std::vector<bool> taken(old.size());
        const auto match = [&](const auto& alike) {
            for (std::size_t i = 0; i < from.size(); ++i) {
                for (std::size_t j = 0; j < old.size() && !from[i]; ++j) {
                    if (!taken[j] && alike(m_wanted.sources[i], old[j])) {
                        from[i] = j;
                        taken[j] = true;
                    }
                }
            }
        };
        match([](const SourceSpec& a, const SourceSpec& b) { return a == b; });
        match([](const SourceSpec& a, const SourceSpec& b) {
            return a.path == b.path && a.layer == b.layer;
        });
        match([](const SourceSpec& a, const SourceSpec& b) { return a.path == b.path; });
        if (from.size() == old.size()) {
            for (std::size_t i = 0; i < from.size(); ++i) {
                if (!from[i] && !taken[i]) {
                    from[i] = i;  // Its path was changed.
                    taken[i] = true;
                }
            }
        }
        std::optional<std::size_t> before;
        for (auto& one : from) {
            if (one && before && *one < *before) {
                one.reset();
            }
            before = one ? one : before;
        }
        return from;
    }

    void sources() {
        const auto from = origins();
        for (std::size_t j = 0; j < m_before.sources.size(); ++j) {
            if (std::find(from.begin(), from.end(), std::optional(j)) == from.end()) {
                m_changes.push_back({start_of_source(j), behind_blank(end_of_source(j)), {}});
            }
        }
        auto place = first_source();
        for (std::size_t i = 0; i < from.size(); ++i) {
            const auto& wanted = m_wanted.sources[i];
            if (!from[i]) {
                insert(place, m_line_end + block_of(wanted, m_line_end));
                continue;
            }
            const auto& old = m_before.sources[*from[i]];
            change({"source"}, *from[i], source_keys(old), source_keys(wanted));
            // A new section comes behind what is added to one that is there.
            const bool columns_first = last_in({"source", "columns"}, *from[i]) != nullptr;
            const auto columns = [&] {
                change_table("columns", *from[i], column_keys(old), column_keys(wanted));
            };
            if (columns_first) {
                columns();
            }
            change_table("masked", *from[i], masked_keys(old), masked_keys(wanted));
            if (!columns_first) {
                columns();
            }
            place = end_of_source(*from[i]);
        }
    }

    /// Where sources begin: behind all that is not a source and stands before the first one.
    std::size_t first_source() const {
        return m_before.sources.empty() ? m_text.size() : start_of_source(0);
    }

    std::size_t header_of_source(std::size_t position) const {
        for (std::size_t i = 0; i < m_statements.size(); ++i) {
            if (m_statements[i].kind == Kind::kHeader &&
                in(m_statements[i], {"source"}, position)) {
                return i;
            }
        }
        return m_statements.size();
    }

    /// With the comments right above its header.
    std::size_t start_of_source(std::size_t position) const {
        auto i = header_of_source(position);
        while (i > 0 && m_statements[i - 1].kind == Kind::kComment) {
            --i;
        }
        return i < m_statements.size() ? m_statements[i].begin : m_text.size();
    }

    /// With the comments right below its last key; the blank line after them stays outside.
    std::size_t end_of_source(std::size_t position) const {
        std::size_t last = m_statements.size();
        for (std::size_t i = 0; i < m_statements.size(); ++i) {
            if (in(m_statements[i], {"source"}, position)) {
                last = i;
            }
        }
        if (last == m_statements.size()) {
            return m_text.size();
        }
        auto below = last + 1;
        while (below < m_statements.size() && m_statements[below].kind == Kind::kComment) {
            ++below;
        }
        const bool of_next =
            below < m_statements.size() && m_statements[below].kind == Kind::kHeader;
        return m_statements[of_next ? last : below - 1].end;
    }

    /// One blank line that separated what is gone goes with it.
    std::size_t behind_blank(std::size_t end) const {
        for (const auto& one : m_statements) {
            if (one.begin == end && one.kind == Kind::kBlank) {
                return one.end;
            }
        }
        return end;
    }

    /// Before the first header and the comments that belong to it.
    std::size_t first_header() const {
        for (std::size_t i = 0; i < m_statements.size(); ++i) {
            if (m_statements[i].kind == Kind::kHeader) {
                while (i > 0 && m_statements[i - 1].kind == Kind::kComment) {
                    --i;
                }
                return m_statements[i].begin;
            }
        }
        return m_text.size();
    }

    // ---- Changes to the text.

    void insert(std::size_t at, std::string text) {
        m_changes.push_back({at, at, std::move(text)});
    }

    std::string applied() {
        std::stable_sort(m_changes.begin(), m_changes.end(),
                         [](const Change& a, const Change& b) { return a.begin < b.begin; });
        std::string result;
        std::size_t at = 0;
        for (const auto& one : m_changes) {
            if (one.begin > at) {
                result += m_text.substr(at, one.begin - at);
            }
            if (one.begin == one.end && !result.empty() && result.back() != '\n') {
                result += m_line_end;  // The last line of the file had no end.
            }
            result += one.text;
            at = std::max(at, one.end);
        }
        return result + std::string(m_text.substr(std::min(at, m_text.size())));
    }

    std::string_view m_text;
    std::string m_line_end;
    std::vector<TomlStatement> m_statements;
    const WorkspaceSpec& m_before;
    const WorkspaceSpec& m_wanted;
    std::vector<Change> m_changes;
};

bool reads_as(const WorkspaceSpec& read, const WorkspaceSpec& wanted) {
    return read.sources == wanted.sources && general_keys(read) == general_keys(wanted) &&
           choice_keys(read) == choice_keys(wanted);
}

}  // namespace

Result<std::string> edit_workspace(std::string_view toml, const WorkspaceSpec& wanted) {
    const std::string mark = toml.starts_with("\xEF\xBB\xBF") ? "\xEF\xBB\xBF" : "";
    toml.remove_prefix(mark.size());
    const auto before = parse_workspace(toml, wanted.folder);
    if (!before) {
        return before.error();
    }
    auto text = Editor(toml, *before, wanted).run();
    while (text.starts_with('\n')) {
        text.erase(0, 1);  // A new file begins with its first line.
    }
    const auto after = parse_workspace(text, wanted.folder);
    if (!after || !reads_as(*after, wanted)) {
        return Error{Error::Code::kWrite, {screen::kTomlNotEditable}, ""};
    }
    return mark + text;
}

}  // namespace maillage::io
