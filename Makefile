# Lares: a media server that stays at home.
#
#   make run MEDIA=/path    install what is missing, build, serve /path
#   make check              install what tests need, run them all
#   make clients            only those with players and control points of others
#   make bench              measure it beside minidlna and nginx
#   make soak               everything at once for 20 minutes (SOAK_MINUTES)
#
# The list of each program is its security map, bottom-up: a file may include
# only what stands before it in a list it is on (tests/policy/layers checks),
# and the libraries of a program are all that its process ever links.

ifdef LAYERS
BUILD	?= build/layers
endif
BUILD	?= build
PREFIX	?= /usr/local
DESTDIR	?=
LIBEXECDIR := $(PREFIX)/libexec/lares
MANDIR	:= $(PREFIX)/share/man
UNITDIR	:= $(PREFIX)/lib/systemd/system
MANUALS	:= 1 5 7 8

CC	?= cc
CFLAGS	?= -O2 -g
WARN	:= -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	   -Wformat=2 -Wpointer-arith -Wvla -Wundef
HARDEN	:= -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
LINK	:= -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed
# What the refusing functions of common/refuse*.c stand in front of.
REFUSE	:= common/refuse.list
lares-probe_REFUSE := common/refuse_probe.list
ifdef SANITIZE
CFLAGS	:= -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
	   -fno-sanitize-recover=undefined -DLARES_SANITIZE=1
HARDEN	:= -fPIE
endif
# A build for tests, whose laresd can leave out a layer of the promise.
ifdef LAYERS
CPPFLAGS += -DLARES_LAYERS=1
endif
ifdef CI
WARN	+= -Werror
endif
ALL_CPPFLAGS := -std=c17 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 \
	-D_TIME_BITS=64 -DLARES_LIBEXECDIR='"$(LIBEXECDIR)"' -I. $(CPPFLAGS)
ALL_CFLAGS   := $(WARN) $(HARDEN) $(CFLAGS) -pthread

# ---- the programs ----------------------------------------------------------

COMMON := $(if $(LAYERS),tests/layers/without.c) common/refuse.c \
	common/text.c common/log.c common/buf.c common/num.c common/ipc.c \
	common/sandbox_filter.c common/sandbox_paths.c common/sandbox.c \
	common/attempt.c

CONFIG := common/client_flag.c common/client_row.c common/station.c \
	common/config_value.c common/config_language.c common/view.c \
	common/config_parser.c common/config_network.c common/config_access.c \
	common/config_client.c common/config_media.c common/config_strip.c \
	common/config_setting.c common/config.c

laresd_FILES := $(COMMON) common/media.c $(CONFIG) common/hash.c \
	common/access.c common/state.c common/user.c common/wire.c \
	common/spawn.c common/memfd.c common/fields.c common/devices.c \
	common/resume.c server/parent/loop.c server/parent/backoff.c \
	server/parent/links.c server/parent/addresses.c \
	server/parent/listeners.c server/parent/network.c \
	server/parent/neighbour.c server/parent/keep.c \
	server/parent/identity.c server/parent/decisions.c \
	server/parent/admission.c server/parent/folder.c \
	server/parent/mounts.c server/parent/child.c \
	server/parent/children.c server/parent/workers.c \
	server/parent/verify.c server/parent/gather.c server/parent/control.c \
	server/parent/progress.c server/parent/screen.c \
	server/parent/report.c server/parent/disclose.c \
	server/parent/roster.c server/parent/options.c \
	server/parent/settings.c server/parent/closing.c \
	server/parent/staff.c server/parent/door.c server/parent/forget.c \
	server/parent/events.c server/parent/house.c server/parent/requests.c \
	server/parent/reload.c server/parent/setup.c server/parent/main.c
laresd_LIBS :=

lares-ssdp_FILES := $(COMMON) common/child.c common/media.c $(CONFIG) \
	common/wire.c common/devices.c server/discovery/link.c \
	server/discovery/message.c server/discovery/search.c \
	server/discovery/allowance.c server/discovery/schedule.c \
	server/discovery/channel.c server/discovery/seam.c \
	server/discovery/seam_machine.c server/discovery/ssdp.c \
	server/discovery/main.c
lares-ssdp_LIBS := libupnp

