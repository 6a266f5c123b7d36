// SPDX-License-Identifier: Apache-2.0
#include "io/xml_tags.hpp"

#include <algorithm>

namespace maillage::io {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Where the tag that begins at \p at is closed: a ">" inside quotes does not close it.
std::size_t end_of_tag(std::string_view xml, std::size_t at) {
    while (at < xml.size()) {
        at = xml.find_first_of(">\"'", at);
        if (at == std::string_view::npos || xml[at] == '>') {
            break;
        }
        at = xml.find(xml[at], at + 1);
        at = at == std::string_view::npos ? at : at + 1;
    }
    return std::min(at, xml.size());
}

}  // namespace

std::optional<std::string_view> XmlTag::attribute(std::string_view local_name) const {
    std::string_view rest = attributes;
    while (true) {
        const auto start = rest.find_first_not_of(kBlanks);
        const auto equal = rest.find('=');
        if (start == std::string_view::npos || equal == std::string_view::npos || equal < start) {
            return std::nullopt;
        }
        auto key = rest.substr(start, equal - start);
        key = key.substr(0, key.find_last_not_of(kBlanks) + 1);
        const auto open = rest.find_first_of("\"'", equal);
        const auto close = open == std::string_view::npos ? open : rest.find(rest[open], open + 1);
        if (close == std::string_view::npos) {
            return std::nullopt;
        }
        if (without_prefix(key) == local_name) {
            return rest.substr(open + 1, close - open - 1);
        }
        rest.remove_prefix(close + 1);
    }
}

std::size_t XmlTags::next_start() const { return std::min(m_xml.find('<', m_at), m_xml.size()); }

/// Comments and CDATA hold no tags, whatever stands in them.
void XmlTags::skip_text() {
    constexpr std::string_view kComment = "<!--";
    constexpr std::string_view kData = "<![CDATA[";
    while (true) {
        const auto start = next_start();
        const auto here = m_xml.substr(start, kData.size());
        const bool comment = here.starts_with(kComment);
        if (!comment && here != kData) {
            return;
        }
        const auto end = m_xml.find(comment ? "-->" : "]]>", start + kComment.size());
        m_at = end == std::string_view::npos ? m_xml.size() : end + 3;
    }
}

std::optional<XmlTag> XmlTags::next() {
    skip_text();
    const auto start = next_start();
    if (start == m_xml.size()) {
        return std::nullopt;
    }
    XmlTag tag;
    const auto end = end_of_tag(m_xml, start + 1);
    auto inside = m_xml.substr(start + 1, end - start - 1);
    tag.closing = inside.starts_with('/');
    inside.remove_prefix(tag.closing ? 1 : 0);
    tag.empty = inside.ends_with('/');
    inside.remove_suffix(tag.empty ? 1 : 0);
    const auto name = std::min(inside.find_first_of(kBlanks), inside.size());
    tag.name = without_prefix(inside.substr(0, name));
    tag.attributes = inside.substr(name);
    m_at = std::min(end + 1, m_xml.size());
    tag.end = m_at;
    return tag;
}

bool is_deeper(std::string_view xml, std::size_t most) {
    XmlTags tags(xml);
    std::size_t depth = 0;
    while (const auto tag = tags.next()) {
        if (tag->name.starts_with('?') || tag->name.starts_with('!') || tag->empty) {
            continue;
        }
        if (tag->closing) {
            depth -= depth > 0 ? 1 : 0;
        } else if (++depth > most) {
            return true;
        }
    }
    return false;
}

}  // namespace maillage::io
