#ifndef LARES_COMMON_BUF_H
#define LARES_COMMON_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Text or bytes that grow, up to a hard maximum. Failure (over the maximum, or
 * no memory) is sticky: append freely, ask buf_failed() once. data is always
 * NUL-terminated after the first successful append; len does not count it.
 */
struct buf {
	char	*data;
	size_t	 len;
	size_t	 size;		/* of data; never more than max + 1 */
	size_t	 max;
	bool	 failed;
};

void	buf_init(struct buf *b, size_t max);
void	buf_free(struct buf *b);		/* ready for use again */
void	buf_reset(struct buf *b);		/* empties, keeps the memory */
bool	buf_failed(const struct buf *b);

/* For buf_add alone: makes room first. */
void	buf_add_growing(struct buf *b, const void *data, size_t len);

/* These are here, so that constant text, of which XML is made, costs little
   more than its bytes. */
static inline void
buf_add(struct buf *b, const void *data, size_t len)
{
	if (b->failed || len >= b->size - b->len) {
		buf_add_growing(b, data, len);
		return;
	}
	if (len > 0)
		memcpy(b->data + b->len, data, len);
	b->len += len;
	b->data[b->len] = '\0';
}

static inline void
buf_add_str(struct buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

void	buf_add_num(struct buf *b, uint64_t n);
void	buf_addf(struct buf *b, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));

/*
 * The only way outside text gets into XML (XML 1.0, 2.2 and 2.4): escapes
 * & < > " ', drops control characters other than tab, LF and CR, and replaces
 * what is not UTF-8, and U+FFFE/U+FFFF, by U+FFFD.
 */
void	buf_add_xml(struct buf *b, const char *text);
void	buf_add_xml_len(struct buf *b, const char *text, size_t len);

/* The same into XML that is itself the text of an element: & < > " ' are
   escaped, and what escapes them once more. */
void	buf_add_xml_twice(struct buf *b, const char *text, size_t len);

#endif
