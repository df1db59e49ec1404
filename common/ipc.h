#ifndef LARES_COMMON_IPC_H
#define LARES_COMMON_IPC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/buf.h"

/*
 * Messages between our own processes, over AF_UNIX SOCK_SEQPACKET pairs: one
 * type byte, then fields in the order given below. Numbers are 8 bytes little
 * endian, text is a 4-byte length and its bytes. No struct image is ever sent.
 * Every reader checks every field: a process that gets nonsense from a less
 * trusted peer drops that peer, from a more trusted one it exits.
 */

#define IPC_MAX_BYTES	16384
#define IPC_MAX_FDS	4	/* even: see ipc.c */

/* Descriptors a child finds open when it starts. */
#define IPC_FD_PARENT	3	/* its socket to whoever gives it work */
#define IPC_FD_CONFIG	4	/* memfd: its settings as configuration text */

/* A child's exit status that says: restarting me is no use (a layer that is
   required is missing, or the settings are unusable). */
#define CHILD_EXIT_REFUSED	3

enum ipc_type {
	/* any child <-> laresd */
	IPC_READY = 1,		/* up: active layers, SANDBOX_ bits */
	IPC_TRY,		/* down: number in the attempt table */
	IPC_TRIED,		/* up: number, errno (0: it worked!) */
	IPC_DEVICES,		/* lares-http, lares-ssdp; down: asks; up: see
				   common/devices.h */

	/* laresd <-> lares-http */
	IPC_LISTENER_ADD,	/* down: interface name, index, address,
				   prefix length; fd: listening socket */
	IPC_LISTENER_DROP,	/* down: address */
	IPC_STREAMS,		/* up: transfers running; also laresd -> lares-ssdp */
	IPC_WHO,		/* up: address; down, also unasked: address,
				   enum access_state, rules that concern it,
				   which device it is (station_number) */
	IPC_WHO_CHANGED,	/* down: what was said by IPC_WHO is forgotten;
				   whether to ask at all (0/1) */

	/* laresd <-> lares-scan */
	IPC_RESCAN,		/* down: */
	IPC_PROGRESS,		/* up: scanning (0/1), found, done, failed */

	/* laresd <-> lares-scan, lares-http */
	IPC_RESUME,		/* up from lares-http, down to lares-scan: see
				   common/resume.h */
	IPC_FORGET,		/* down: number of devices (0: all), each
				   (station_number) */
	IPC_FORGOT,		/* up: resume points that were erased */
	IPC_WORKER_WANTED,	/* up: */
	IPC_WORKER,		/* down: process id; fds: socket to a
				   lares-probe, for lares-scan its pidfd */
	IPC_WORKER_STOP,	/* lares-http only; up: process id: it hangs */

	/* lares-scan <-> lares-probe */
	IPC_PROBE,		/* down: extension, number of side files, what
				   each is (enum media_side); fds, read-only:
				   the file, side files */
	IPC_FACTS,		/* up: see common/media.h */
	IPC_UNREADABLE,		/* up: reason */
	IPC_BLANKS,		/* up, before one of these, of files that can
				   say where they were made: see
				   common/blank_message.h */
	IPC_ENTRIES,		/* up, of a playlist, one or several instead of
				   IPC_FACTS: see common/playlist.h */

	IPC_SEEK,		/* down: fd: a file, read-only */
	IPC_SEEK_POINTS,	/* up, one or several: see
				   common/seek_message.h; or IPC_UNREADABLE */

	/* lares-scan, lares-http <-> lares-probe */
	IPC_RENDER,		/* down: see common/render.h; fds: the file,
				   read-only, and a memfd of fixed size, for
				   the JPEG */
	IPC_RENDERED,		/* up: see common/render.h; or IPC_UNREADABLE */

	/* lares-http <-> lares-probe */
	IPC_CONVERT,		/* down: language (ISO 639-1, or ""); fds: the
				   subtitles, read-only, and a memfd of fixed
				   size, with SUBTITLE_ROOM for its UTF-8 */
	IPC_CONVERTED,		/* up: bytes of it, and whether they say where
				   it was filmed; or IPC_UNREADABLE */
};

/* Writing: begin, put, send. A field that does not fit makes ipc_send fail. */
void	ipc_begin(struct buf *b, enum ipc_type type);
void	ipc_put_num(struct buf *b, uint64_t n);
void	ipc_put_text(struct buf *b, const char *text, size_t len);

/*
 * Sends one message whole. fds stay the caller's. Without descriptors it is a
 * plain write(2), the only call a probe worker is allowed. -1 with errno.
 */
int	ipc_send(int sock, const struct buf *b, const int *fds, size_t nfds);

struct ipc_in {
	enum ipc_type	 type;
	size_t		 len;
	size_t		 pos;
	bool		 failed;
	int		 fds[IPC_MAX_FDS];
	size_t		 nfds;
	uint8_t		 data[IPC_MAX_BYTES];
};

/*
 * Receives one message. 1: m is set, and its descriptors (close-on-exec)
 * belong to the caller until taken or dropped. 0: the peer has gone.
 * -1: errno, EAGAIN included; EBADMSG if it was empty, cut, or had more
 * descriptors than allowed.
 */
int	ipc_recv(int sock, struct ipc_in *m);
int	ipc_take_fd(struct ipc_in *m);		/* -1 when there is none left */
void	ipc_drop_fds(struct ipc_in *m);

/*
 * Reading: a field that is missing or over its limit sets the sticky failure
 * and yields 0 or "". Text is not terminated by its sender: ipc_get_text
 * copies and terminates it in out, and fails if it holds a NUL or needs more
 * than size. ipc_ok: no failure, and nothing left over.
 */
uint64_t	ipc_get_num(struct ipc_in *m, uint64_t max);
void		ipc_get_text(struct ipc_in *m, char *out, size_t size);
/* The same of any bytes, at most size of them: how many. */
size_t		ipc_get_bytes(struct ipc_in *m, void *out, size_t size);
bool		ipc_ok(const struct ipc_in *m);

#endif