lares-http_FILES := $(COMMON) common/child.c common/xml.c common/media.c \
	common/mime.c common/subtitle.c common/profile_table.c \
	common/profile.c $(CONFIG) common/hash.c common/access.c \
	common/memfd.c common/render.c common/art.c common/state.c \
	common/wire.c common/devices.c common/root.c common/resume.c \
	common/resume_store.c common/disc.c common/fold.c \
	common/catalog_schema.c common/catalog_fold.c common/catalog_open.c \
	common/catalog_placed.c common/seek_table.c common/catalog_row.c \
	common/catalog_read.c common/catalog_subtitle.c common/blanks.c \
	common/catalog_blank.c common/catalog_sql.c common/catalog_match.c \
	common/catalog_order.c common/catalog_bits.c common/catalog_codes.c \
	common/catalog_scope.c common/catalog_kinds.c common/catalog_holds.c \
	common/catalog_words.c common/catalog_find.c common/catalog_visible.c \
	common/catalog_page.c common/catalog_list.c common/catalog_only.c \
	server/http/request.c server/http/range.c server/http/etag.c \
	server/http/date.c server/http/host.c server/http/rarely.c \
	server/http/patience.c server/http/places.c server/http/stream.c \
	server/http/body.c server/http/peer.c server/http/visitors.c \
	server/http/verdicts.c server/http/reply.c server/http/send_file.c \
	server/http/exchange.c server/http/exchange_file.c server/http/conn.c \
	server/http/threads.c server/http/workers.c server/upnp/object_id.c \
	server/upnp/base_url.c server/upnp/language.c \
	server/upnp/client_cache.c server/upnp/client.c server/upnp/alias.c \
	server/upnp/positions.c server/upnp/protocol_info.c \
	server/upnp/resource.c server/upnp/resource_adapt.c \
	server/upnp/duration.c server/upnp/property.c server/upnp/criteria.c \
	server/upnp/resource_match.c server/upnp/sources.c \
	server/upnp/search.c server/upnp/caption.c server/upnp/soap.c \
	server/upnp/bookmark.c server/upnp/didl.c server/upnp/service.c \
	server/upnp/call.c server/upnp/listing.c server/upnp/tree.c \
	server/upnp/result.c server/upnp/browse.c server/upnp/find.c \
	server/upnp/lobby.c server/upnp/mark.c \
	server/upnp/content_directory.c server/upnp/connection_manager.c \
	server/upnp/media_receiver_registrar.c server/upnp/services.c \
	server/upnp/audience.c server/upnp/control.c server/upnp/eventing.c \
	server/upnp/time_seek.c server/upnp/transfer.c \
	server/upnp/media_file.c server/upnp/media_strip.c \
	server/upnp/media_seek.c server/upnp/art_get.c \
	server/upnp/media_get.c server/upnp/studio.c server/upnp/prints.c \
	server/upnp/picture_get.c server/upnp/subtitle_get.c \
	server/web/assets.c server/upnp/describe.c server/web/page.c \
	server/upnp/routes.c server/http_main.c
lares-http_LIBS := sqlite3 libxml-2.0 libutf8proc

lares-scan_FILES := $(COMMON) common/child.c common/media.c common/mime.c \
	common/subtitle.c common/profile_table.c common/profile.c $(CONFIG) \
	common/hash.c common/access.c common/resume.c common/resume_store.c \
	common/disc.c common/fold.c common/root.c common/catalog_schema.c \
	common/catalog_create.c common/catalog_fold.c common/catalog_open.c \
	common/catalog_settle.c common/catalog_renew.c \
	common/catalog_writer.c common/catalog_placed.c common/catalog_row.c \
	common/catalog_read.c common/catalog_area.c common/catalog_bits.c \
	common/catalog_held.c common/catalog_container.c \
	common/catalog_count.c common/catalog_shelve.c \
	common/catalog_recent.c common/catalog_batch.c common/catalog_place.c \
	common/catalog_areas.c common/catalog_playlist.c \
	common/catalog_subtitle.c common/blanks.c common/blank_message.c \
	common/catalog_blank.c common/seek_table.c common/seek_message.c \
	common/art.c common/catalog_artless.c common/catalog_art.c \
	common/catalog_seek_put.c common/catalog_write.c common/playlist.c \
	common/memfd.c common/render.c scanner/library/grow.c \
	scanner/library/jobs.c scanner/library/episode.c \
	scanner/library/place.c scanner/library/shelf.c \
	scanner/library/stamp.c scanner/library/subtitle_name.c \
	scanner/library/pool_answer.c scanner/library/pool.c \
	scanner/library/blanking.c scanner/library/library.c \
	scanner/library/areas.c scanner/library/seeking.c \
	scanner/library/walk.c scanner/library/watch.c \
	scanner/library/cover.c scanner/library/covers_stamp.c \
	scanner/library/covers.c scanner/library/art_store.c \
	scanner/library/easel.c scanner/library/gallery.c \
	scanner/library/artwork.c scanner/library/sides.c \
	scanner/library/subtitle_list.c scanner/library/subtitles.c \
	scanner/library/known.c scanner/library/entry.c \
	scanner/library/playlists.c scanner/library/reading.c \
	scanner/library/intake.c scanner/library/events.c \
	scanner/library/resume.c scanner/library/scan.c \
	scanner/library/main.c
