#include "negsim/journal.h"

#define POLYNOMIAL UINT64_C(0xC96C5795D7870F42)

static uint64_t shift_byte(uint64_t crc) {
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (POLYNOMIAL & -(crc & 1));
    return crc;
}

/* The table is worked out at every call: 2 microseconds, beside a disk. */
uint64_t ns_crc64(uint64_t crc, const void *bytes, size_t length) {
    const uint8_t *from = bytes;
    uint64_t table[256];
    for (uint64_t k = 0; k < 256; k++) table[k] = shift_byte(k);
    crc = ~crc;
    for (size_t i = 0; i < length; i++) crc = table[(crc ^ from[i]) & 0xff] ^ crc >> 8;
    return ~crc;
}
