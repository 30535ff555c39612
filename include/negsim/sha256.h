/* SHA-256 (FIPS 180-4), for the hashes of the data package. */
#ifndef NEGSIM_SHA256_H
#define NEGSIM_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ns_sha256 {
    uint32_t state[8];
    uint64_t length; /* bytes so far */
    uint8_t block[64];
    bool native; /* by the processor's own instructions, where it has them */
} ns_sha256;

#define NS_SHA256_TEXT 65 /* 64 hexadecimal digits and a NUL */

void ns_sha256_begin(ns_sha256 *self);
void ns_sha256_begin_plain(ns_sha256 *self); /* without the processor's own instructions: the same hash */
void ns_sha256_add(ns_sha256 *self, const void *bytes, size_t length);
void ns_sha256_end(ns_sha256 *self, char text[NS_SHA256_TEXT]);
void ns_sha256_of(const void *bytes, size_t length, char text[NS_SHA256_TEXT]);

#ifdef __cplusplus
}
#endif

#endif
