// SPDX-License-Identifier: Apache-2.0
#include "io/archive.hpp"

#include "base/text.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace maillage::io {
namespace {

constexpr std::size_t kMostMembers = 10'000;
constexpr std::uint64_t kSmall = std::uint64_t{10} << 20U;
constexpr std::uint64_t kSlack = 64;

std::uint64_t number_at(std::string_view bytes, std::uint64_t at, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size && at + i < bytes.size(); ++i) {
        value |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    }
    return value;
}

Error refused(MessageId id, std::initializer_list<MessageArgument> values) {
    return {Error::Code::kRefused, Message(id, values), {}};
}
Error damaged(const std::string& name, MessageId why) {
    return {Error::Code::kFormat, Message(MessageId::kArchiveDamaged, {name, why}), {}};
}

struct Directory {
    std::uint64_t offset = 0;
    std::uint64_t members = 0;
};

/// The end record stands in the last 64 KiB; with a zip64 one before it in large archives.
Result<Directory> find_directory(std::string_view bytes, const std::string& name) {
    const auto end = bytes.rfind("PK\x05\x06");
    if (end == std::string_view::npos || bytes.size() - end < 22) {
        return damaged(name, MessageId::kArchiveNoDirectory);
    }
    if (number_at(bytes, end + 4, 2) != number_at(bytes, end + 6, 2) ||
        (number_at(bytes, end + 4, 2) != 0 && number_at(bytes, end + 4, 2) != 0xFFFF) ||
        number_at(bytes, end + 8, 2) != number_at(bytes, end + 10, 2)) {
        return damaged(name, MessageId::kArchiveSplit);
    }
    Directory directory{number_at(bytes, end + 16, 4), number_at(bytes, end + 10, 2)};
    if (end >= 20 && bytes.substr(end - 20, 4) == "PK\x06\x07") {
        const auto wide = number_at(bytes, end - 12, 8);
        if (wide < bytes.size() && bytes.substr(wide, 4) == "PK\x06\x06") {
            directory = {number_at(bytes, wide + 48, 8), number_at(bytes, wide + 32, 8)};
        }
    }
    if (directory.offset > end) {
        return damaged(name, MessageId::kArchiveBadDirectory);
    }
    return directory;
}

/// Sizes above 4 GiB stand in an extra field.
void read_wide_sizes(std::string_view extra, ArchiveMember& member) {
    while (extra.size() >= 4) {
        const auto id = number_at(extra, 0, 2);
        const auto size = number_at(extra, 2, 2);
        std::uint64_t at = 4;
        if (id == 1) {
            for (auto* value : {&member.size, &member.packed, &member.offset}) {
                if (*value == 0xFFFF'FFFF) {
                    *value = number_at(extra, at, 8);
                    at += 8;
                }
            }
            return;
        }
        extra.remove_prefix(std::min<std::size_t>(extra.size(), size + 4));
    }
}

bool leaves_folder(std::string_view name) {
    if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos ||
        name.find('\0') != std::string_view::npos || (name.size() > 1 && name[1] == ':')) {
        return true;
    }
    const auto parts = split(name, '/');
    return std::any_of(parts.begin(), parts.end(), [](auto part) { return part == ".."; });
}

/// Names are UTF-8 when flagged so, else the code page of the machine that packed them.
std::string member_name(std::string_view raw) {
    return is_utf8(raw) ? std::string(raw) : utf8_from_windows_1252(raw);
}

std::optional<Error> check_member(const ArchiveMember& member, std::uint64_t flags,
                                  std::uint64_t attributes, const std::string& archive,
                                  const ArchiveLimits& limits) {
    if (leaves_folder(member.name)) {
        return refused(MessageId::kArchiveBadName, {quote_excerpt(member.name, 80)});
    }
    constexpr std::uint64_t kTypeMask = 0xF000;
    constexpr std::uint64_t kLink = 0xA000;
    if (((attributes >> 16U) & kTypeMask) == kLink) {
        return refused(MessageId::kArchiveLink, {quote_excerpt(member.name, 80)});
    }
    if ((flags & 1U) != 0) {
        return refused(MessageId::kArchiveEncrypted, {archive});
    }
    if (member.size > limits.max_bytes) {
        return refused(MessageId::kArchiveTooLarge,
                       {archive, static_cast<std::int64_t>(limits.max_bytes >> 20U)});
    }
    if (member.size > kSmall && member.size / limits.max_ratio > member.packed) {
        return refused(MessageId::kArchiveExplodes,
                       {archive, static_cast<std::int64_t>(limits.max_ratio)});
    }
    return std::nullopt;
}

