// SPDX-License-Identifier: Apache-2.0
#include "viewer/viewer_arguments.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"

namespace maillage::viewer {
namespace {

Error wrong(MessageId id, const std::string& word) {
    return {Error::Code::kParse, {id, {word}}, ""};
}

bool set_size(ViewerArguments& arguments, std::string_view text) {
    const auto parts = split(text, 'x');
    if (parts.size() != 2) {
        return false;
    }
    const auto width = parse_integer(parts[0]);
    const auto height = parse_integer(parts[1]);
    if (!width || !height || *width < 320 || *height < 240 || *width > 16384 || *height > 16384) {
        return false;
    }
    arguments.width = static_cast<int>(*width);
    arguments.height = static_cast<int>(*height);
    return true;
}

/// \returns false when \p value means nothing for \p option.
bool set_option(ViewerArguments& arguments, const std::string& option, const std::string& value) {
    if (option == "--replay") {
        arguments.replay = value;
        return true;
    }
    if (option == "--record") {
        arguments.record = value;
        return true;
    }
    if (option == "--size") {
        return set_size(arguments, value);
    }
    if (value == "fr" || value == "en") {
        arguments.language = value == "fr" ? Language::kFrench : Language::kEnglish;
        return true;
    }
    return false;
}

}  // namespace

Result<ViewerArguments> parse_viewer_arguments(const std::vector<std::string>& words) {
    ViewerArguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        if (word == "--help" || word == "-h") {
            arguments.help = true;
        } else if (word == "--timings") {
            arguments.timings = true;
        } else if (word == "--replay" || word == "--record" || word == "--lang" ||
                   word == "--size") {
            if (i + 1 == words.size()) {
                return wrong(screen::kViewerNeedsValue, word);
            }
            if (!set_option(arguments, word, words[++i])) {
                return wrong(screen::kViewerUnknownWord, words[i]);
            }
        } else if (word.starts_with("-") || arguments.workspace) {
            return wrong(screen::kViewerUnknownWord, word);
        } else {
            arguments.workspace = word;
        }
    }
    return arguments;
}

}  // namespace maillage::viewer
