// SPDX-License-Identifier: Apache-2.0
#include "base/sha256.hpp"
#include "io/file_error.hpp"
#include "io/read.hpp"

#include <fcntl.h>
#include <libdeflate.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <system_error>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

/// Real .gz data stay far below; deflate itself cannot pass 1,032.
constexpr std::uint64_t kMaxRatio = 200;
constexpr std::uint64_t kAlwaysAllowed = std::uint64_t{10} << 20U;
/// Room behind the text, so that the JSON reader need not copy it.
constexpr std::size_t kSlack = 64;

Result<std::string> read_whole(const fs::path& path, std::uint64_t max_bytes) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return open_error(errno, path);
    }
    struct stat status {};
    const bool known = ::fstat(fd, &status) == 0;
    if (!known || !S_ISREG(status.st_mode)) {
        ::close(fd);
        return known && S_ISDIR(status.st_mode) ? open_error(EISDIR, path)
                                                : open_error(ESPIPE, path);
    }
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size > max_bytes) {
        ::close(fd);
        return too_large(path, max_bytes);
    }
    std::string bytes;
    bytes.reserve(size + kSlack);
    bytes.resize(size);
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const auto got = ::read(fd, bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            const int number = errno;
            ::close(fd);
            return open_error(number, path);
        }
        if (got == 0) {
            break;  // shortened while it was read
        }
        filled += static_cast<std::size_t>(got);
    }
    ::close(fd);
    bytes.resize(filled);
    return bytes;
}

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B"); }

/// Why \p packed did not unpack: libdeflate only says "bad data", zlib tells a cut from damage.
Error gzip_failure(std::string_view packed, const fs::path& path, std::uint64_t limit) {
    z_stream stream{};
    std::array<unsigned char, 65536> sink{};
    std::uint64_t unpacked = 0;
    int status = inflateInit2(&stream, 15 + 16);
    // zlib takes the input as not const, but does not change it.
    stream.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(packed.data()));
    stream.avail_in =
        static_cast<unsigned>(std::min<std::size_t>(packed.size(), std::size_t{1} << 31U));
    while (status == Z_OK && unpacked <= limit) {
        stream.next_out = sink.data();
        stream.avail_out = static_cast<unsigned>(sink.size());
        status = inflate(&stream, Z_NO_FLUSH);
        unpacked += sink.size() - stream.avail_out;
    }
    const auto read = static_cast<std::int64_t>(stream.total_in);
    const bool cut = status == Z_BUF_ERROR || (status == Z_OK && stream.avail_in == 0);
    inflateEnd(&stream);
    const auto id = cut ? MessageId::kGzipCut : MessageId::kGzipDamaged;
    return {Error::Code::kFormat, Message(id, {path.filename().string(), read}), {}};
}

/// Unpacks one member after the other to the end of \p out. The size in the trailer is a hint only:
/// memory grows by what really comes out, up to \p limit.
class Gunzip {
public:
    Gunzip(std::string_view packed, std::uint64_t limit)
        : m_packed(packed), m_limit(limit), m_inflate(libdeflate_alloc_decompressor()) {}

    enum class End { kDone, kBad, kTooLarge };

