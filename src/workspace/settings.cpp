// SPDX-License-Identifier: Apache-2.0
#include "workspace/settings.hpp"

#include "base/text.hpp"
#include "io/read.hpp"
#include "workspace/command.hpp"

#include <algorithm>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 20U;
constexpr std::size_t kMostRecent = 10;

std::string content(const fs::path& file) {
    std::error_code failed;
    if (file.empty() || !fs::is_regular_file(file, failed)) {
        return {};
    }
    const auto bytes = io::read_bytes(file, kMostBytes);
    return bytes ? bytes->bytes : std::string();
}

template <typename Take>
void for_each_line(std::string_view text, const Take& take) {
    for (const auto part : split(text, '\n')) {
        const auto line = trim(part);
        if (!line.empty() && line.front() != '#') {
            take(line);
        }
    }
}

bool holds(const std::vector<SavedView>& views, const std::string& name) {
    return std::any_of(views.begin(), views.end(),
                       [&](const SavedView& one) { return one.name == name; });
}

/// A view as its file has it, with the remarks before it.
struct WrittenView {
    SavedView view;
    std::string line;
    std::string remarks;
};
struct ViewsFile {
    std::string head;  ///< Remarks before the first empty line.
    std::vector<WrittenView> views;
    std::string tail;  ///< Remarks after the last view, and lines that cannot be read.
};

ViewsFile cut_views_file(std::string_view text) {
    ViewsFile file;
    std::string remarks;
    std::vector<SavedView> known;
    for (const auto part : split(text, '\n')) {
        const auto line = trim(part);
        if (line.empty()) {
            if (file.views.empty() && file.head.empty() && !remarks.empty()) {
                file.head = std::exchange(remarks, {}) + '\n';
            }
            continue;
        }
        if (line.front() == '#') {
            remarks.append(line) += '\n';
            continue;
        }
        auto view = command::parse_saved_view(line);
        if (view && !holds(known, view->name)) {
            known.push_back(*view);
            file.views.push_back(
                {std::move(view).value(), std::string(line), std::exchange(remarks, {})});
        } else {
            file.tail += std::exchange(remarks, {}).append(line) + '\n';
        }
    }
    file.tail += remarks;
    return file;
}

/// Takes one command of the file over. \returns false if it is none of a settings file.
class Taker {
public:
    explicit Taker(Settings& settings) : m_settings(settings) {}
    bool operator()(const command::SetLanguage& c) {
        m_settings.language = c.language;
        return true;
    }
    bool operator()(const command::SetTheme& c) {
        m_settings.theme = c.theme;
        return true;
    }
    bool operator()(const command::SetScale& c) {
        constexpr double kSmallest = 0.8;
        constexpr double kLargest = 3.0;
        m_settings.scale = std::clamp(c.scale, kSmallest, kLargest);
        return true;
    }
    bool operator()(const command::SetFolded& c) {
        m_settings.left_folded = c.left;
        m_settings.right_folded = c.right;
        m_settings.time_folded = c.time;
        return true;
    }
    bool operator()(const command::SetWindow& c) {
        m_settings.window_width = c.width;
        m_settings.window_height = c.height;
        return true;
    }
    bool operator()(const command::Open& c) {
        if (!c.path || m_settings.recent.size() >= kMostRecent) {
            return c.path.has_value();
        }
        m_settings.recent.push_back(*c.path);
        return true;
    }
    bool operator()(const command::SetFavourite& c) {
        m_settings.favourites.push_back(c.thing);
        return true;
    }
    bool operator()(const command::SetFavouriteFolder& c) {
        m_settings.favourite_folders.push_back(c.path);
        return true;
    }
    template <typename Other>
    bool operator()(const Other&) {
        return false;
    }

private:
    Settings& m_settings;
};

}  // namespace

void Settings::add_recent(const fs::path& workspace) {
    std::erase(recent, workspace);
    recent.insert(recent.begin(), workspace);
    if (recent.size() > kMostRecent) {
        recent.resize(kMostRecent);
    }
}

std::string to_text(const Settings& settings) {
    std::string text = "# Maillage\n";
    const auto add = [&](const command::Any& command) { text += command::to_text(command) + '\n'; };
    if (settings.language) {
        add(command::SetLanguage{*settings.language});
    }
    add(command::SetTheme{settings.theme});
    add(command::SetScale{settings.scale});
    add(command::SetFolded{settings.left_folded, settings.right_folded, settings.time_folded});
    if (settings.window_width > 0) {
        add(command::SetWindow{settings.window_width, settings.window_height});
    }
    for (const auto& path : settings.recent) {
        add(command::Open{path});
    }
    for (const auto& thing : settings.favourites) {
        add(command::SetFavourite{thing, true});
    }
    for (const auto& folder : settings.favourite_folders) {
        add(command::SetFavouriteFolder{folder, true});
    }
    return text;
}

Settings parse_settings(std::string_view text, std::vector<std::string>& ignored) {
    Settings settings;
    for_each_line(text, [&](std::string_view line) {
        const auto command = command::parse(line);
        if (!command || !std::visit(Taker(settings), *command)) {
            ignored.push_back(quote_excerpt(line));
        }
    });
    return settings;
}

Settings read_settings(const fs::path& file, std::vector<std::string>& ignored) {
    return parse_settings(content(file), ignored);
}

std::vector<SavedView> read_saved_views(const fs::path& file, std::vector<std::string>& ignored) {
    return parse_saved_views(content(file), ignored);
}

std::vector<SavedView> parse_saved_views(std::string_view text, std::vector<std::string>& ignored) {
    std::vector<SavedView> views;
    for_each_line(text, [&](std::string_view line) {
        auto view = command::parse_saved_view(line);
        if (view && !holds(views, view->name)) {
            views.push_back(std::move(view).value());
        } else {
            ignored.push_back(quote_excerpt(line));
        }
    });
    return views;
}

std::string edit_saved_views(std::string_view text, const std::vector<SavedView>& wanted) {
    const auto file = cut_views_file(text);
    std::string edited = file.head;
    for (const auto& view : wanted) {
        const auto old =
            std::find_if(file.views.begin(), file.views.end(),
                         [&](const WrittenView& one) { return one.view.name == view.name; });
        if (old == file.views.end()) {
            edited += command::to_text(view) + '\n';
        } else {
            edited +=
                old->remarks + (old->view == view ? old->line : command::to_text(view)) + '\n';
        }
    }
    return edited + file.tail;
}

}  // namespace maillage::workspace
