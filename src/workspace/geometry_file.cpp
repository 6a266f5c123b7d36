// SPDX-License-Identifier: Apache-2.0
#include "workspace/geometry_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cerrno>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKeySize = 64;

/// As it stands at the beginning of the file; no gaps between the members.
struct Header {
    std::array<char, 8> magic{'M', 'A', 'I', 'L', 'G', 'E', 'O', '\n'};
    std::uint32_t version = kGeometryFileVersion;
    std::uint32_t byte_order = 0x01020304;
    std::array<char, kKeySize> key{};
    std::uint64_t file_size = 0;
    std::uint64_t checksum = 0;  ///< Of all that follows.
};
static_assert(sizeof(Header) == 96 && offsetof(Header, version) == kGeometryVersionOffset);

/// Four sums side by side, which is as fast as memory. Every step is a bijection of the state and
/// of the word: one wrong word always shows.
class Checksum {
public:
    void add(std::span<const std::byte> bytes) {
        for (; bytes.size() >= kStep; bytes = bytes.subspan(kStep)) {
            std::array<std::uint64_t, 4> words{};
            std::memcpy(words.data(), bytes.data(), kStep);
            for (std::size_t lane = 0; lane < words.size(); ++lane) {
                mix(m_state[lane], words[lane]);
            }
        }
        if (!bytes.empty()) {
            std::array<std::uint64_t, 4> words{};
            std::memcpy(words.data(), bytes.data(), bytes.size());
            for (std::size_t lane = 0; lane < words.size(); ++lane) {
                mix(m_state[lane], words[lane]);
            }
        }
    }
    std::uint64_t value() const {
        std::uint64_t all = 0;
        for (const auto state : m_state) {
            mix(all, state);
        }
        return all ^ (all >> 32U);
    }
    /// Parts that are added one after the other must be multiples of this, the last aside.
    static constexpr std::size_t kStep = 4 * sizeof(std::uint64_t);

private:
    static void mix(std::uint64_t& state, std::uint64_t word) {
        state = std::rotl((state ^ word) * 0x9E3779B97F4A7C15U, 29);
    }
    std::array<std::uint64_t, 4> m_state{1, 2, 3, 4};
};

/// Whole reads and writes with their checksum; the first failure makes all further ones fail.
class File {
public:
    explicit File(int descriptor) : m_descriptor(descriptor) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    File(File&&) = delete;
    File& operator=(File&&) = delete;
    ~File() {
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
    }

    int descriptor() const { return m_descriptor; }
    bool good() const { return m_good; }
    void fail() { m_good = false; }
    const Checksum& checksum() const { return m_checksum; }

