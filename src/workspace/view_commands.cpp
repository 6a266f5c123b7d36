// SPDX-License-Identifier: Apache-2.0
#include "workspace/view_commands.hpp"

#include "base/screen_messages.hpp"
#include "workspace/presentation.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace maillage::workspace {
namespace {

constexpr double kSmallestScale = 0.8;
constexpr double kLargestScale = 3.0;

using Rows = std::vector<Index<Commune>>;

Error unknown(MessageId id, std::string name) {
    return {Error::Code::kNotFound, {id, {std::move(name)}}, ""};
}

std::vector<ThingRef> things(const Results& results, const Rows& rows) {
    std::vector<ThingRef> list;
    list.reserve(rows.size());
    for (const auto row : rows) {
        list.push_back({ThingRef::Kind::kCommune,
                        results.dataset->territories.communes.code[row.value].string()});
    }
    return list;
}

Rows combined(const Rows& before, const Rows& picked, command::Pick how) {
    Rows after;
    const auto into = std::back_inserter(after);
    switch (how) {
        case command::Pick::kReplace:
            return picked;
        case command::Pick::kAdd:
            std::set_union(before.begin(), before.end(), picked.begin(), picked.end(), into);
            break;
        case command::Pick::kRemove:
            std::set_difference(before.begin(), before.end(), picked.begin(), picked.end(), into);
            break;
        case command::Pick::kToggle:
            // All of a territory that is only partly selected becomes selected.
            if (std::includes(before.begin(), before.end(), picked.begin(), picked.end())) {
                return combined(before, picked, command::Pick::kRemove);
            }
            return combined(before, picked, command::Pick::kAdd);
    }
    return after;
}

class ViewChanger {
public:
    ViewChanger(ViewState& view, const Results* results) : m_view(view), m_results(results) {}

