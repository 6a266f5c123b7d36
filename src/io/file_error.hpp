// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Errors that several readers give, each in one place.

#include "base/result.hpp"
#include "io/raw_table.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::io {

/// \p path does not exist; names the nearest existing name of its folder, if one is near.
Error not_found(const std::filesystem::path& path);

/// Opening or reading failed with errno \p number.
Error open_error(int number, const std::filesystem::path& path);

Error too_large(const std::filesystem::path& path, std::uint64_t max_bytes);
Error too_many_rows(std::uint64_t max_rows);
Error stopped();

/// The candidate that \p name was probably meant to be; empty when none is near.
std::string nearest(std::string_view name, const std::vector<std::string>& candidates);

/// "a, b, c": a list inside a sentence, cut after \p most names.
std::string listed(const std::vector<std::string>& names, std::size_t most = 20);

/// Adds to the remarks of one file, but not a million of them: beyond a few of one kind only their
/// number is kept, and said by finish().
class RemarkList {
public:
    explicit RemarkList(std::vector<RawTable::Remark>& remarks) : m_remarks(remarks) {}
    void add(std::uint32_t line, Message message, bool is_error);
    void finish();

private:
    struct Kind {
        MessageId id;
        std::int64_t count;
        bool is_error;
    };
    std::vector<RawTable::Remark>& m_remarks;
    std::vector<Kind> m_kinds;
};

}  // namespace maillage::io