    End run(std::string& out) {
        std::string_view rest = m_packed;
        std::size_t filled = 0;
        out.reserve(first_guess() + kSlack);
        out.resize(first_guess());
        while (!rest.empty()) {
            std::size_t taken = 0;
            std::size_t made = 0;
            const auto status = libdeflate_gzip_decompress_ex(m_inflate.get(), rest.data(),
                                                              rest.size(), out.data() + filled,
                                                              out.size() - filled, &taken, &made);
            if (status == LIBDEFLATE_INSUFFICIENT_SPACE) {
                if (out.size() >= m_limit) {
                    return End::kTooLarge;
                }
                out.resize(std::min<std::uint64_t>(m_limit, out.size() * 2 + 65536));
                continue;
            }
            if (status != LIBDEFLATE_SUCCESS) {
                m_bad = rest;
                return End::kBad;
            }
            filled += made;
            rest.remove_prefix(taken);
            if (rest.find_first_not_of('\0') == std::string_view::npos) {
                break;  // padding of tapes and disk images
            }
        }
        out.resize(filled);
        return End::kDone;
    }
    std::string_view bad_member() const { return m_bad; }

private:
    std::size_t first_guess() const {
        std::uint64_t size = 0;
        for (std::size_t i = 0; i < 4 && m_packed.size() >= 18; ++i) {
            const auto byte = static_cast<unsigned char>(m_packed[m_packed.size() - 4 + i]);
            size |= std::uint64_t{byte} << (8 * i);
        }
        // A small file may not ask for much at once, whatever its trailer says.
        const auto plausible = std::uint64_t{m_packed.size()} * 32 + 65536;
        return static_cast<std::size_t>(std::min({size, plausible, m_limit}));
    }

    struct Free {
        void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
    };
    std::string_view m_packed;
    std::string_view m_bad;
    std::uint64_t m_limit;
    std::unique_ptr<libdeflate_decompressor, Free> m_inflate;
};

Result<std::string> gunzip(std::string_view packed, const fs::path& path, std::uint64_t max_bytes) {
    const auto by_ratio = std::max(kAlwaysAllowed, std::uint64_t{packed.size()} * kMaxRatio);
    const auto limit = std::min(max_bytes, by_ratio);
    Gunzip gunzip(packed, limit);
    std::string bytes;
    switch (gunzip.run(bytes)) {
        case Gunzip::End::kDone:
            return bytes;
        case Gunzip::End::kBad:
            return gzip_failure(gunzip.bad_member(), path, limit);
        case Gunzip::End::kTooLarge:
            break;
    }
    if (by_ratio < max_bytes) {
        return Error{Error::Code::kRefused,
                     Message(MessageId::kArchiveExplodes,
                             {path.filename().string(), static_cast<std::int64_t>(kMaxRatio)}),
                     {}};
    }
    return too_large(path, max_bytes);
}

}  // namespace

Error too_large(const fs::path& path, std::uint64_t max_bytes) {
    return {Error::Code::kRefused,
            Message(MessageId::kFileTooLarge,
                    {path.filename().string(), static_cast<std::int64_t>(max_bytes >> 20U)}),
            {}};
}

Error open_error(int number, const fs::path& path) {
    const std::string name = path.filename().string();
    switch (number) {
        case ENOENT:
        case ENOTDIR:
            return not_found(path);
        case EACCES:
        case EPERM:
            return {Error::Code::kNotFound, Message(MessageId::kFileNoRight, {name}), {}};
        case EISDIR:
            return {Error::Code::kNotFound, Message(MessageId::kFileIsFolder, {name}), {}};
        default:
            return {Error::Code::kNotFound,
                    Message(MessageId::kFileReadFailed,
                            {name, std::generic_category().message(number)}),
                    {}};
    }
}

Result<FileBytes> read_bytes(const fs::path& path, std::uint64_t max_bytes) {
    auto whole = read_whole(path, max_bytes);
    if (!whole) {
        return whole.error();
    }
    if (whole->empty()) {
        return Error{
            Error::Code::kFormat, Message(MessageId::kFileEmpty, {path.filename().string()}), {}};
    }
    FileBytes file;
    file.sha256 = sha256_hex(*whole);
    if (!is_gzip(*whole)) {
        file.bytes = std::move(whole).value();
        return file;
    }
    auto unpacked = gunzip(*whole, path, max_bytes);
    if (!unpacked) {
        return unpacked.error();
    }
    file.bytes = std::move(unpacked).value();
    if (file.bytes.empty()) {
        return Error{
            Error::Code::kFormat, Message(MessageId::kFileEmpty, {path.filename().string()}), {}};
    }
    return file;
}

}  // namespace maillage::io
