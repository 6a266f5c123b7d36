// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Inside workspace only: columns as they lie in memory, in one file with a key and a checksum.
/// For the machine that wrote it: numbers are in its byte order, and a reader of another refuses.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace maillage::workspace {

/// What kind of file it is. Files of another version are not read.
struct FlatForm {
    std::array<char, 8> magic{};
    std::uint32_t version = 0;
};
/// Where the version stands in the file.
inline constexpr std::size_t kFlatVersionOffset = 8;

/// Four sums side by side, which is as fast as memory. Every step is a bijection of the state and
/// of the word: one wrong word always shows.
class FlatChecksum {
public:
    void add(std::span<const std::byte> bytes);
    std::uint64_t value() const;
    /// Parts that are added one after the other must be multiples of this, the last aside.
    static constexpr std::size_t kStep = 4 * sizeof(std::uint64_t);

private:
    std::array<std::uint64_t, 4> m_state{1, 2, 3, 4};
};

/// Whole reads and writes with their checksum; the first failure makes all further ones fail.
class FlatBytes {
public:
    explicit FlatBytes(int descriptor) : m_descriptor(descriptor) {}
    bool good() const { return m_good; }
    void fail() { m_good = false; }
    std::uint64_t checksum() const { return m_checksum.value(); }
    /// In parts that stay in the processor's cache until they are summed.
    void read(std::span<std::byte> bytes);
    void write(std::span<const std::byte> bytes);

private:
    int m_descriptor;
    bool m_good = true;
    FlatChecksum m_checksum;
};

class FlatWriter {
public:
    explicit FlatWriter(FlatBytes& file) : m_file(file) {}
    template <typename T>
    void value(const T& one) {
        static_assert(std::is_trivially_copyable_v<T>);
        m_file.write(std::as_bytes(std::span(&one, 1)));
    }
    template <typename T>
    void list(const std::vector<T>& all) {
        size(all);
        m_file.write(std::as_bytes(std::span(all)));
    }
    /// Only how many there are.
    template <typename T>
    void size(const std::vector<T>& all) {
        value(static_cast<std::uint64_t>(all.size()));
    }

private:
    FlatBytes& m_file;
};

class FlatReader {
public:
    FlatReader(FlatBytes& file, std::uint64_t file_size) : m_file(file), m_most(file_size) {}
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
    /// Makes room for as many as were written, but not for more than \p most.
    template <typename T>
    void size(std::vector<T>& all, std::size_t most = 16) {
        all.resize(std::min(count(1), most));
    }

private:
    /// A wrong count must not ask for more memory than the file could fill.
    std::size_t count(std::size_t size);
    FlatBytes& m_file;
    std::uint64_t m_most;
};

/// Writes beside \p target, then renames: a reader sees the old file or the whole new one.
/// \param key Up to 64 characters that name what is in it. \returns Whether it is there.
bool write_flat_file(const std::filesystem::path& target, const FlatForm& form,
                     std::string_view key, const std::function<void(FlatWriter&)>& parts);

/// \returns false if there is no such file, it is of another form or key, a byte of it is wrong,
/// or \p parts says that what it read cannot be.
bool read_flat_file(const std::filesystem::path& path, const FlatForm& form, std::string_view key,
                    const std::function<bool(FlatReader&)>& parts);

}  // namespace maillage::workspace
