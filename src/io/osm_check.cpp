// SPDX-License-Identifier: Apache-2.0
#include "io/osm_check.hpp"

#include "base/roads_messages.hpp"
#include "base/text.hpp"
#include "io/file_error.hpp"
#include "io/osm_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

/// Real blocks shrink to a third or a tenth; zeros to a thousandth.
constexpr std::uint64_t kMostBlockRatio = 32;
/// XML with all its repetitions shrinks to a fifteenth.
constexpr std::uint64_t kMostGzipRatio = 200;
constexpr std::uint64_t kAlwaysAllowed = std::uint64_t{4} << 20U;
constexpr std::uint64_t kMostHeader = std::uint64_t{64} << 10U;  ///< OSM wiki, "PBF Format".
constexpr std::uint64_t kMostBlob = std::uint64_t{32} << 20U;
constexpr std::size_t kFirstBytes = 64;

std::string name_of(const fs::path& path) { return path.filename().string(); }

class InputFile {
public:
    explicit InputFile(const fs::path& path)
        : m_descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;
    InputFile(InputFile&&) = delete;
    InputFile& operator=(InputFile&&) = delete;
    ~InputFile() {
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
    }
    int descriptor() const { return m_descriptor; }

    /// As many bytes from \p offset as are there.
    std::span<const unsigned char> at(std::uint64_t offset, std::span<unsigned char> into) const {
        std::size_t filled = 0;
        while (filled < into.size()) {
            const auto got = ::pread(m_descriptor, into.data() + filled, into.size() - filled,
                                     static_cast<off_t>(offset + filled));
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got <= 0) {
                break;
            }
            filled += static_cast<std::size_t>(got);
        }
        return into.first(filled);
    }

private:
    int m_descriptor;
};

/// Fields of a protocol buffer message that lies in a file, without reading what they hold.
class FieldWalker {
public:
    FieldWalker(const InputFile& file, std::uint64_t from, std::uint64_t size)
        : m_file(file), m_at(from), m_end(from + size) {}

    struct Field {
        std::uint64_t number = 0;
        std::uint64_t value = 0;   ///< Of a number; of bytes: how many.
        std::uint64_t offset = 0;  ///< Of bytes.
    };
    /// Nothing at the end, or where the message is wrong: then failed().
    std::optional<Field> next() {
        if (m_at >= m_end) {
            return std::nullopt;
        }
        constexpr std::uint64_t kVarint = 0;
        constexpr std::uint64_t kBytes = 2;
        const auto key = varint();
        const auto value = varint();
        const auto type = key & 7U;
        m_failed = m_failed || (type != kVarint && type != kBytes) ||
                   (type == kBytes && value > m_end - std::min(m_end, m_at));
        if (m_failed) {
            return std::nullopt;
        }
        const Field field{key >> 3U, value, m_at};
        m_at += type == kBytes ? value : 0;
        return field;
    }
    bool failed() const { return m_failed; }

private:
    std::uint64_t varint() {
        constexpr std::size_t kLongest = 10;
        std::array<unsigned char, kLongest> bytes{};
        const auto there = m_file.at(m_at, bytes);
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < there.size(); ++i) {
            value |= std::uint64_t{there[i] & 0x7FU} << (7 * i);
            if ((there[i] & 0x80U) == 0) {
                m_at += i + 1;
                m_failed = m_failed || m_at > m_end;
                return value;
            }
        }
        m_failed = true;
        return 0;
    }

    const InputFile& m_file;
    std::uint64_t m_at;
    std::uint64_t m_end;
    bool m_failed = false;
};

Error damaged(const fs::path& path, std::string_view why) {
    return {Error::Code::kFormat, {roads::kOsmDamaged, {name_of(path), std::string(why)}}, {}};
}

Error explodes(const fs::path& path) {
    return {Error::Code::kRefused, {roads::kOsmExplodes, {name_of(path)}}, {}};
}

/// Every block: four bytes of length, a header that tells the length of the blob, the blob.
Result<Done> check_pbf(const InputFile& file, const fs::path& path, std::uint64_t size,
                       const Progress& progress) {
    const auto cut = [&](std::uint64_t at) {
        return Error{Error::Code::kFormat,
                     {roads::kOsmCut, {name_of(path), static_cast<std::int64_t>(at)}},
                     {}};
    };
    std::uint64_t all_unpacked = 0;
    for (std::uint64_t at = 0; at < size;) {
        if (progress.cancelled()) {
            return stopped();
        }
        std::array<unsigned char, 4> bytes{};
        if (file.at(at, bytes).size() < bytes.size()) {
            return cut(at);
        }
        std::uint64_t header = 0;
        for (const auto byte : bytes) {
            header = header << 8U | byte;
        }
        if (header > kMostHeader) {
            return damaged(path, "BlobHeader > 64 KiB");
        }
        if (header > size - at - bytes.size()) {
            return cut(at);
        }
        std::uint64_t blob = 0;
        FieldWalker fields(file, at + bytes.size(), header);
        constexpr std::uint64_t kDataSize = 3;
        while (const auto field = fields.next()) {
            blob = field->number == kDataSize ? field->value : blob;
        }
        if (fields.failed() || blob > kMostBlob) {
            return damaged(path, "BlobHeader");
        }
        const auto begin = at + bytes.size() + header;
        if (blob > size - begin) {
            return cut(at);
        }
        std::uint64_t unpacked = 0;
        FieldWalker parts(file, begin, blob);
        constexpr std::uint64_t kRawSize = 2;
        while (const auto part = parts.next()) {
            unpacked = part->number == kRawSize ? part->value : unpacked;
        }
        if (parts.failed()) {
            return damaged(path, "Blob");
        }
        all_unpacked += std::min(unpacked, kMostBlob);
        if (all_unpacked > kAlwaysAllowed && all_unpacked / kMostBlockRatio > size) {
            return explodes(path);
        }
        at = begin + blob;
    }
    return Done{};
}

