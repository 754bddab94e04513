/*
 * A table with one place a hash, and a list of what was asked for lately. An
 * entry whose place is wanted goes: that is rare, and nothing is lost but time.
 */
#include "daemon/cache.h"

#include "daemon/tick.h"

#include "lib/base/checksum.h"
#include "lib/base/list.h"
#include "lib/base/memory.h"
#include "lib/store/view.h"
#include "lib/wire/reply.h"
#include "lib/wire/reply_form.h"

#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <time.h>

enum {
    CACHE_PLACES = 8192, /* a power of two */
    CACHE_SHARE = 16     /* of the room, that one reply may take */
};

struct entry {
    TAILQ_ENTRY(entry) link;
    size_t place;
    size_t key_len;
    size_t head_len; /* of the result, up to its time */
    size_t tail_len; /* behind its time, to the LF */
    char bytes[];    /* key, head, tail */
};

struct cache {
    char *dir;
    struct view_watch watch;
    unsigned long epoch; /* of the folder as it looks now */
    struct cache_counts counts;
    size_t bytes_most;
    struct buf key; /* of the request at hand */
    TAILQ_HEAD(lately, entry) lately;
    struct entry *places[CACHE_PLACES];
};

struct cache *
cache_new(const char *index_dir, size_t bytes_most)
{
    struct cache *cache;

    if (bytes_most == 0)
        return NULL;
    cache = memory_alloc(sizeof *cache);
    cache->dir = memory_strdup(index_dir);
    cache->bytes_most = bytes_most;
    TAILQ_INIT(&cache->lately);
    return cache;
}

static size_t
entry_size(const struct entry *entry)
{
    return sizeof *entry + entry->key_len + entry->head_len + entry->tail_len;
}

static void
cache_drop(struct cache *cache, struct entry *entry)
{
    TAILQ_REMOVE(&cache->lately, entry, link);
    cache->places[entry->place] = NULL;
    cache->counts.bytes -= entry_size(entry);
    cache->counts.replies--;
    free(entry);
}

static void
cache_clear(struct cache *cache)
{
    struct entry *entry, *next;

    list_each_safe (entry, &cache->lately, link, next)
        cache_drop(cache, entry);
}

void
cache_free(struct cache *cache)
{
    if (cache == NULL)
        return;
    cache_clear(cache);
    buf_deinit(&cache->key);
    free(cache->dir);
    free(cache);
}

/* Whether there is an index to speak of; what was there before is let go. */
static bool
cache_look(struct cache *cache)
{
    if (view_watch_look(&cache->watch, cache->dir, (double)tick_ms()) ||
        cache->epoch == 0) {
        cache_clear(cache);
        cache->epoch++;
    }
    return cache->watch.view.status == STATUS_OK;
}

/* A worker that has not looked yet may answer out of what was there before. */
static bool
cache_is_settled(const struct cache *cache)
{
    return (double)tick_ms() > cache->watch.known_ms;
}

/* The line without its id. Returns the place of what has this key. */
static size_t
cache_take_key(struct cache *cache, const struct cache_request *request)
{
    size_t behind = request->id_at + request->id_len;

    buf_clear(&cache->key);
    buf_put(&cache->key, request->line, request->id_at);
    buf_put(&cache->key, request->line + behind, request->len - behind);
    return checksum_number(cache->key.data, cache->key.len) % CACHE_PLACES;
}

static bool
entry_has_key(const struct entry *entry, const struct buf *key)
{
    return entry != NULL && entry->key_len == key->len &&
           memcmp(entry->bytes, key->data, key->len) == 0;
}

static double
now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

bool
cache_find(struct cache *cache, const struct cache_request *request,
           struct buf *out, unsigned long *epoch)
{
    double began_ms = now_ms();
    struct entry *entry;
    const char *reply;

    *epoch = 0;
    if (cache == NULL || !cache_look(cache))
        return false;
    entry = cache->places[cache_take_key(cache, request)];
    if (!entry_has_key(entry, &cache->key)) {
        cache->counts.misses++;
        *epoch = cache_is_settled(cache) ? cache->epoch : 0;
        return false;
    }
    cache->counts.hits++;
    TAILQ_REMOVE(&cache->lately, entry, link);
    TAILQ_INSERT_HEAD(&cache->lately, entry, link);
    reply = entry->bytes + entry->key_len;
    reply_begin(out, request->line + request->id_at, request->id_len);
    buf_put(out, reply, entry->head_len);
    buf_printf(out, "%.3f", now_ms() - began_ms);
    buf_put(out, reply + entry->head_len, entry->tail_len);
    return true;
}

/* What was asked for least lately goes. */
static void
cache_make_room(struct cache *cache, size_t size)
{
    struct entry *entry = TAILQ_LAST(&cache->lately, lately);

    while (entry != NULL && cache->counts.bytes + size > cache->bytes_most) {
        struct entry *before = TAILQ_PREV(entry, lately, link);

        cache_drop(cache, entry);
        entry = before;
    }
}

/* A new entry at a place that is free, when there is room for it. */
static void
cache_put(struct cache *cache, size_t place, const struct reply_form *form,
          const char *reply, size_t len)
{
    struct entry made = {.place = place,
                         .key_len = cache->key.len,
                         .head_len = form->took_at - form->result_at,
                         .tail_len = len - form->took_end};
    struct entry *entry;
    size_t size = entry_size(&made);

    if (size > cache->bytes_most / CACHE_SHARE)
        return;
    cache_make_room(cache, size);
    entry = memory_alloc(size);
    *entry = made;
    memcpy(entry->bytes, cache->key.data, made.key_len);
    memcpy(entry->bytes + made.key_len, reply + form->result_at, made.head_len);
    memcpy(entry->bytes + made.key_len + made.head_len, reply + form->took_end,
           made.tail_len);
    cache->places[place] = entry;
    TAILQ_INSERT_HEAD(&cache->lately, entry, link);
    cache->counts.bytes += size;
    cache->counts.replies++;
}

void
cache_keep(struct cache *cache, const struct job *job, const char *reply,
           size_t len)
{
    const struct cache_request request = {job_line(job), job->line_len,
                                          job->id_at, job->id_len};
    struct reply_form form;
    size_t place;

    if (cache == NULL || job->epoch == 0 || !cache_look(cache) ||
        cache->epoch != job->epoch ||
        !reply_form_find(&form, reply, len, job_id(job), job->id_len) ||
        form.generation != cache->watch.view.generation)
        return;
    place = cache_take_key(cache, &request);
    if (cache->places[place] != NULL)
        cache_drop(cache, cache->places[place]);
    cache_put(cache, place, &form, reply, len);
}

void
cache_count(const struct cache *cache, struct cache_counts *out)
{
    *out = cache == NULL ? (struct cache_counts){0} : cache->counts;
}
