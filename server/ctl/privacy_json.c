/*
 * laresctl privacy --json: the facts for machines. Keys are a promise: they
 * are in laresctl(1). Pure; runs in laresctl.
 */
#include <inttypes.h>
#include <stdio.h>

#include "common/config_access.h"
#include "common/sandbox.h"
#include "server/ctl/checks.h"
#include "server/ctl/json.h"
#include "server/ctl/missing.h"
#include "server/ctl/privacy_json.h"

static void
add_names(struct json *j, const char *key, const struct facts_names *names)
{
	json_open(j, key, '[');
	for (size_t i = 0; i < names->n; i++)
		json_text(j, NULL, names->name[i]);
	json_close(j, ']');
}

/* ---- network ------------------------------------------------------------ */

static void
add_served(struct json *j, const struct facts_served *s)
{
	json_open(j, NULL, '{');
	json_text(j, "interface", s->interface);
	json_text(j, "address", s->address);
	json_number(j, "prefix_length", s->prefix);
	json_text(j, "url", s->url);
	json_bool(j, "tcp_source_filter", s->filtered);
	json_close(j, '}');
}

static void
add_allowed(struct json *j, const struct facts *f)
{
	json_open(j, "allowed_networks", '[');
	for (size_t i = 0; i < f->nallowed; i++) {
		json_open(j, NULL, '{');
		json_text(j, "address", f->allowed[i].address);
		json_number(j, "prefix_length", f->allowed[i].prefix);
		json_number(j, "hops", f->allowed[i].hops);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void
add_interfaces(struct json *j, const struct facts *f)
{
	size_t i;

	json_open(j, "served", '[');
	for (i = 0; i < f->nserved; i++)
		add_served(j, &f->served[i]);
	json_close(j, ']');
	add_allowed(j, f);
	json_open(j, "not_served", '[');
	for (i = 0; i < f->nunserved; i++) {
		json_open(j, NULL, '{');
		json_text(j, "interface", f->unserved[i].interface);
		json_text(j, "reason", f->unserved[i].why);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_number(j, "not_served_more", f->more_unserved);
}

static void
add_access(struct json *j, const struct facts_access *a)
{
	json_open(j, "access", '{');
	json_text(j, "mode", config_access_name(a->mode));
	json_number(j, "allowed", a->allowed);
	json_number(j, "denied", a->denied);
	json_number(j, "device_lines", a->named);
	json_number(j, "rules", a->rules);
	json_close(j, '}');
}

static void
add_count(struct json *j, const char *key, const struct facts *f,
    enum media_kind kind)
{
	json_known(j, key, f->no_catalog != NULL ? -1 :
	    (int64_t)f->counts.of_kind[kind]);
}

static void
add_network(struct json *j, const struct facts *f)
{
	json_open(j, "network", '{');
	json_text(j, "friendly_name", f->name);
	json_text(j, "uuid", f->uuid);
	json_text(j, "server", f->server);
	json_text(j, "device_type", f->device_type);
	add_names(j, "services", &f->services);
	add_interfaces(j, f);
	add_access(j, &f->access);
	add_count(j, "audio", f, MEDIA_AUDIO);
	add_count(j, "videos", f, MEDIA_VIDEO);
	add_count(j, "pictures", f, MEDIA_PICTURE);
	json_close(j, '}');
}

/* ---- stored ------------------------------------------------------------- */

static void
add_stored(struct json *j, const struct facts *f)
{
	static const char *const resume[] = { "off", "on", "device" };
	size_t i;

	json_open(j, "stored", '{');
	json_text(j, "state_directory", f->state_dir);
	json_bool(j, "log_names_media", f->debug);
	json_open(j, "resume", '{');
	json_text(j, "mode", resume[f->resume]);
	json_number(j, "days", f->resume_days);
	json_known(j, "positions", f->resume == CONFIG_RESUME_OFF ? 0 :
	    f->positions);
	json_close(j, '}');
	json_open(j, "files", '[');
	for (i = 0; i < f->nfiles; i++) {
		json_open(j, NULL, '{');
		json_text(j, "name", f->files[i].name);
		json_number(j, "bytes", f->files[i].bytes);
		json_text(j, "holds", f->files[i].holds);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_number(j, "files_more", f->more_files);
	json_open(j, "tables", '[');
	for (i = 0; i < f->ntables; i++) {
		json_open(j, NULL, '{');
		json_text(j, "name", f->tables[i].t.name);
		json_number(j, "rows", f->tables[i].t.rows);
		json_known(j, "bytes", f->tables[i].t.bytes);
		json_text(j, "holds", f->tables[i].holds);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_number(j, "tables_more", f->more_tables);
	json_close(j, '}');
}

/* ---- processes ---------------------------------------------------------- */

static void
add_hex(struct json *j, const char *key, uint64_t n)
{
	char text[24];

	snprintf(text, sizeof(text), "%016" PRIx64, n);
	json_text(j, key, text);
}

static void
add_sockets(struct json *j, const struct facts_process *p)
{
	const struct facts_socket *s;

	if (!p->sockets_read) {
		json_text(j, "sockets", NULL);
		return;
	}
	json_open(j, "sockets", '[');
	for (s = p->sockets; s < p->sockets + p->nsockets; s++) {
		json_open(j, NULL, '{');
		json_text(j, "kind", s->kind);
		json_text(j, "local", s->local);
		json_text(j, "remote", s->remote);
		json_bool(j, "listening", s->listening);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_number(j, "sockets_more", p->more_sockets);
	json_number(j, "unix_sockets", p->unix_sockets);
	json_number(j, "other_sockets", p->other_sockets);
}

static void
add_seen(struct json *j, const struct facts_process *p)
{
	json_known(j, "user_id", p->user);
	json_known(j, "no_new_privs", p->no_new_privs);
	json_known(j, "seccomp_mode", p->seccomp);
	json_known(j, "seccomp_filters", p->filters);
	add_hex(j, "cap_effective", p->cap_effective);
	add_hex(j, "cap_permitted", p->cap_permitted);
	add_hex(j, "cap_bounding", p->cap_bounding);
	json_text(j, "systemd_unit", p->unit[0] != '\0' ? p->unit : NULL);
	if (p->own_mounts == -1)
		json_text(j, "own_mount_namespace", NULL);
	else
		json_bool(j, "own_mount_namespace", p->own_mounts == 1);
	json_known(j, "shared_objects", p->shared_objects);
	add_sockets(j, p);
}

static void
add_process(struct json *j, const struct facts_process *p)
{
	struct facts_names missing;

	json_open(j, NULL, '{');
	json_text(j, "name", p->name);
	json_number(j, "pid", (uint64_t)p->pid);
	json_text(j, "interface", p->interface);
	json_bool(j, "visible", p->there);
	if (p->there)
		add_seen(j, p);
	json_known(j, "landlock_abi_reported", p->layers == -1 ? -1 :
	    SANDBOX_LANDLOCK_ABI(p->layers));
	missing_list(p, &missing);
	add_names(j, "missing", &missing);
	json_close(j, '}');
}

static void
add_program(struct json *j, const struct facts_program *p)
{
	json_open(j, NULL, '{');
	json_text(j, "name", p->name);
	json_bool(j, "running", p->runs);
	json_bool(j, "readable", p->read);
	if (p->read) {
		add_names(j, "libraries", &p->libraries);
		add_names(j, "network_imports", &p->imports);
		add_names(j, "refusing_functions", &p->refusing);
	}
	json_close(j, '}');
}

static void
add_processes(struct json *j, const struct facts *f)
{
	size_t i;

	json_open(j, "processes", '[');
	for (i = 0; i < f->nprocesses; i++)
		add_process(j, &f->processes[i]);
	json_close(j, ']');
	json_open(j, "programs", '[');
	for (i = 0; i < f->nprograms; i++)
		add_program(j, &f->programs[i]);
	json_close(j, ']');
}

/* ---- devices, checks ---------------------------------------------------- */

static void
add_device(struct json *j, const struct facts_device *d)
{
	json_open(j, NULL, '{');
	json_text(j, "address", d->address);
	json_text(j, "user_agent", d->agent);
	json_number(j, "http_requests", d->requests);
	json_number(j, "ssdp_searches", d->searches);
	json_number(j, "refused", d->refused);
	json_number(j, "first_seen_ms_ago", d->first_ms);
	json_number(j, "last_seen_ms_ago", d->last_ms);
	json_close(j, '}');
}

static void
add_devices(struct json *j, const struct facts *f)
{
	json_open(j, "devices", '[');
	for (size_t i = 0; i < f->ndevices; i++)
		add_device(j, &f->devices[i]);
	json_close(j, ']');
	json_number(j, "refused_off_link", f->off_link);
	json_number(j, "programs_without_answer", f->unanswered);
}

static void
add_check(void *arg, const char *claim, const char *command)
{
	struct json *j = arg;

	json_open(j, NULL, '{');
	json_text(j, "claim", claim);
	json_text(j, "command", command);
	json_close(j, '}');
}

void
privacy_json(struct buf *b, const struct facts *f)
{
	struct json j;

	json_begin(&j, b);
	add_network(&j, f);
	add_stored(&j, f);
	add_processes(&j, f);
	add_devices(&j, f);
	json_open(&j, "checks", '[');
	checks_each(f, add_check, &j);
	json_close(&j, ']');
	json_end(&j);
}