Result<Done> check_gzip(const InputFile& file, const fs::path& path, std::uint64_t size,
                        const Progress& progress) {
    constexpr std::size_t kPart = std::size_t{256} << 10U;
    std::vector<unsigned char> packed(kPart);
    std::vector<unsigned char> sink(kPart);
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    std::uint64_t at = 0;
    std::uint64_t unpacked = 0;
    int status = Z_OK;
    bool fits = true;
    bool ended = false;
    while (fits && !progress.cancelled() && (status == Z_OK || status == Z_BUF_ERROR)) {
        if (stream.avail_in == 0) {
            const auto part = file.at(at, packed);
            if (part.empty()) {
                break;
            }
            at += part.size();
            stream.next_in = packed.data();
            stream.avail_in = static_cast<unsigned>(part.size());
        }
        if (ended) {
            inflateReset(&stream);  // one member after the other
            ended = false;
        }
        stream.next_out = sink.data();
        stream.avail_out = static_cast<unsigned>(sink.size());
        status = inflate(&stream, Z_NO_FLUSH);
        unpacked += sink.size() - stream.avail_out;
        fits = unpacked <= kAlwaysAllowed || unpacked / kMostGzipRatio <= size;
        if (status == Z_STREAM_END) {
            ended = true;
            status = Z_OK;
        }
    }
    inflateEnd(&stream);
    if (progress.cancelled()) {
        return stopped();
    }
    if (!fits) {
        return explodes(path);
    }
    if (!ended) {
        const auto id =
            status == Z_OK || status == Z_BUF_ERROR ? MessageId::kGzipCut : MessageId::kGzipDamaged;
        return Error{Error::Code::kFormat,
                     {id, {name_of(path), static_cast<std::int64_t>(stream.total_in)}},
                     {}};
    }
    return Done{};
}

/// Null: none of those that are read.
const char* format_of(std::string_view first) {
    if (first.starts_with("\x1F\x8B")) {
        return "osm.gz";
    }
    const auto text = trim(first);
    if (text.starts_with("<?xml") || text.starts_with("<osm")) {
        return "osm";
    }
    // The first block of a .pbf is of type "OSMHeader", within its first bytes.
    return first.substr(0, 32).find("OSMHeader") != std::string_view::npos ? "pbf" : nullptr;
}

}  // namespace

bool is_osm_file(const fs::path& path) {
    // Compressed, only the name tells XML from GeoJSON; an .xml or .gml may be anything.
    const auto name = path.filename().string();
    if (name.ends_with(".osm.gz") || name.ends_with(".osm")) {
        return true;
    }
    const InputFile file(path);
    std::array<unsigned char, kFirstBytes> bytes{};
    const auto there = file.at(0, bytes);
    const std::string first(there.begin(), there.end());
    const auto* const format = format_of(first);
    return format != nullptr && std::string_view(format) == "pbf";
}

Result<OsmKind> check_osm(const fs::path& path, const Progress& progress) {
    std::error_code failed;
    if (!fs::exists(path, failed) && !failed) {
        return not_found(path);
    }
    const InputFile file(path);
    if (file.descriptor() < 0) {
        return open_error(errno, path);
    }
    struct ::stat status {};
    if (::fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return open_error(S_ISDIR(status.st_mode) ? EISDIR : ESPIPE, path);
    }
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size == 0) {
        return Error{Error::Code::kFormat, {MessageId::kFileEmpty, {name_of(path)}}, {}};
    }
    std::array<unsigned char, kFirstBytes> bytes{};
    const auto there = file.at(0, bytes);
    const std::string first(there.begin(), there.end());
    const auto* format = format_of(first);
    if (format == nullptr) {
        return Error{Error::Code::kFormat, {roads::kOsmUnknownKind, {name_of(path)}}, {}};
    }
    const std::string_view known(format);
    Result<Done> checked = Done{};
    if (known == "pbf") {
        checked = check_pbf(file, path, size, progress);
    } else if (known == "osm.gz") {
        checked = check_gzip(file, path, size, progress);
    }
    if (!checked) {
        return checked.error();
    }
    return OsmKind{format, size};
}

}  // namespace maillage::io
