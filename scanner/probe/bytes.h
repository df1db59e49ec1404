#ifndef LARES_PROBE_BYTES_H
#define LARES_PROBE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Random access to bytes from outside: a file, or a block of memory. */
struct bytes {
	uint64_t	size;
	/* Reads exactly len bytes, all of them within size. */
	bool		(*read)(void *arg, uint64_t offset, void *out,
			    size_t len);
	void		*arg;
};

/* data must outlive b. */
void	bytes_from_memory(struct bytes *b, const void *data, size_t len);

/* Reads exactly len bytes; false beyond the end, or when reading fails. */
bool	bytes_get(const struct bytes *b, uint64_t offset, void *out,
	    size_t len);

/* Unsigned numbers of n bytes (at most 8), big and little endian. */
uint64_t	bytes_be(const uint8_t *p, size_t n);
uint64_t	bytes_le(const uint8_t *p, size_t n);

#endif
