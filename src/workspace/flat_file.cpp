// SPDX-License-Identifier: Apache-2.0
#include "workspace/flat_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <string>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKeySize = 64;

/// As it stands at the beginning of the file; no gaps between the members.
struct Header {
    std::array<char, 8> magic{};
    std::uint32_t version = 0;
    std::uint32_t byte_order = 0x01020304;
    std::array<char, kKeySize> key{};
    std::uint64_t file_size = 0;
    std::uint64_t checksum = 0;  ///< Of all that follows.
};
static_assert(sizeof(Header) == 96 && offsetof(Header, version) == kFlatVersionOffset);

Header header_of(const FlatForm& form, std::string_view key) {
    Header header;
    header.magic = form.magic;
    header.version = form.version;
    std::copy_n(key.begin(), std::min(key.size(), kKeySize), header.key.begin());
    return header;
}

class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (m_number >= 0) {
            ::close(m_number);
        }
    }
    int number() const { return m_number; }

private:
    int m_number;
};

void mix(std::uint64_t& state, std::uint64_t word) {
    state = std::rotl((state ^ word) * 0x9E3779B97F4A7C15U, 29);
}

/// A new file beside \p target that nobody else has.
int open_beside(const fs::path& target, fs::path& name) {
    constexpr int kAttempts = 100;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        name = target;
        name += "." + std::to_string(::getpid()) + "-" + std::to_string(attempt) + ".tmp";
        const int fd = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

bool put_header(int descriptor, const Header& header) {
    return ::pwrite(descriptor, &header, sizeof header, 0) == static_cast<ssize_t>(sizeof header);
}

bool write_whole(int descriptor, Header header, const std::function<void(FlatWriter&)>& parts) {
    if (!put_header(descriptor, header)) {
        return false;
    }
    ::lseek(descriptor, sizeof header, SEEK_SET);
    FlatBytes bytes(descriptor);
    FlatWriter writer(bytes);
    parts(writer);
    header.file_size = static_cast<std::uint64_t>(::lseek(descriptor, 0, SEEK_CUR));
    header.checksum = bytes.checksum();
    return bytes.good() && put_header(descriptor, header) && ::fsync(descriptor) == 0;
}

}  // namespace

void FlatChecksum::add(std::span<const std::byte> bytes) {
    std::array<std::uint64_t, 4> words{};
    for (; bytes.size() >= kStep; bytes = bytes.subspan(kStep)) {
        std::memcpy(words.data(), bytes.data(), kStep);
        for (std::size_t lane = 0; lane < words.size(); ++lane) {
            mix(m_state[lane], words[lane]);
        }
    }
    if (!bytes.empty()) {
        words.fill(0);
        std::memcpy(words.data(), bytes.data(), bytes.size());
        for (std::size_t lane = 0; lane < words.size(); ++lane) {
            mix(m_state[lane], words[lane]);
        }
    }
}

std::uint64_t FlatChecksum::value() const {
    std::uint64_t all = 0;
    for (const auto state : m_state) {
        mix(all, state);
    }
    return all ^ (all >> 32U);
}

void FlatBytes::read(std::span<std::byte> bytes) {
    constexpr std::size_t kPart = std::size_t{256} << 10U;
    while (m_good && !bytes.empty()) {
        const auto got = ::read(m_descriptor, bytes.data(), std::min(bytes.size(), kPart));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        const auto size = static_cast<std::size_t>(std::max<ssize_t>(got, 0));
        // A part that ends within a step would be summed in another way than it was written.
        m_good = size > 0 && (size == bytes.size() || size % FlatChecksum::kStep == 0);
        if (m_good) {
            m_checksum.add(bytes.first(size));
            bytes = bytes.subspan(size);
        }
    }
}

void FlatBytes::write(std::span<const std::byte> bytes) {
    m_checksum.add(bytes);
    while (m_good && !bytes.empty()) {
        const auto put = ::write(m_descriptor, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        m_good = put > 0;
        bytes = bytes.subspan(m_good ? static_cast<std::size_t>(put) : 0);
    }
}

std::size_t FlatReader::count(std::size_t size) {
    std::uint64_t number = 0;
    value(number);
    if (!m_file.good() || number > m_most / size) {
        m_file.fail();
        return 0;
    }
    return static_cast<std::size_t>(number);
}

bool write_flat_file(const fs::path& target, const FlatForm& form, std::string_view key,
                     const std::function<void(FlatWriter&)>& parts) {
    fs::path temporary;
    const Descriptor file(open_beside(target, temporary));
    if (file.number() < 0) {
        return false;
    }
    if (!write_whole(file.number(), header_of(form, key), parts) ||
        ::rename(temporary.c_str(), target.c_str()) != 0) {
        ::unlink(temporary.c_str());
        return false;
    }
    return true;
}

bool read_flat_file(const fs::path& path, const FlatForm& form, std::string_view key,
                    const std::function<bool(FlatReader&)>& parts) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct ::stat status {};
    Header header;
    const auto wanted = header_of(form, key);
    if (file.number() < 0 || ::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode) ||
        ::pread(file.number(), &header, sizeof header, 0) != static_cast<ssize_t>(sizeof header) ||
        std::memcmp(&header, &wanted, offsetof(Header, file_size)) != 0 ||
        header.file_size != static_cast<std::uint64_t>(status.st_size)) {
        return false;
    }
    ::lseek(file.number(), sizeof header, SEEK_SET);
    FlatBytes bytes(file.number());
    FlatReader reader(bytes, header.file_size);
    const bool sensible = parts(reader);
    return bytes.good() && ::lseek(file.number(), 0, SEEK_CUR) == status.st_size &&
           bytes.checksum() == header.checksum && sensible;
}

}  // namespace maillage::workspace
