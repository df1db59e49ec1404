#ifndef LARES_COMMON_LOG_H
#define LARES_COMMON_LOG_H

enum log_level {
	LOG_LEVEL_ERROR,
	LOG_LEVEL_WARN,
	LOG_LEVEL_INFO,
	LOG_LEVEL_DEBUG,
};

/*
 * Every line goes to stderr in one write(2), with the name of the process in
 * front. When stderr is the journal (JOURNAL_STREAM is set) the line also
 * carries a syslog level prefix. Any thread may log.
 */
void	log_open(const char *process, enum log_level max);
void	log_set_level(enum log_level max);

void	log_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void	log_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void	log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void	log_debug(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Logs an error and exits with status 1. For main files only. */
void	fatal(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

/*
 * Outside text for a log line: in single quotes, control bytes and bytes
 * outside UTF-8 as \xNN, long text cut with "...". Use as log_quote(name).s
 */
struct log_quoted {
	char	s[512];
};
struct log_quoted	log_quote(const char *text);

/*
 * Media in a log line: what is said of it without its name ("object 17",
 * "media_dir 2") and, only while log_level = debug, its path in brackets. path
 * lies beneath root; "" is root itself.
 * Use as log_media(root, path, "object %d", id).s
 */
struct log_media {
	char	s[600];
};
struct log_media	log_media(const char *root, const char *path,
			    const char *fmt, ...)
			    __attribute__((format(printf, 3, 4)));

/* Ends a line whose reader may have to know the name: how he gets it, or ""
   where it is said already. */
const char		*log_media_hint(void);

#endif
