// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a workbook would take in memory, from its XML, before GDAL lays its sheets out.

#include <cstdint>
#include <string_view>
#include <vector>

namespace maillage::io {

/// GDAL gives each row all columns of the sheet, and each cell its own copy of a shared text: a few
/// kilobytes can ask for gigabytes. An estimate from above, not exact.
class WorkbookCost {
public:
    /// Shared texts of an XLSX; to be added before its sheets.
    void add_shared_texts(std::string_view xml);
    void add_xlsx_sheet(std::string_view xml);
    void add_ods_content(std::string_view xml);

    std::uint64_t bytes() const { return m_bytes; }

private:
    void add(std::uint64_t bytes);
    void add_grid(std::uint64_t rows, std::uint64_t columns);
    std::uint64_t shared_size(std::string_view number) const;

    std::vector<std::uint32_t> m_shared;  ///< Bytes of each shared text.
    std::uint32_t m_longest = 0;
    std::uint64_t m_bytes = 0;
};

}  // namespace maillage::io