    /// In parts that stay in the processor's cache until they are summed.
    void read(std::span<std::byte> bytes) {
        while (m_good && !bytes.empty()) {
            const auto got = ::read(m_descriptor, bytes.data(), std::min(bytes.size(), kPart));
            if (got < 0 && errno == EINTR) {
                continue;
            }
            m_good = got > 0 && whole_steps(static_cast<std::size_t>(got), bytes.size());
            if (m_good) {
                m_checksum.add(bytes.first(static_cast<std::size_t>(got)));
                bytes = bytes.subspan(static_cast<std::size_t>(got));
            }
        }
    }
    void write(std::span<const std::byte> bytes) {
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
    /// At its place, without checksum.
    void write_header(const Header& header) {
        m_good = m_good && ::pwrite(m_descriptor, &header, sizeof header, 0) ==
                               static_cast<ssize_t>(sizeof header);
    }

private:
    static constexpr std::size_t kPart = std::size_t{256} << 10U;
    /// A part that ends within a step would be summed in another way than it was written.
    static bool whole_steps(std::size_t got, std::size_t wanted) {
        return got == wanted || got % Checksum::kStep == 0;
    }
    int m_descriptor;
    bool m_good = true;
    Checksum m_checksum;
};

class Writer {
public:
    explicit Writer(File& file) : m_file(file) {}
    template <typename T>
    void value(const T& one) {
        static_assert(std::is_trivially_copyable_v<T>);
        m_file.write(std::as_bytes(std::span(&one, 1)));
    }
    template <typename T>
    void list(const std::vector<T>& all) {
        value(static_cast<std::uint64_t>(all.size()));
        m_file.write(std::as_bytes(std::span(all)));
    }
    void levels(const std::vector<carto::SheetLevel>& all) {
        value(static_cast<std::uint64_t>(all.size()));
    }

private:
    File& m_file;
};

class Reader {
public:
    Reader(File& file, std::uint64_t file_size) : m_file(file), m_most(file_size) {}
    template <typename T>
    void value(T& one) {
        static_assert(std::is_trivially_copyable_v<T>);
        m_file.read(std::as_writable_bytes(std::span(&one, 1)));
    }
    template <typename T>
    void list(std::vector<T>& all) {
        all.resize(count(sizeof(T)));
        m_file.read(std::as_writable_bytes(std::span(all)));
    }
    void levels(std::vector<carto::SheetLevel>& all) {
        all.resize(std::min<std::size_t>(count(1), kMostLevels));
    }

private:
    static constexpr std::size_t kMostLevels = 16;
    /// A wrong count must not ask for more memory than the file could fill.
    std::size_t count(std::size_t size) {
        std::uint64_t number = 0;
        value(number);
        if (!m_file.good() || number > m_most / size) {
            m_file.fail();
            return 0;
        }
        return static_cast<std::size_t>(number);
    }
    File& m_file;
    std::uint64_t m_most;
};

/// A repair without its reason, which stands in a text of all of them.
struct PackedRepair {
    std::uint32_t file = 0;
    std::uint32_t line = 0;
    std::uint32_t lost = 0;
    std::uint32_t reason_size = 0;
};

template <typename Archive, typename Packed, typename Text>
void repair_parts(Archive& archive, Packed& packed, Text& text) {
    archive.list(packed);
    archive.list(text);
}

void write_repairs(Writer& writer, const Repairs& repairs) {
    std::vector<PackedRepair> packed;
    std::vector<char> text;
    for (const auto& one : repairs) {
        packed.push_back({one.file, one.line, one.lost ? 1U : 0U,
                          static_cast<std::uint32_t>(one.reason.size())});
        text.insert(text.end(), one.reason.begin(), one.reason.end());
    }
    repair_parts(writer, packed, text);
}

/// \returns Nothing where the sizes do not add up.
std::optional<Repairs> read_repairs(Reader& reader) {
    std::vector<PackedRepair> packed;
    std::vector<char> text;
    repair_parts(reader, packed, text);
    Repairs repairs;
    std::size_t at = 0;
    for (const auto& one : packed) {
        if (one.reason_size > text.size() - at) {
            return std::nullopt;
        }
        repairs.push_back(
            {one.file, one.line, one.lost != 0, std::string(text.data() + at, one.reason_size)});
        at += one.reason_size;
    }
    return at == text.size() ? std::optional(std::move(repairs)) : std::nullopt;
}

/// The order of everything in the file, for writing and for reading.
template <typename Archive, typename Geometry>
void each_part(Archive& archive, Geometry& geometry) {
    archive.value(geometry.schematic);
    archive.list(geometry.sheet_of_commune);
    archive.list(geometry.anchor);
    archive.list(geometry.area);
    for (auto& sheet : geometry.sheets) {
        archive.value(sheet.id);
        archive.value(sheet.box);
        archive.levels(sheet.levels);
        for (auto& level : sheet.levels) {
            archive.value(level.tolerance);
            archive.list(level.mosaic.points);
            archive.list(level.mosaic.arc_start);
            archive.list(level.mosaic.left);
            archive.list(level.mosaic.right);
            archive.list(level.rank);
        }
    }
}

/// What the drawing code takes for granted. The checksum has said yes: this is for a file that was
/// written by a program with a mistake.
bool consistent(const geo::Mosaic& mosaic, std::size_t features, std::size_t ranks) {
    const auto arcs = mosaic.left.size();
    const auto known = [&](std::uint32_t f) { return f == geo::kOutside || f < features; };
    bool good = mosaic.right.size() == arcs && ranks == arcs &&
                mosaic.arc_start.size() == arcs + 1 && mosaic.arc_start.front() == 0 &&
                mosaic.arc_start.back() == mosaic.points.size();
    for (std::size_t a = 0; good && a < arcs; ++a) {
        good = mosaic.arc_start[a] + 1 < mosaic.arc_start[a + 1] && known(mosaic.left[a]) &&
               known(mosaic.right[a]);
    }
    return good;
}

/// Checks the parts against each other and sets what is not in the file.
bool complete(carto::MapGeometry& geometry) {
    const auto communes = geometry.anchor.size();
    const bool on_sheets = std::all_of(
        geometry.sheet_of_commune.begin(), geometry.sheet_of_commune.end(),
        [](carto::SheetId id) { return static_cast<std::size_t>(id) < carto::kSheetCount; });
    if (geometry.area.size() != communes || geometry.sheet_of_commune.size() != communes ||
        !on_sheets) {
        return false;
    }
    for (std::size_t s = 0; s < carto::kSheetCount; ++s) {
        auto& sheet = geometry.sheets[s];
        if (static_cast<std::size_t>(sheet.id) != s || sheet.box.empty() != sheet.levels.empty()) {
            return false;
        }
        for (auto& level : sheet.levels) {
            if (!consistent(level.mosaic, communes, level.rank.size())) {
                return false;
            }
            level.mosaic.crs.definition = carto::sheet_crs(sheet.id);
            level.mosaic.feature_box.resize(communes);
            geo::update_boxes(level.mosaic);
        }
    }
    return true;
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

bool write_whole(int descriptor, std::string_view key, const carto::MapGeometry& geometry,
                 const Repairs& repairs) {
    File file(descriptor);
    Header header;
    std::copy_n(key.begin(), std::min(key.size(), kKeySize), header.key.begin());
    file.write_header(header);
    ::lseek(descriptor, sizeof header, SEEK_SET);
    Writer writer(file);
    each_part(writer, geometry);
    write_repairs(writer, repairs);
    header.file_size = static_cast<std::uint64_t>(::lseek(descriptor, 0, SEEK_CUR));
    header.checksum = file.checksum().value();
    file.write_header(header);
    return file.good() && ::fsync(descriptor) == 0;
}

}  // namespace

bool write_geometry(const fs::path& target, std::string_view key,
                    const carto::MapGeometry& geometry, const Repairs& repairs) {
    fs::path temporary;
    const int descriptor = open_beside(target, temporary);
    if (descriptor < 0) {
        return false;
    }
    if (!write_whole(descriptor, key, geometry, repairs) ||
        ::rename(temporary.c_str(), target.c_str()) != 0) {
        ::unlink(temporary.c_str());
        return false;
    }
    return true;
}

std::shared_ptr<carto::MapGeometry> read_geometry(const fs::path& path, std::string_view key,
                                                  Repairs& repairs) {
    repairs.clear();
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return nullptr;
    }
    File file(descriptor);
    struct ::stat status {};
    Header header;
    Header wanted;
    std::copy_n(key.begin(), std::min(key.size(), kKeySize), wanted.key.begin());
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) ||
        ::pread(descriptor, &header, sizeof header, 0) != static_cast<ssize_t>(sizeof header) ||
        std::memcmp(&header, &wanted, offsetof(Header, file_size)) != 0 ||
        header.file_size != static_cast<std::uint64_t>(status.st_size)) {
        return nullptr;
    }
    ::lseek(descriptor, sizeof header, SEEK_SET);
    auto geometry = std::make_shared<carto::MapGeometry>();
    Reader reader(file, header.file_size);
    each_part(reader, *geometry);
    auto said = read_repairs(reader);
    const bool whole = file.good() && ::lseek(descriptor, 0, SEEK_CUR) == status.st_size &&
                       file.checksum().value() == header.checksum;
    if (!whole || !said || !complete(*geometry)) {
        return nullptr;
    }
    repairs = std::move(*said);
    return geometry;
}

}  // namespace maillage::workspace
