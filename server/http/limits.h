#ifndef LARES_HTTP_LIMITS_H
#define LARES_HTTP_LIMITS_H

/*
 * Every limit of the HTTP side is a number in this file. Those that only
 * bound memory or syntax are constants; those that a test has to reach in
 * seconds, or with few connections, are fields of struct http_limits.
 */

/* Request heads. LIMIT_HEAD_BYTES is also a connection's input buffer. */
#define LIMIT_HEAD_BYTES	(16 * 1024)
#define LIMIT_TARGET_BYTES	(8 * 1024)
#define LIMIT_CHUNK_LINE_BYTES	256	/* chunk size and its extensions */
#define LIMIT_TRAILER_BYTES	4096	/* all lines after the last chunk */

/* Answer heads. */
#define LIMIT_ANSWER_HEAD_BYTES	(16 * 1024)

/* A body nobody asked for is read and thrown away up to this, else close. */
#define LIMIT_UNREAD_BYTES	(64 * 1024)

/* One call of sendfile(2). */
#define LIMIT_SEND_STEP_BYTES	(1024 * 1024)

/* What is sent in the place of a file's bytes at a time; on the stack. */
#define LIMIT_BLANK_BYTES	(16 * 1024)

/* One listener per served address. */
#define LIMIT_LISTENERS		32
#define LIMIT_ACCEPTS_PER_TURN	16

/* Closed connections whose thread has not left yet, beyond "connections". */
#define LIMIT_LEAVING		64

/*
 * A thread's stack, of which a connection touches some 12 KiB. Sanitizers
 * need much more.
 */
#ifdef LARES_SANITIZE
#define LIMIT_STACK_BYTES	(2 * 1024 * 1024)
#else
#define LIMIT_STACK_BYTES	(256 * 1024)
#endif

/*
 * Descriptors the process needs: a socket and a file for each connection, and
 * some for listeners, catalogue handles, media roots, and pictures that are
 * made and kept.
 */
#define LIMIT_DESCRIPTORS	(2 * (512 + LIMIT_LEAVING) + 256)

/*
 * What laresd said of each peer is held so long (a lease may pass to another
 * device), and waited for so long. So many questions are open at a time: their
 * answers have to fit into a socket's buffer.
 */
#define LIMIT_VERDICTS		256
#define LIMIT_VERDICT_MS	(60 * 1000)
#define LIMIT_VERDICT_WAIT_MS	(2 * 1000)
#define LIMIT_VERDICT_QUESTIONS	64

struct http_limits {
	unsigned	connections;	/* in all */
	unsigned	per_address;	/* TVs open three to five per stream */
	unsigned	stalled;	/* readers that take nothing, in all */
	unsigned	threads_kept;	/* that wait for work for ever */
	unsigned	requests;	/* on one connection */

	unsigned	head_ms;	/* a whole head, from its first byte */
	unsigned	body_ms;	/* a whole request body */
	unsigned	idle_ms;	/* between requests, and before the first */
	unsigned	linger_ms;	/* after our last byte, for the client's */
	unsigned	stall_notice_ms; /* nothing taken: the reader stalls */
	unsigned	stall_ms;	/* ... and is given up (DLNA: >= 5 min) */
	unsigned	thread_idle_ms;	/* then a thread too many leaves */
	unsigned	quiet_ms;	/* without a transfer: nothing streams */
	unsigned	tell_ms;	/* between tellings of how many stream */
};

#define LIMITS_DEFAULT {						\
	.connections		= 512,					\
	.per_address		= 128,					\
	.stalled		= 256,					\
	.threads_kept		= 4,					\
	.requests		= 10000,				\
	.head_ms		= 10 * 1000,				\
	.body_ms		= 30 * 1000,				\
	.idle_ms		= 60 * 1000,				\
	.linger_ms		= 2 * 1000,				\
	.stall_notice_ms	= 5 * 1000,				\
	.stall_ms		= 10 * 60 * 1000,			\
	.thread_idle_ms		= 10 * 1000,				\
	.quiet_ms		= 3 * 1000,				\
	.tell_ms		= 1000,					\
}

#endif
