// SPDX-License-Identifier: Apache-2.0
#include "workspace/journal.hpp"

#include "base/screen_messages.hpp"
#include "base/sha256.hpp"
#include "io/read.hpp"
#include "io/write.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20U;

Error failed(const fs::path& path, int number) {
    return {Error::Code::kWrite,
            {screen::kJournalFailed, {path.string(), std::generic_category().message(number)}},
            ""};
}

fs::path left_beside(const fs::path& path) {
    auto left = path;
    left += ".left";
    return left;
}

std::string content(const fs::path& path) {
    std::error_code ignored;
    if (!fs::exists(path, ignored) || fs::file_size(path, ignored) == 0) {
        return {};
    }
    const auto bytes = io::read_bytes(path, kMostBytes);
    return bytes ? bytes->bytes : std::string();
}

/// Whole lines of \p text, without comments; what follows the last line break was cut.
void add_lines(const std::string& text, Journal::Left& left) {
    std::size_t from = 0;
    for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', from)) {
        if (end > from && text[from] != '#') {
            left.lines.push_back(text.substr(from, end - from));
        }
        from = end + 1;
    }
    left.torn = left.torn || from < text.size();
}

/// The first of a few files that no other program holds. \returns −1 when none can be had.
int lock_one(const fs::path& folder, const std::string& name, fs::path& path) {
    constexpr int kPrograms = 20;
    for (int i = 0; i < kPrograms; ++i) {
        path = folder / (name + (i == 0 ? "" : "-" + std::to_string(i)) + ".journal");
        const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (file < 0) {
            return -1;
        }
        // A file system that cannot lock has one user.
        if (::flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) {
            return file;
        }
        ::close(file);
    }
    errno = EBUSY;
    return -1;
}

}  // namespace

Result<Journal> Journal::take(const fs::path& folder, const fs::path& workspace, Left& left) {
    std::error_code ignored;
    fs::create_directories(folder, ignored);
    const auto whole = workspace.empty() ? fs::path() : fs::weakly_canonical(workspace, ignored);
    constexpr std::size_t kDigits = 16;
    fs::path path;
    const int file = lock_one(folder, sha256_hex(whole.string()).substr(0, kDigits), path);
    if (file < 0) {
        return failed(folder, errno);
    }
    Journal journal(file, path);
    const auto kept = left_beside(path);
    const auto old = content(kept);
    const auto text = content(path);
    add_lines(old, left);
    add_lines(text, left);
    if (!text.empty()) {
        std::string both;
        for (const auto& line : left.lines) {
            both += line + '\n';
        }
        if (const auto done = io::write_file(kept, both); !done) {
            return done.error();
        }
    }
    if (const auto done = journal.clear(); !done) {
        return done.error();
    }
    const auto header = journal.append("# " + whole.string());
    return header ? Result<Journal>(std::move(journal)) : Result<Journal>(header.error());
}

Journal::Journal(Journal&& other) noexcept
    : m_file(std::exchange(other.m_file, -1)), m_path(std::move(other.m_path)) {}

Journal& Journal::operator=(Journal&& other) noexcept {
    std::swap(m_file, other.m_file);
    std::swap(m_path, other.m_path);
    return *this;
}

Journal::~Journal() {
    if (m_file >= 0) {
        ::close(m_file);
    }
}

Result<Done> Journal::append(std::string_view line) {
    const auto text = std::string(line) + '\n';
    const auto before = ::lseek(m_file, 0, SEEK_END);
    const auto written = ::write(m_file, text.data(), text.size());
    if (written == static_cast<::ssize_t>(text.size())) {
        return Done{};
    }
    const int number = written < 0 ? errno : ENOSPC;
    // Half a line would swallow the next one.
    static_cast<void>(::ftruncate(m_file, before));
    return failed(m_path, number);
}

std::function<void()> Journal::sync() const {
    // A copy of the descriptor, closed with the function: the journal may be gone by then.
    const auto closing = [](const int* file) {
        ::close(*file);
        delete file;
    };
    const int copy = ::fcntl(m_file, F_DUPFD_CLOEXEC, 0);
    if (copy < 0) {
        return [] {};
    }
    std::shared_ptr<const int> file(new int(copy), closing);
    return [file = std::move(file)] { ::fdatasync(*file); };
}

Result<Done> Journal::clear() {
    return ::ftruncate(m_file, 0) == 0 ? Result<Done>(Done{}) : failed(m_path, errno);
}

void Journal::forget() {
    std::error_code ignored;
    fs::remove(left_beside(m_path), ignored);
}

}  // namespace maillage::workspace