/// Of all members together, since many small ones explode just as well.
std::optional<Error> check_total(std::uint64_t total, std::uint64_t packed,
                                 const std::string& archive, const ArchiveLimits& limits) {
    if (total > limits.max_bytes) {
        return refused(MessageId::kArchiveTooLarge,
                       {archive, static_cast<std::int64_t>(limits.max_bytes >> 20U)});
    }
    if (total > kSmall && total / limits.max_ratio > packed) {
        return refused(MessageId::kArchiveExplodes,
                       {archive, static_cast<std::int64_t>(limits.max_ratio)});
    }
    return std::nullopt;
}

}  // namespace

Result<std::vector<ArchiveMember>> list_archive(std::string_view bytes, const std::string& name,
                                                const ArchiveLimits& limits) {
    const auto directory = find_directory(bytes, name);
    if (!directory) {
        return directory.error();
    }
    if (directory->members > kMostMembers) {
        return refused(MessageId::kArchiveTooManyMembers,
                       {name, static_cast<std::int64_t>(directory->members),
                        static_cast<std::int64_t>(kMostMembers)});
    }
    std::vector<ArchiveMember> members;
    std::uint64_t at = directory->offset;
    std::uint64_t total = 0;
    for (std::uint64_t i = 0; i < directory->members; ++i) {
        if (at + 46 > bytes.size() || bytes.substr(at, 4) != "PK\x01\x02") {
            return damaged(name, MessageId::kArchiveBadDirectory);
        }
        const auto name_size = number_at(bytes, at + 28, 2);
        const auto extra_size = number_at(bytes, at + 30, 2);
        const auto next = at + 46 + name_size + extra_size + number_at(bytes, at + 32, 2);
        if (next > bytes.size()) {
            return damaged(name, MessageId::kArchiveBadDirectory);
        }
        ArchiveMember member;
        member.name = member_name(bytes.substr(at + 46, name_size));
        member.method = static_cast<std::uint16_t>(number_at(bytes, at + 10, 2));
        member.packed = number_at(bytes, at + 20, 4);
        member.size = number_at(bytes, at + 24, 4);
        member.offset = number_at(bytes, at + 42, 4);
        read_wide_sizes(bytes.substr(at + 46 + name_size, extra_size), member);
        if (auto error = check_member(member, number_at(bytes, at + 8, 2),
                                      number_at(bytes, at + 38, 4), name, limits)) {
            return *error;
        }
        total += member.size;
        if (auto error = check_total(total, bytes.size(), name, limits)) {
            return *error;
        }
        at = next;
        if (!member.name.ends_with('/')) {
            members.push_back(std::move(member));
        }
    }
    return members;
}

Result<std::string> unpack_member(std::string_view bytes, const ArchiveMember& member,
                                  const std::string& name) {
    if (member.offset + 30 > bytes.size() || bytes.substr(member.offset, 4) != "PK\x03\x04") {
        return damaged(name, MessageId::kArchiveBadDirectory);
    }
    const auto start = member.offset + 30 + number_at(bytes, member.offset + 26, 2) +
                       number_at(bytes, member.offset + 28, 2);
    if (start > bytes.size() || member.packed > bytes.size() - start) {
        return damaged(name, MessageId::kArchiveBadDirectory);
    }
    const auto packed = bytes.substr(start, member.packed);
    if (member.method == 0 && member.packed == member.size) {
        return std::string(packed);
    }
    if (member.method != 8) {
        return damaged(name, MessageId::kArchiveBadDirectory);
    }
    std::string content;
    content.reserve(member.size + kSlack);
    content.resize(member.size);
    const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> inflate(
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    std::size_t made = 0;
    const auto status = libdeflate_deflate_decompress(inflate.get(), packed.data(), packed.size(),
                                                      content.data(), content.size(), &made);
    if (status != LIBDEFLATE_SUCCESS || made != content.size()) {
        return damaged(name, MessageId::kArchiveBadDirectory);
    }
    return content;
}

}  // namespace maillage::io