    std::optional<Error> operator()(const command::SetFocus& c) {
        if (m_results != nullptr && !has_focus(*m_results->dataset, c.focus)) {
            return unknown(screen::kFocusUnknown, code_of(c.focus));
        }
        follow(c.focus);
        m_view.map.focus = c.focus;
        m_view.camera.reset();
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::SetMap& c) {
        auto map = c.map;
        map.focus = c.keep_focus ? m_view.map.focus : map.focus;
        map.theme = c.keep_theme ? m_view.map.theme : map.theme;
        map.language = c.keep_language ? m_view.map.language : map.language;
        if (m_results != nullptr && !has_focus(*m_results->dataset, map.focus)) {
            return unknown(screen::kFocusUnknown, code_of(map.focus));
        }
        if (map.focus != m_view.map.focus) {
            m_view.camera.reset();
        }
        m_view.map = std::move(map);
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::SetCamera& c) {
        if (!c.camera ||
            (std::isfinite(c.camera->centre.x) && std::isfinite(c.camera->centre.y) &&
             std::isfinite(c.camera->metres_per_pixel) && c.camera->metres_per_pixel > 0)) {
            m_view.camera = c.camera;
        }
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::Select& c) {
        if (m_results == nullptr) {
            return std::nullopt;
        }
        Rows picked;
        for (const auto& thing : c.things) {
            if (!has_thing(*m_results->dataset, thing)) {
                return unknown(screen::kThingUnknown, thing.code);
            }
            const auto rows = communes_of(*m_results, thing);
            picked.insert(picked.end(), rows.begin(), rows.end());
        }
        std::sort(picked.begin(), picked.end());
        picked.erase(std::unique(picked.begin(), picked.end()), picked.end());
        const auto before = commune_rows(*m_results, m_view.selection);
        m_view.selection = things(*m_results, combined(before, picked, c.how));
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::InvertSelection&) {
        if (m_results != nullptr) {
            const auto within = communes_of(*m_results, m_view.map.focus);
            const auto before = commune_rows(*m_results, m_view.selection);
            m_view.selection = things(*m_results, combined(within, before, command::Pick::kRemove));
        }
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::OpenSheet& c) {
        if (m_results != nullptr && !has_thing(*m_results->dataset, c.thing)) {
            return unknown(screen::kThingUnknown, c.thing.code);
        }
        m_view.sheet = c.thing;
        m_view.tab = Tab::kSheet;
        m_view.explained = Figure::kNone;  // it stands where the sheet is to be seen
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::SetDate& c) { return set(m_view.date, c.date); }
    std::optional<Error> operator()(const command::UseScenario& c) {
        return set(m_view.scenario, c.name);
    }
    std::optional<Error> operator()(const command::Compare& c) {
        return set(m_view.compared, c.with);
    }
    std::optional<Error> operator()(const command::SetWeights& c) {
        return set(m_view.weights, c.weights);
    }
    std::optional<Error> operator()(const command::SetAccess& c) {
        m_view.access = c.access;
        m_view.access.minutes = std::clamp(c.access.minutes, 1, kMostAccessMinutes);
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::SetScreen& c) {
        return set(m_view.screen, c.screen);
    }
    std::optional<Error> operator()(const command::SetTab& c) { return set(m_view.tab, c.tab); }
    std::optional<Error> operator()(const command::SetTable& c) {
        return set(m_view.table, c.table);
    }
    std::optional<Error> operator()(const command::Explain& c) {
        return set(m_view.explained, c.figure);
    }
    std::optional<Error> operator()(const command::SetFolded& c) {
        m_view.left_folded = c.left;
        m_view.right_folded = c.right;
        m_view.time_folded = c.time;
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::SetLanguage& c) {
        return set(m_view.map.language, c.language);
    }
    std::optional<Error> operator()(const command::SetTheme& c) {
        return set(m_view.map.theme, c.theme);
    }
    std::optional<Error> operator()(const command::SetScale& c) {
        if (std::isfinite(c.scale)) {
            m_view.scale = std::clamp(c.scale, kSmallestScale, kLargestScale);
        }
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::ApplyView& c) {
        const auto saved = find(c.name);
        if (saved == m_view.saved.end()) {
            return unknown(screen::kSavedViewUnknown, c.name);
        }
        // How the screen looks is the user's, not the view's.
        const auto theme = m_view.map.theme;
        const auto language = m_view.map.language;
        m_view.map = saved->map;
        m_view.map.theme = theme;
        m_view.map.language = language;
        m_view.camera = saved->camera;
        m_view.date = saved->date;
        return std::nullopt;
    }
    std::optional<Error> operator()(const command::Present& c) {
        m_view = present(std::move(m_view), c);
        return std::nullopt;
    }
    template <typename Other>
    std::optional<Error> operator()(const Other&) {
        return std::nullopt;
    }

private:
    /// Units as large as the territory would be one flat colour and one row: a department shows its
    /// communes, France its departments again.
    void follow(const carto::Focus& focus) {
        const auto small = [](const carto::Focus& one) {
            return std::holds_alternative<DepartmentCode>(one) ||
                   std::holds_alternative<EpciCode>(one);
        };
        if (small(focus) == small(m_view.map.focus)) {
            return;
        }
        auto& level = m_view.map.level;
        auto& table = m_view.table.of;
        if (small(focus)) {
            level = level >= carto::MapLevel::kDepartment ? carto::MapLevel::kCommune : level;
            table = table >= TableOf::kDepartments ? TableOf::kCommunes : table;
        } else {
            level = level == carto::MapLevel::kCommune ? carto::MapLevel::kDepartment : level;
            table = table == TableOf::kCommunes ? TableOf::kDepartments : table;
        }
    }

    template <typename Value>
    static std::optional<Error> set(Value& value, const Value& to) {
        value = to;
        return std::nullopt;
    }
    static std::string code_of(const carto::Focus& focus) {
        return std::visit(
            [](const auto& code) {
                if constexpr (std::is_same_v<std::decay_t<decltype(code)>, carto::WholeFrance>) {
                    return std::string();
                } else {
                    return code.string();
                }
            },
            focus);
    }
    std::vector<SavedView>::iterator find(const std::string& name) {
        return std::find_if(m_view.saved.begin(), m_view.saved.end(),
                            [&](const SavedView& one) { return one.name == name; });
    }

    ViewState& m_view;
    const Results* m_results;
};

template <typename Type, typename... Types>
constexpr bool kOneOf = (std::is_same_v<Type, Types> || ...);

}  // namespace

bool is_view_command(const command::Any& any) {
    return std::visit(
        [](const auto& one) {
            return kOneOf<std::decay_t<decltype(one)>, command::SetFocus, command::SetMap,
                          command::SetCamera, command::Select, command::InvertSelection,
                          command::OpenSheet, command::SetDate, command::UseScenario,
                          command::SetWeights, command::SetAccess, command::Compare,
                          command::SetScreen, command::SetTab, command::SetTable, command::Explain,
                          command::SetFolded, command::SetLanguage, command::SetTheme,
                          command::SetScale, command::ApplyView, command::Present>;
        },
        any);
}

Result<ViewState> apply_view(ViewState view, const command::Any& any, const Results* results) {
    if (auto error = std::visit(ViewChanger(view, results), any)) {
        return *error;
    }
    return view;
}

}  // namespace maillage::workspace
