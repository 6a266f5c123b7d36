// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The tags of an XML text one after the other, to look a document over, not to read it.

#include <cstddef>
#include <optional>
#include <string_view>

namespace maillage::io {

struct XmlTag {
    std::string_view name;        ///< Without its prefix: "row" of "x:row".
    std::string_view attributes;  ///< As written.
    bool closing = false;         ///< "</row>".
    bool empty = false;           ///< "<row/>".
    std::size_t end = 0;          ///< Behind its ">".

    /// Value of an attribute, prefix left out; nothing where it is not there.
    std::optional<std::string_view> attribute(std::string_view local_name) const;
};

class XmlTags {
public:
    explicit XmlTags(std::string_view xml) : m_xml(xml) {}
    std::optional<XmlTag> next();
    /// Where the tag that comes next begins: text stands between.
    std::size_t next_start() const;

private:
    void skip_text();

    std::string_view m_xml;
    std::size_t m_at = 0;
};

/// Elements stand in elements more than \p most times: what builds trees of them could run out of
/// stack.
bool is_deeper(std::string_view xml, std::size_t most);

}  // namespace maillage::io