lares-scan_LIBS := sqlite3 libutf8proc

lares-probe_FILES := $(COMMON) common/refuse_probe.c common/child.c \
	common/media.c common/mime.c common/playlist.c common/subtitle.c \
	common/render.c common/seek_table.c common/seek_message.c \
	common/xml.c scanner/probe/bytes.c scanner/probe/date.c \
	scanner/probe/values.c scanner/probe/camera.c scanner/probe/rest.c \
	scanner/probe/coordinates.c scanner/probe/tags.c scanner/probe/id3.c \
	scanner/probe/input.c scanner/probe/exif.c scanner/probe/xml.c \
	scanner/probe/xmp.c scanner/probe/nfo.c scanner/probe/box.c \
	scanner/probe/mp4_tags.c scanner/probe/heif_items.c \
	scanner/probe/heif.c scanner/probe/tiff.c scanner/probe/webp.c \
	scanner/probe/image.c common/blanks.c common/blank_message.c \
	scanner/probe/mdpm.c scanner/probe/blank_walk.c \
	scanner/probe/blank_xmp.c scanner/probe/blank_iptc.c \
	scanner/probe/blank_gaps.c scanner/probe/blank_exif.c \
	scanner/probe/blank_jpeg.c scanner/probe/blank_png.c \
	scanner/probe/blank_webp.c scanner/probe/blank_heif.c \
	scanner/probe/blank_tags.c scanner/probe/blank_track.c \
	scanner/probe/blank_mp4.c scanner/probe/blank_matroska.c \
	scanner/probe/blank.c scanner/probe/av_io.c scanner/probe/extradata.c \
	scanner/probe/container.c scanner/probe/av.c scanner/probe/decode.c \
	scanner/probe/heif_decode.c scanner/probe/webp_decode.c \
	scanner/probe/jpeg.c scanner/probe/moving.c scanner/probe/render.c \
	scanner/probe/side.c scanner/probe/seek_points.c \
	scanner/probe/seek_frames.c scanner/probe/pes.c \
	scanner/probe/seek_ps.c scanner/probe/seek_ts.c scanner/probe/seek.c \
	scanner/probe/charset_sign.c scanner/probe/charset.c \
	scanner/probe/flight_log.c scanner/probe/convert.c \
	scanner/probe/playlist.c scanner/probe/main.c
lares-probe_LIBS := libavformat libavcodec libswscale libavutil libexif \
	libxml-2.0 icu-i18n icu-uc

laresctl_FILES := $(COMMON) common/media.c $(CONFIG) common/state.c \
	common/user.c common/art.c common/fields.c common/devices.c \
	common/resume.c common/resume_store.c common/catalog_schema.c \
	common/catalog_open.c common/catalog_placed.c common/catalog_row.c \
	common/catalog_read.c common/catalog_tables.c \
	server/discovery/message.c server/ctl/place.c server/ctl/talk.c \
	server/ctl/status.c server/ctl/answer.c server/ctl/proc.c \
	server/ctl/proc_sockets.c server/ctl/elf.c server/ctl/stored.c \
	server/ctl/missing.c server/ctl/checks.c server/ctl/json.c \
	server/ctl/privacy_json.c server/ctl/page.c \
	server/ctl/privacy_processes.c server/ctl/privacy_text.c \
	server/ctl/privacy.c server/ctl/main.c
laresctl_LIBS := sqlite3

HELPERS	 := lares-ssdp lares-http lares-scan lares-probe
PROGRAMS := laresd laresctl $(HELPERS)

.PHONY: all
all: $(PROGRAMS:%=$(BUILD)/%)

