// SPDX-License-Identifier: Apache-2.0
#include "workspace/settings.hpp"

#include "base/text.hpp"
#include "io/read.hpp"
#include "workspace/command.hpp"

#include <algorithm>

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
    std::vector<SavedView> views;
    for_each_line(content(file), [&](std::string_view line) {
        auto view = command::parse_saved_view(line);
        if (view) {
            views.push_back(std::move(view).value());
        } else {
            ignored.push_back(quote_excerpt(line));
        }
    });
    return views;
}

std::string to_text(const std::vector<SavedView>& views) {
    std::string text;
    for (const auto& view : views) {
        text += command::to_text(view) + '\n';
    }
    return text;
}

}  // namespace maillage::workspace
