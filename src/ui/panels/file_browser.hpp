// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the built-in file dialog knows: the folder looked at, its entries in order, where one can
/// go. Reads folders, draws nothing.

#include "base/message.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace maillage::ui {

/// Which files are offered; folders always are.
enum class FileFilter : std::uint8_t { kData, kWorkbooks, kText, kMaps, kAll };
bool passes_filter(const std::filesystem::path& file, FileFilter filter);

struct FileEntry {
    std::string name;  ///< UTF-8.
    bool folder = false;
    std::int64_t size = 0;  ///< Bytes; 0 for folders.
    std::optional<std::chrono::sys_seconds> changed;
    friend bool operator==(const FileEntry&, const FileEntry&) = default;
};

enum class FileSort : std::uint8_t { kName, kSize, kChanged };

/// Folders first, then by the sort; names compare as people read them (no case, no accents, 2
/// before 10).
void sort_entries(std::vector<FileEntry>& entries, FileSort sort, bool descending);
/// "fichier 2" before "fichier 10".
bool name_before(const std::string& a, const std::string& b);

class FileBrowser {
public:
    /// Starts in \p folder, or the closest folder above it that exists.
    explicit FileBrowser(const std::filesystem::path& folder = {});

    const std::filesystem::path& folder() const { return m_folder; }
    /// What is offered: the folder's entries that pass the filter, the words typed and the choice
    /// about hidden files.
    const std::vector<FileEntry>& entries() const { return m_shown; }
    /// Why the folder cannot be listed, in words.
    const std::optional<Message>& problem() const { return m_problem; }

    /// Goes there and remembers where it came from. A file's folder when \p path is a file.
    void go(const std::filesystem::path& path);
    void up();
    bool can_go_back() const { return !m_back.empty(); }
    void back();
    bool can_go_forward() const { return !m_forward.empty(); }
    void forward();
    /// Reads the folder again.
    void reload();

    void set_filter(FileFilter filter);
    void set_hidden(bool shown);
    void set_words(std::string words);  ///< Parts of names, as typed.
    void set_sort(FileSort sort);       ///< The same again reverses.
    FileFilter filter() const { return m_filter; }
    bool hidden() const { return m_hidden; }
    FileSort sort() const { return m_sort; }
    bool descending() const { return m_descending; }

    /// Position in entries() that the keyboard is at; empty when there is none.
    std::optional<std::size_t> cursor() const { return m_cursor; }
    void move_cursor(int steps);
    void set_cursor(std::size_t position);
    /// Enters the folder at the cursor. \returns the path when it is a file.
    std::optional<std::filesystem::path> open_cursor();
    /// What a text typed as a name means: an absolute or relative path, ~ for the home folder.
    /// A folder is entered and nothing returned; a path that does not exist sets problem().
    std::optional<std::filesystem::path> open_text(const std::string& text);

    /// From the file system's root to the folder, for a line of links.
    std::vector<std::filesystem::path> parents() const;

private:
    void read();
    void arrange();
    void enter(const std::filesystem::path& folder);

    std::filesystem::path m_folder;
    std::vector<std::filesystem::path> m_back;
    std::vector<std::filesystem::path> m_forward;
    std::vector<FileEntry> m_all;
    std::vector<FileEntry> m_shown;
    std::optional<Message> m_problem;
    std::optional<std::size_t> m_cursor;
    FileFilter m_filter = FileFilter::kData;
    FileSort m_sort = FileSort::kName;
    bool m_descending = false;
    bool m_hidden = false;
    std::string m_words;
};

/// "12 ko", "3,4 Mo".
std::string size_text(std::int64_t bytes, Language language);

}  // namespace maillage::ui
