// SPDX-License-Identifier: Apache-2.0
#include "io/write.hpp"

#include "io/write_together.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

Error write_error(int number, const fs::path& path) {
    const std::string name = path.string();
    switch (number) {
        case ENOENT:
        case ENOTDIR:
            return {Error::Code::kWrite, Message(MessageId::kWriteNoFolder, {name}), {}};
        case EACCES:
        case EPERM:
        case EROFS:
            return {Error::Code::kWrite, Message(MessageId::kWriteNoRight, {name}), {}};
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return {Error::Code::kWrite, Message(MessageId::kWriteDiskFull, {name}), {}};
        default:
            return {
                Error::Code::kWrite,
                Message(MessageId::kWriteFailed, {name, std::generic_category().message(number)}),
                {}};
    }
}

/// Closes on leaving a scope, so that no path out of write_file leaks a descriptor.
class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    int get() const { return m_fd; }
    bool close() {
        const int fd = m_fd;
        m_fd = -1;
        return ::close(fd) == 0;
    }

private:
    int m_fd;
};

/// A new file beside \p target that nobody else has; empty \p name when none could be made.
int open_beside(const fs::path& target, fs::path& name) {
    constexpr int kAttempts = 100;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        name = target.parent_path() / ("." + target.filename().string() + "." +
                                       std::to_string(::getpid()) + "-" + std::to_string(attempt));
        const int fd = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// The rename is on disk only when the folder is.
void sync_folder(const fs::path& folder) {
    const Descriptor fd(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC));
    if (fd.get() >= 0) {
        ::fsync(fd.get());
    }
}

/// A whole file beside the one it is to replace; gone with the object unless put in place.
class Prepared {
public:
    Prepared(fs::path named, fs::path target, fs::path temporary)
        : m_named(std::move(named)),
          m_target(std::move(target)),
          m_temporary(std::move(temporary)) {}
    Prepared(Prepared&& other) noexcept
        : m_named(std::move(other.m_named)),
          m_target(std::move(other.m_target)),
          m_temporary(std::exchange(other.m_temporary, {})) {}
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;
    Prepared& operator=(Prepared&&) = delete;
    ~Prepared() {
        if (!m_temporary.empty()) {
            ::unlink(m_temporary.c_str());
        }
    }

    Result<Done> put_in_place() {
        if (::rename(m_temporary.c_str(), m_target.c_str()) != 0) {
            return write_error(errno, m_named);
        }
        m_temporary.clear();
        sync_folder(m_target.parent_path());
        return Done{};
    }

private:
    fs::path m_named;
    fs::path m_target;
    fs::path m_temporary;  ///< Empty: put in place, or moved from.
};

Result<Prepared> prepare(const fs::path& path, std::string_view bytes) {
    std::error_code ignored;
    const fs::path target = fs::is_symlink(path, ignored) ? fs::weakly_canonical(path) : path;
    if (fs::is_directory(target, ignored)) {
        return write_error(EISDIR, path);
    }
    fs::path temporary;
    Descriptor fd(open_beside(target, temporary));
    if (fd.get() < 0) {
        return write_error(errno, path);
    }
    Prepared prepared(path, target, temporary);
    struct stat old {};
    if (::stat(target.c_str(), &old) == 0) {
        // The rights of the file that is replaced are kept; that they cannot be is no failure.
        static_cast<void>(::fchmod(fd.get(), old.st_mode & 07777U));
    }
    if (!write_all(fd.get(), bytes) || ::fsync(fd.get()) != 0 || !fd.close()) {
        return write_error(errno, path);
    }
    return prepared;
}

void append_csv_text(std::string& csv, std::string_view text, bool only_column) {
    const bool formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    const bool quoted =
        text.find_first_of(",\"\n\r") != std::string_view::npos || (text.empty() && only_column);
    if (!quoted) {
        csv += formula ? "'" : "";
        csv += text;
        return;
    }
    csv += formula ? "\"'" : "\"";
    for (const char c : text) {
        csv += c;
        if (c == '"') {
            csv += c;
        }
    }
    csv += '"';
}

template <typename Number>
void append_number(std::string& csv, Number value) {
    std::array<char, 64> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    csv.append(digits.data(), end);
}

void append_csv_value(std::string& csv, const Value& value, bool only_column) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        append_csv_text(csv, *text, only_column);
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        append_number(csv, *whole);
    } else if (const auto* real = std::get_if<double>(&value); real && std::isfinite(*real)) {
        append_number(csv, *real);
    } else if (only_column) {
        csv += "\"\"";  // an empty line would not be a row
    }
}

}  // namespace

Result<Done> write_file(const fs::path& path, std::string_view bytes) {
    auto prepared = prepare(path, bytes);
    return prepared ? std::move(prepared).value().put_in_place() : Result<Done>(prepared.error());
}

Result<Done> write_together(const std::vector<FileContent>& files) {
    std::vector<Prepared> all;
    for (const auto& file : files) {
        auto prepared = prepare(file.path, file.bytes);
        if (!prepared) {
            return prepared.error();
        }
        all.push_back(std::move(prepared).value());
    }
    for (auto& one : all) {
        if (auto done = one.put_in_place(); !done) {
            return done;
        }
    }
    return Done{};
}

std::string to_csv(const OutputTable& table) {
    std::string csv;
    csv.reserve((table.rows.size() + 1) * table.columns.size() * 8);
    const bool only_column = table.columns.size() == 1;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        csv += i > 0 ? "," : "";
        append_csv_text(csv, table.columns[i], only_column);
    }
    csv += '\n';
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            csv += i > 0 ? "," : "";
            append_csv_value(csv, row[i], only_column);
        }
        csv += '\n';
    }
    return csv;
}

}  // namespace maillage::io
