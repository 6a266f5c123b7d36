// SPDX-License-Identifier: Apache-2.0
#include "base/sha256.hpp"

#include <openssl/evp.h>

#include <array>

namespace maillage {
namespace {

using Digest = std::array<unsigned char, EVP_MAX_MD_SIZE>;

std::string hex_of(const Digest& digest, unsigned int size) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(std::size_t{2} * size);
    for (unsigned int i = 0; i < size; ++i) {
        text += kDigits[digest[i] >> 4U];
        text += kDigits[digest[i] & 0xFU];
    }
    return text;
}

EVP_MD_CTX* context(const std::shared_ptr<void>& state) {
    return static_cast<EVP_MD_CTX*>(state.get());
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    Digest digest{};
    unsigned int size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
    return hex_of(digest, size);
}

Sha256::Sha256() : m_state(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    EVP_DigestInit_ex(context(m_state), EVP_sha256(), nullptr);
}

void Sha256::add(std::string_view bytes) {
    EVP_DigestUpdate(context(m_state), bytes.data(), bytes.size());
}

std::string Sha256::hex() {
    Digest digest{};
    unsigned int size = 0;
    EVP_DigestFinal_ex(context(m_state), digest.data(), &size);
    return hex_of(digest, size);
}

}  // namespace maillage
