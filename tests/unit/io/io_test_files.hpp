// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Files for the tests of io: a folder that disappears, zip archives and small workbooks.

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace maillage::io {

class TestFolder {
public:
    TestFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "maillage-XXXXXX").string();
        m_path = ::mkdtemp(name.data());
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    TestFolder(TestFolder&&) = delete;
    TestFolder& operator=(TestFolder&&) = delete;
    ~TestFolder() { std::filesystem::remove_all(m_path); }

    const std::filesystem::path& path() const { return m_path; }
    std::filesystem::path add(const std::string& name, std::string_view bytes) const {
        const auto file = m_path / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << bytes;
        return file;
    }

private:
    std::filesystem::path m_path;
};

inline std::string gzipped(std::string_view text) {
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, text.size()) + 32, '\0');
    stream.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<unsigned>(text.size());
    stream.next_out = reinterpret_cast<unsigned char*>(packed.data());
    stream.avail_out = static_cast<unsigned>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

/// One member as an archive writes it; size may lie.
struct ZipMember {
    std::string name;
    std::string content;
    std::uint64_t claimed_size = 0;  ///< 0 = the true one.
    unsigned flags = 0;
    unsigned attributes = 0;
    bool deflated = false;
};

class ZipText {
public:
    std::string text;
    void number(std::uint64_t value, int size) {
        for (int i = 0; i < size; ++i) {
            text += static_cast<char>((value >> (8 * i)) & 0xFFU);
        }
    }
};

inline std::string zipped(const std::vector<ZipMember>& members) {
    ZipText body;
    ZipText directory;
    for (const auto& member : members) {
        const auto crc = crc32(0, reinterpret_cast<const unsigned char*>(member.content.data()),
                               static_cast<unsigned>(member.content.size()));
        // A gzip stream is a 10-byte head, the deflate stream, and an 8-byte trailer.
        const auto packed = gzipped(member.content);
        const auto data = member.deflated ? packed.substr(10, packed.size() - 18) : member.content;
        const auto size = member.claimed_size == 0 ? member.content.size() : member.claimed_size;
        const auto offset = body.text.size();
        const auto head = [&](ZipText& to) {
            to.number(20, 2);
            to.number(member.flags, 2);
            to.number(member.deflated ? 8 : 0, 2);
            to.number(0, 4);
            to.number(crc, 4);
            to.number(data.size(), 4);
            to.number(size, 4);
            to.number(member.name.size(), 2);
            to.number(0, 2);
        };
        body.text += "PK\x03\x04";
        head(body);
        body.text += member.name + data;
        directory.text += "PK\x01\x02";
        directory.number(20, 2);
        head(directory);
        directory.number(0, 2);
        directory.number(0, 2);
        directory.number(0, 2);
        directory.number(member.attributes, 4);
        directory.number(offset, 4);
        directory.text += member.name;
    }
    ZipText end;
    end.text = "PK\x05\x06";
    end.number(0, 4);
    end.number(members.size(), 2);
    end.number(members.size(), 2);
    end.number(directory.text.size(), 4);
    end.number(body.text.size(), 4);
    end.number(0, 2);
    return body.text + directory.text + end.text;
}

inline constexpr const char* kContentTypes =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>";

/// A workbook of one sheet "Feuil1" with these rows: <row r="3">…</row>. \p shared: its shared
/// strings, <si>…</si>.
inline std::string xlsx(const std::string& rows, const std::string& shared = {},
                        bool deflated = false) {
    const std::string head = R"(<?xml version="1.0" encoding="UTF-8"?>)";
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const std::string office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    std::vector<ZipMember> members = {
        {"[Content_Types].xml", head + kContentTypes},
        {"xl/workbook.xml",
         head + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office +
             "\"><sheets><sheet name=\"Feuil1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         head + "<Relationships xmlns=\"" + packages + "\"><Relationship Id=\"rId1\" Type=\"" +
             office + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
        {"xl/styles.xml", head + "<styleSheet xmlns=\"" + main +
                              "\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" "
                              "applyNumberFormat=\"1\"/></cellXfs></styleSheet>"},
        {"xl/worksheets/sheet1.xml", head + "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows +
                                         "</sheetData></worksheet>"},
    };
    if (!shared.empty()) {
        members.push_back(
            {"xl/sharedStrings.xml", head + "<sst xmlns=\"" + main + "\">" + shared + "</sst>"});
    }
    for (auto& member : members) {
        member.deflated = deflated;
    }
    return zipped(members);
}

/// An OpenDocument spreadsheet of one sheet "Feuil1": <table:table-row>…</table:table-row>.
inline std::string ods(const std::string& rows) {
    const std::string urn = "urn:oasis:names:tc:opendocument:xmlns:";
    const std::string head =
        R"(<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2")"
        " xmlns:office=\"" +
        urn + "office:1.0\" xmlns:table=\"" + urn + "table:1.0\" xmlns:text=\"" + urn +
        "text:1.0\"><office:body><office:spreadsheet>";
    return zipped({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                   {"content.xml",
                    head + "<table:table table:name=\"Feuil1\">" + rows +
                        "</table:table></office:spreadsheet></office:body>"
                        "</office:document-content>",
                    0, 0, 0, true}});
}

}  // namespace maillage::io
