// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/file_browser.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "io/file_kind.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace maillage::ui {
namespace {

namespace fs = std::filesystem;

std::string utf8(const fs::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

fs::path home_folder() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing in the program sets the environment
    const char* home = std::getenv("HOME");
    return home != nullptr && *home != '\0' ? fs::path(home) : fs::path("/");
}

/// The closest folder at or above \p path that is there.
fs::path existing_folder(fs::path path) {
    std::error_code failed;
    if (path.empty()) {
        path = home_folder();
    }
    path = fs::absolute(path, failed).lexically_normal();
    while (!fs::is_directory(path, failed) && path.has_relative_path()) {
        path = path.parent_path();
    }
    if (path.has_relative_path() && path.filename().empty()) {
        path = path.parent_path();  // "/data/" and "/data" are one folder.
    }
    return path;
}

bool one_of(std::string_view ending, std::initializer_list<std::string_view> endings) {
    return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

std::chrono::sys_seconds system_time(fs::file_time_type time) {
    return std::chrono::time_point_cast<std::chrono::seconds>(
        std::chrono::file_clock::to_sys(time));
}

FileEntry entry_of(const fs::directory_entry& file) {
    FileEntry entry;
    std::error_code failed;
    entry.name = utf8(file.path().filename());
    entry.folder = file.is_directory(failed);
    if (!entry.folder) {
        const auto size = file.file_size(failed);
        entry.size = failed ? 0 : static_cast<std::int64_t>(size);
    }
    const auto changed = file.last_write_time(failed);
    if (!failed) {
        entry.changed = system_time(changed);
    }
    return entry;
}

MessageId problem_of(const std::error_code& error) {
    if (error == std::errc::permission_denied) {
        return screen::kPaneFolderForbidden;
    }
    if (error == std::errc::no_such_file_or_directory) {
        return screen::kPaneFolderGone;
    }
    return screen::kPaneFolderUnreadable;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Length of the digits at \p from, leading zeros left out by the caller.
std::size_t digits_at(std::string_view text, std::size_t from) {
    std::size_t count = 0;
    while (from + count < text.size() && is_digit(text[from + count])) {
        ++count;
    }
    return count;
}

/// <0, 0, >0; runs of digits compare as numbers of any length.
int compare_natural(std::string_view a, std::string_view b) {
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (!is_digit(a[i]) || !is_digit(b[j])) {
            if (a[i] != b[j]) {
                return a[i] < b[j] ? -1 : 1;
            }
            ++i;
            ++j;
            continue;
        }
        while (i < a.size() && a[i] == '0') {
            ++i;
        }
        while (j < b.size() && b[j] == '0') {
            ++j;
        }
        const auto one = digits_at(a, i);
        const auto other = digits_at(b, j);
        if (one != other) {
            return one < other ? -1 : 1;
        }
        if (const int order = a.substr(i, one).compare(b.substr(j, other)); order != 0) {
            return order;
        }
        i += one;
        j += other;
    }
    return a.size() - i == b.size() - j ? 0 : (a.size() - i < b.size() - j ? -1 : 1);
}

}  // namespace

bool name_before(const std::string& a, const std::string& b) {
    const int folded = compare_natural(fold(a), fold(b));
    return folded != 0 ? folded < 0 : a < b;
}

bool passes_filter(const fs::path& file, FileFilter filter) {
    const auto ending = io::data_extension(file);
    switch (filter) {
        case FileFilter::kData:
            return io::is_data_file(file) || file.filename() == "maillage.toml";
        case FileFilter::kWorkbooks:
            return io::has_workbook_ending(file);
        case FileFilter::kText:
            return one_of(ending, {".csv", ".tsv", ".txt", ".json"});
        case FileFilter::kMaps:
            return one_of(ending, {".geojson", ".topojson", ".json", ".gpkg", ".shp", ".fgb",
                                   ".kml", ".gml", ".gpx", ".tab", ".mif", ".zip"});
        case FileFilter::kAll:
            break;
    }
    return true;
}

void sort_entries(std::vector<FileEntry>& entries, FileSort sort, bool descending) {
    std::sort(entries.begin(), entries.end(), [&](const FileEntry& a, const FileEntry& b) {
        if (a.folder != b.folder) {
            return a.folder;
        }
        if (sort == FileSort::kSize && a.size != b.size) {
            return (a.size < b.size) != descending;
        }
        if (sort == FileSort::kChanged && a.changed != b.changed) {
            return (a.changed < b.changed) != descending;
        }
        return descending && sort == FileSort::kName ? name_before(b.name, a.name)
                                                     : name_before(a.name, b.name);
    });
}

FileBrowser::FileBrowser(const fs::path& folder) : m_folder(existing_folder(folder)) { read(); }

void FileBrowser::read() {
    m_all.clear();
    m_problem.reset();
    std::error_code failed;
    fs::directory_iterator files(m_folder, failed);
    if (failed) {
        m_problem = Message{problem_of(failed), {utf8(m_folder)}};
    }
    const fs::directory_iterator end;
    while (!failed && files != end) {
        m_all.push_back(entry_of(*files));
        files.increment(failed);
    }
    arrange();
}

void FileBrowser::arrange() {
    const auto folded = fold(m_words);
    const auto words = split_words(folded);
    m_shown.clear();
    for (const auto& entry : m_all) {
        const bool hidden = entry.name.starts_with('.');
        const auto key = fold(entry.name);
        const bool named = std::all_of(words.begin(), words.end(), [&](std::string_view word) {
            return key.find(word) != std::string::npos;
        });
        if ((m_hidden || !hidden) && named &&
            (entry.folder || passes_filter(entry.name, m_filter))) {
            m_shown.push_back(entry);
        }
    }
    sort_entries(m_shown, m_sort, m_descending);
    m_cursor = m_shown.empty() ? std::nullopt : std::optional<std::size_t>(0);
}

void FileBrowser::enter(const fs::path& folder) {
    m_folder = folder;
    m_words.clear();
    read();
}

void FileBrowser::go(const fs::path& path) {
    const auto folder = existing_folder(path);
    if (folder == m_folder) {
        return;
    }
    m_back.push_back(m_folder);
    m_forward.clear();
    enter(folder);
}

void FileBrowser::up() {
    if (!m_folder.has_relative_path()) {
        return;
    }
    const auto left = utf8(m_folder.filename());
    go(m_folder.parent_path());
    // The keyboard stays on the folder it came out of.
    const auto found = std::find_if(m_shown.begin(), m_shown.end(),
                                    [&](const FileEntry& entry) { return entry.name == left; });
    if (found != m_shown.end()) {
        m_cursor = static_cast<std::size_t>(found - m_shown.begin());
    }
}

void FileBrowser::back() {
    if (!m_back.empty()) {
        m_forward.push_back(m_folder);
        const auto folder = m_back.back();
        m_back.pop_back();
        enter(folder);
    }
}

void FileBrowser::forward() {
    if (!m_forward.empty()) {
        m_back.push_back(m_folder);
        const auto folder = m_forward.back();
        m_forward.pop_back();
        enter(folder);
    }
}

void FileBrowser::reload() { read(); }

void FileBrowser::set_filter(FileFilter filter) {
    m_filter = filter;
    arrange();
}

void FileBrowser::set_hidden(bool shown) {
    m_hidden = shown;
    arrange();
}

void FileBrowser::set_words(std::string words) {
    m_words = std::move(words);
    arrange();
}

void FileBrowser::set_sort(FileSort sort) {
    m_descending = sort == m_sort && !m_descending;
    m_sort = sort;
    arrange();
}

void FileBrowser::move_cursor(int steps) {
    if (m_shown.empty()) {
        return;
    }
    const auto last = static_cast<int>(m_shown.size()) - 1;
    const int now = m_cursor ? static_cast<int>(*m_cursor) : 0;
    m_cursor = static_cast<std::size_t>(std::clamp(now + steps, 0, last));
}

void FileBrowser::set_cursor(std::size_t position) {
    if (position < m_shown.size()) {
        m_cursor = position;
    }
}

std::optional<fs::path> FileBrowser::open_cursor() {
    if (!m_cursor) {
        return std::nullopt;
    }
    const auto& entry = m_shown[*m_cursor];
    const auto path = m_folder / fs::path(std::u8string(entry.name.begin(), entry.name.end()));
    if (!entry.folder) {
        return path;
    }
    go(path);
    return std::nullopt;
}

std::optional<fs::path> FileBrowser::open_text(const std::string& text) {
    const std::string typed(trim(text));
    if (typed.empty()) {
        return std::nullopt;
    }
    fs::path path(std::u8string(typed.begin(), typed.end()));
    if (typed == "~" || typed.starts_with("~/")) {
        path = home_folder() / fs::path(typed.substr(std::min<std::size_t>(2, typed.size())));
    }
    path = (path.is_absolute() ? path : m_folder / path).lexically_normal();
    std::error_code failed;
    const auto status = fs::status(path, failed);
    if (fs::is_directory(status)) {
        go(path);
        return std::nullopt;
    }
    if (fs::exists(status)) {
        return path;
    }
    m_problem = Message{screen::kPaneNoSuchFile, {utf8(path)}};
    return std::nullopt;
}

std::vector<fs::path> FileBrowser::parents() const {
    std::vector<fs::path> parents{m_folder};
    while (parents.back().has_relative_path()) {
        parents.push_back(parents.back().parent_path());
    }
    std::reverse(parents.begin(), parents.end());
    return parents;
}

std::string size_text(std::int64_t bytes, Language language) {
    constexpr auto kUnits =
        std::to_array<std::pair<std::int64_t, MessageId>>({{1'000'000'000, screen::kPaneGigabytes},
                                                           {1'000'000, screen::kPaneMegabytes},
                                                           {1'000, screen::kPaneKilobytes}});
    const char mark = language == Language::kFrench ? ',' : '.';
    for (const auto& [unit, name] : kUnits) {
        if (bytes >= unit) {
            const bool small = bytes < 10 * unit;
            return render({name, {fixed_ratio(bytes, unit, small ? 1 : 0, mark)}}, language);
        }
    }
    return render({screen::kPaneBytes, {bytes}}, language);
}

}  // namespace maillage::ui