comma := ,
obj = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
pkg_cflags = $(shell pkg-config --cflags $(1))
quiet_cflags = $(subst -I,-isystem ,$(call pkg_cflags,$(1)))
pkg_libs = $(shell pkg-config --libs $(1))

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(LIB_CFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# A library's headers are visible only to the folder that is its home.
# (-isystem: libupnp 1.8 does not pass our warnings)
$(BUILD)/obj/server/discovery/%.o: LIB_CFLAGS = \
	$(call quiet_cflags,libupnp)
$(BUILD)/obj/common/xml.o: LIB_CFLAGS = $(call pkg_cflags,libxml-2.0)
$(BUILD)/obj/scanner/probe/%.o: LIB_CFLAGS = \
	$(call pkg_cflags,$(lares-probe_LIBS))

# Taken in by .incbin, which the compiler does not see.
$(BUILD)/obj/server/web/assets.o: $(wildcard server/web/*.png \
	server/web/*.jpg server/web/*.html)

# libupnp is linked statically and behind a seam: in a copy of the archive the
# calls by which it would reach the network or a file bear the names of seam.c.
lares-ssdp_LINK = $(BUILD)/libupnp.a -Wl,-Bstatic -lixml -Wl,-Bdynamic
$(BUILD)/lares-ssdp: $(BUILD)/libupnp.a
$(BUILD)/libupnp.a: server/discovery/seam.syms
	@mkdir -p $(@D)
	objcopy --redefine-syms=$< \
		$$(pkg-config --variable=libdir libupnp)/libupnp.a $@

define program
$(BUILD)/$(1): $(call obj,$($(1)_FILES)) $(REFUSE) $($(1)_REFUSE)
	@mkdir -p $$(@D)
	$$(CC) $$(ALL_CFLAGS) $$(LDFLAGS) $$(LINK) -o $$@ $$(filter %.o,$$^) \
		$$(patsubst %,-Wl$$(comma)--dynamic-list=%,$$(filter %.list,$$^)) \
		$$(or $$($(1)_LINK),$$(if $$($(1)_LIBS),$$(call pkg_libs,$$($(1)_LIBS))))
endef
$(foreach p,$(PROGRAMS),$(eval $(call program,$(p))))

# Without the refusing functions, for tests/policy/imports to see the difference.
$(BUILD)/unrefused/lares-http: $(filter-out %/refuse.o,\
		$(call obj,$(lares-http_FILES)))
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $(LINK) -o $@ $^ \
		$(call pkg_libs,$(lares-http_LIBS))

# ---- unit tests ------------------------------------------------------------
# Each is linked with the helpers that its first line names, and with those of
# the programs' files that it calls. Not with the refusals, unless named.

TESTED	:= $(sort $(filter-out %main.c common/refuse%.c tests/%,\
	   $(foreach p,$(PROGRAMS),$($(p)_FILES))))
TESTED_LIBS := $(sort $(filter-out libupnp, $(foreach \
	p,$(PROGRAMS),$($(p)_LIBS))))
with	= $(shell sed -n '1s/^.*with: *\([^*]*\).*/\1/p' $(1))

$(BUILD)/tests/tested.a: $(call obj,$(TESTED))
	@mkdir -p $(@D)
	rm -f $@
	ar rcsTP $@ $^

$(BUILD)/obj/tests/%.o: LIB_CFLAGS = $(call pkg_cflags,$(TESTED_LIBS))

UNIT_TESTS := $(wildcard tests/unit/test_*.c)
define unit
$(BUILD)/tests/$(notdir $(1:.c=)): $(call obj,$(1) $(call with,$(1))) \
		$(BUILD)/tests/tested.a
	$$(CC) $$(ALL_CFLAGS) $$(LDFLAGS) -pie -o $$@ $$^ -Wl,--as-needed \
		$$(call pkg_libs,cmocka $(TESTED_LIBS))
endef
$(foreach t,$(UNIT_TESTS),$(eval $(call unit,$(t))))

UNIT_PROGRAMS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(UNIT_TESTS))
.PHONY: unit
unit: $(UNIT_PROGRAMS)
	tests/run-unit $(UNIT_PROGRAMS)

# ---- fuzzers (clang's libFuzzer) -------------------------------------------

FUZZ_TESTS := $(wildcard tests/fuzz/fuzz_*.c)
FUZZ_SECONDS ?= 10
FUZZ_CC	?= clang

FUZZ_CFLAGS := -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
	   -fno-sanitize-recover=undefined -DLARES_SANITIZE=1 -pthread
fuzz_obj = $(patsubst %.c,$(BUILD)/fuzz/obj/%.o,$(1))

$(BUILD)/fuzz/obj/%.o: %.c
	@mkdir -p $(@D)
	$(FUZZ_CC) $(ALL_CPPFLAGS) $(call quiet_cflags,libupnp $(TESTED_LIBS)) \
		$(WARN) $(FUZZ_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/fuzz/tested.a: $(call fuzz_obj,$(TESTED))
	rm -f $@
	ar rcsTP $@ $^

define fuzz
$(BUILD)/fuzz/$(notdir $(1:.c=)): $(call fuzz_obj,$(1) $(call with,$(1))) \
		$(BUILD)/fuzz/tested.a
	$$(FUZZ_CC) $$(FUZZ_CFLAGS) -fsanitize=fuzzer -o $$@ $$^ \
		-Wl,--as-needed $$(call pkg_libs,$(TESTED_LIBS))
endef
$(foreach t,$(FUZZ_TESTS),$(eval $(call fuzz,$(t))))

FUZZ_PROGRAMS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(FUZZ_TESTS))
.PHONY: fuzz
fuzz: $(FUZZ_PROGRAMS)
	tests/run-fuzz $(FUZZ_SECONDS) $(FUZZ_PROGRAMS)

# ---- the benchmark: figures beside those of others --------------------------

BENCH_PROGRAMS := $(BUILD)/tests/bench-fill $(BUILD)/tests/bench-load
define bench
$(BUILD)/tests/bench-$(1): $(call obj,tests/bench/$(1).c \
		$(call with,tests/bench/$(1).c)) $(BUILD)/tests/tested.a
	$$(CC) $$(ALL_CFLAGS) $$(LDFLAGS) -pie -o $$@ $$^ -Wl,--as-needed \
		$$(call pkg_libs,$(TESTED_LIBS))
endef
$(foreach p,fill load,$(eval $(call bench,$(p))))

# Without a network the peers are missing, and the scenarios say so.
.PHONY: bench
bench:
	@packaging/install-packages build test
	@packaging/install-packages unpack $(BUILD)/peers || true
	@$(MAKE) --no-print-directory -s all $(BENCH_PROGRAMS)
	@tests/bench/run $(BUILD) $(SCENARIOS)

# ---- the soak: a household at its worst, for so many minutes -----------------

SOAK_MINUTES ?= 20
.PHONY: soak
soak: all
	tests/soak/run $(BUILD) $(SOAK_MINUTES)

# ---- everything, as CI runs it ----------------------------------------------

.PHONY: run
run:
	@test -n "$(MEDIA)" || \
		{ echo "usage: make run MEDIA=/path/to/your/media" >&2; exit 2; }
	@packaging/install-packages build
	@packaging/make-user
	@$(MAKE) --no-print-directory -s all
	@exec $(BUILD)/laresd "$(MEDIA)"

# SANITIZE=1 builds have a folder of their own.
.PHONY: asan
asan:
	$(MAKE) --no-print-directory BUILD=$(BUILD)/asan SANITIZE=1 all

.PHONY: policy
policy: all
	tests/policy/run $(BUILD)

.PHONY: e2e
e2e: all
	tests/e2e/run $(BUILD)

# What tests need besides compilers. (Node.js of some sources brings npm.)
.PHONY: test-packages
test-packages:
	@packaging/install-packages build test
	@command -v npm >/dev/null || packaging/install-packages npm
	@packaging/install-packages unpack $(BUILD)/peers
	@$(MAKE) --no-print-directory -s $(BUILD)/clients/.installed

# The versions and checksums are those of the lock file.
$(BUILD)/clients/.installed: $(addprefix tests/clients/,package.json \
		package-lock.json)
	@mkdir -p $(@D)
	cp $^ $(@D)
	cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

.PHONY: clients
clients: test-packages all
	tests/e2e/run $(BUILD) 4

.PHONY: check
check: test-packages
	@tests/check $(BUILD)

.PHONY: install
install: all
	@test -z "$(LAYERS)" || \
		{ echo "LAYERS=1 is for tests only" >&2; exit 2; }
	install -d $(DESTDIR)$(PREFIX)/sbin $(DESTDIR)$(PREFIX)/bin \
		$(DESTDIR)$(LIBEXECDIR) $(DESTDIR)$(UNITDIR) \
		$(DESTDIR)$(PREFIX)/share/doc/lares \
		$(MANUALS:%=$(DESTDIR)$(MANDIR)/man%)
	install $(BUILD)/laresd $(DESTDIR)$(PREFIX)/sbin
	install $(BUILD)/laresctl $(DESTDIR)$(PREFIX)/bin
	install $(HELPERS:%=$(BUILD)/%) $(DESTDIR)$(LIBEXECDIR)
	for section in $(MANUALS); do \
		install -m 644 packaging/*.$$section \
			$(DESTDIR)$(MANDIR)/man$$section; done
	sed 's|@SBINDIR@|$(PREFIX)/sbin|' packaging/lares.service.in \
		> $(DESTDIR)$(UNITDIR)/lares.service
	chmod 644 $(DESTDIR)$(UNITDIR)/lares.service
	install -m 644 packaging/lares.conf packaging/allow-network.conf README \
		$(DESTDIR)$(PREFIX)/share/doc/lares

.PHONY: clean
clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD)/obj $(BUILD)/fuzz/obj -name '*.d' 2>/dev/null)
