#ifndef CPEAKMEMORY_H
#define CPEAKMEMORY_H

#include <stdint.h>

/// Runs a program to its end, with its output thrown away, and returns the most memory in bytes that it
/// had resident at once; -1 where it is not there or fails, or where nobody may look.
///
/// `arguments` ends with NULL.
int64_t peak_memory_of(char *const arguments[]);

#endif
