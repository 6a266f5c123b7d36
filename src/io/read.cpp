// SPDX-License-Identifier: Apache-2.0
#include "io/read.hpp"

#include "io/file_kind.hpp"
#include "io/json_layers.hpp"

#include <utility>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

Error with_file(Error error, const fs::path& path) {
    if (error.where.empty()) {
        error.where = path.filename().string();
    }
    return error;
}

Result<RawFile> read_checked(const fs::path& path, const ReadOptions& options) {
    auto bytes = read_bytes(path, options.max_bytes);
    if (!bytes) {
        return bytes.error();
    }
    const auto kind = file_kind(path, bytes->bytes);
    if (!kind) {
        return kind.error();
    }
    RawFile file;
    file.sha256 = bytes->sha256;
    if (*kind == FileKind::kJson) {
        auto layers = read_json_layers(bytes.value().bytes, options);
        if (!layers) {
            return layers.error();
        }
        file.layers = std::move(layers).value();
        return file;
    }
    auto layer = read_csv(bytes->bytes, options);
    if (!layer) {
        return layer.error();
    }
    file.layers.push_back(std::move(layer).value());
    return file;
}

}  // namespace

Result<RawFile> read_file(const fs::path& path, const ReadOptions& options,
                          const Progress& progress) {
    if (progress.cancelled()) {
        return stopped();
    }
    if (is_remote(path.string())) {
        return Error{
            Error::Code::kRefused, Message(MessageId::kRemoteRefused, {path.string()}), {}};
    }
    auto file = read_checked(path, options);
    return file ? std::move(file) : Result<RawFile>(with_file(file.error(), path));
}

}  // namespace maillage::io
