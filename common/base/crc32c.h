// SPDX-License-Identifier: Apache-2.0
//
// CRC-32C (Castagnoli, as in iSCSI and RocksDB): finds damage, proves nothing. Stateless,
// thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

namespace utvalg {

uint32_t Crc32c(std::string_view data);
// Of a text whose first part has the checksum `crc`.
uint32_t ExtendCrc32c(uint32_t crc, std::string_view data);

}  // namespace utvalg
