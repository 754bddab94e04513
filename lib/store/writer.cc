/*
 * Writing. Documents go into a scratch database, `building`; publishing
 * compacts it into gen-NNNNNN.new, syncs every file, renames the folder into
 * place and then `current`. The scratch database is not synced: it is thrown
 * away whenever anything goes wrong.
 */
extern "C" {
#include "lib/store/writer.h"
#include "lib/base/file.h"
#include "lib/store/generation.h"
#include "lib/store/lock.h"
#include "lib/store/seal.h"
#include "lib/store/store.h"
}

#include "lib/store/guard.hh"
#include "lib/store/keys.hh"
#include "lib/store/places.hh"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <memory>
#include <string>
#include <unistd.h>

enum {
    WRITER_BATCH = 2000,  /* documents: faster and smaller than one batch */
    WRITER_TERM_MAX = 240 /* bytes; Xapian takes 245 */
};

struct writer {
    std::string dir;
    int lock = -1;
    Xapian::WritableDatabase db;
    PlacesWriter places;
    unsigned waiting = 0; /* documents since the last commit */

    ~writer()
    {
        file_closep(&lock);
    }
};

static std::string
scratch_path(const struct writer *writer)
{
    return writer->dir + "/building";
}

/* What a failure of Xapian's leaves out: which folder it was about. */
template <class Body>
static enum status
guard_write(const std::string &dir, struct error *err, Body body) noexcept
{
    enum status status = guard(err, body);

    if (status != STATUS_OK && status != STATUS_BUSY && err != nullptr)
        error_wrap(err, "writing the index %s", dir.c_str());
    return status;
}

/* The index keeps its identity over its generations; one that is damaged
 * beyond opening begins anew. */
static struct store_identity
identify_served(const struct writer *writer, std::string &uuid)
{
    struct store *store = nullptr;
    struct store_identity served = {nullptr, 0};

    if (store_open(&store, writer->dir.c_str(), nullptr) == STATUS_OK)
        served = store_identify(store);
    uuid = served.uuid != nullptr && *served.uuid != '\0'
               ? served.uuid
               : writer->db.get_uuid();
    store_close(store);
    return {uuid.c_str(), served.generation};
}

enum status
writer_open(struct writer **out, const char *dir, struct error *err)
{
    return guard_write(dir, err, [&] {
        auto writer = std::make_unique<struct writer>();
        enum status status = file_make_dirs(dir, err);

        writer->dir = dir;
        if (status == STATUS_OK)
            status = lock_take(&writer->lock, dir, err);
        if (status == STATUS_OK)
            status = file_remove_tree(scratch_path(writer.get()).c_str(), err);
        if (status != STATUS_OK)
            return status;
        writer->db = Xapian::WritableDatabase(
            scratch_path(writer.get()), Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
        *out = writer.release();
        return STATUS_OK;
    });
}

void
writer_close(struct writer *writer)
{
    if (writer == nullptr)
        return;
    guard(nullptr, [&] {
        std::unique_ptr<struct writer> owned(writer);

        owned->db.close();
        return file_remove_tree(scratch_path(writer).c_str(), nullptr);
    });
}

void
writer_closep(struct writer **writer)
{
    writer_close(*writer);
    *writer = nullptr;
}

/* term is used again and again: a string is not made for each word. */
static void
add_post(Xapian::Document &document, PlacesWriter &places, std::string &term,
         const struct writer_post &post)
{
    term.assign(post.term);
    if (term.size() > WRITER_TERM_MAX)
        return;
    if (post.key)
        document.add_boolean_term(term);
    else if (post.pos == 0)
        document.add_term(term);
    if (post.key || post.pos == 0)
        return;
    document.add_posting(term, post.pos);
    places.add(term, post.pos);
}

enum status
writer_add(struct writer *writer, const struct writer_document *document,
           struct error *err)
{
    return guard_write(writer->dir, err, [&] {
        Xapian::Document made;
        std::string term;

        made.set_data(std::string(static_cast<const char *>(document->data),
                                  document->len));
        for (size_t i = 0; i < document->post_count; i++)
            add_post(made, writer->places, term, document->posts[i]);
        writer->places.finish_document(made);
        for (size_t i = 0; i < document->value_count; i++)
            made.add_value(document->values[i].slot, document->values[i].text);
        writer->db.add_document(made);
        if (++writer->waiting == WRITER_BATCH) {
            writer->db.commit();
            writer->waiting = 0;
        }
        return STATUS_OK;
    });
}

enum status
writer_put(struct writer *writer, const char *key, const void *bytes,
           size_t len, struct error *err)
{
    return guard_write(writer->dir, err, [&] {
        writer->db.set_metadata(
            STORE_KEY_OURS + std::string(key),
            std::string(static_cast<const char *>(bytes), len));
        return STATUS_OK;
    });
}

static enum status
sync_folder(const std::string &path, struct error *err)
{
    for (const auto &entry : std::filesystem::directory_iterator(path)) {
        enum status status = file_sync(entry.path().c_str(), err);

        if (status != STATUS_OK)
            return status;
    }
    return file_sync(path.c_str(), err);
}

/* The scratch database as a finished generation on the disk. */
static enum status
make_generation(struct writer *writer, unsigned generation, struct error *err)
{
    char name[GENERATION_NAME_MAX];

    generation_name(name, generation);
    std::string path = writer->dir + "/" + name;
    std::string fresh = path + ".new";
    enum status status = file_remove_tree(fresh.c_str(), err);
    if (status != STATUS_OK)
        return status;
    writer->db.commit();
    writer->db.compact(fresh);
    status = sync_folder(fresh, err);
    if (status == STATUS_OK)
        status = seal_write(fresh.c_str(), STORE_FORMAT, err);
    if (status != STATUS_OK)
        return status;
    if (rename(fresh.c_str(), path.c_str()) != 0)
        return error_errno(err, STATUS_IO, "renaming %s", fresh.c_str());
    return file_sync(writer->dir.c_str(), err);
}

/*
 * Names it in `current`. When that failed after the rename, readers have it
 * already, and it is whole and synced: only a power cut could bring back the
 * one before, so that is a warning and nothing is cleaned.
 */
static enum status
serve_generation(struct writer *writer, struct writer_published *out,
                 struct error *err)
{
    const char *dir = writer->dir.c_str();
    unsigned named = 0;
    enum status status = generation_serve(dir, out->generation, &out->warning);

    if (status == STATUS_OK)
        return STATUS_OK;
    if (generation_current(&named, dir, nullptr) == STATUS_OK &&
        named == out->generation)
        return STATUS_OK;
    return error_set(err, status, "%s", out->warning.text);
}

/* Takes away what a failed publish made; best effort, the next one cleans. */
static void
unmake_generation(const struct writer *writer, unsigned generation)
{
    char name[GENERATION_NAME_MAX];

    generation_name(name, generation);
    std::string path = writer->dir + "/" + name;
    if (file_remove_tree(path.c_str(), nullptr) == STATUS_OK &&
        file_remove_tree((path + ".new").c_str(), nullptr) == STATUS_OK)
        return;
}

static enum status
publish(struct writer *writer, struct writer_published *out, unsigned *before,
        struct error *err)
{
    const char *dir = writer->dir.c_str();
    unsigned named = 0;
    std::string uuid;

    if (generation_current(&named, dir, nullptr) != STATUS_OK)
        named = 0; /* none yet, or damaged: after the newest */
    *before = identify_served(writer, uuid).generation;
    out->generation = generation_free(dir, named);
    writer->db.set_metadata(STORE_KEY_FORMAT, STORE_FORMAT);
    writer->db.set_metadata(STORE_KEY_UUID, uuid);
    writer->places.finish(writer->db);
    enum status status = make_generation(writer, out->generation, err);
    if (status != STATUS_OK)
        return status;
    writer->db.close(); /* Xapian has no more to do, and nothing to give up */
    std::set_terminate(std::abort);
    return serve_generation(writer, out, err);
}

enum status
writer_publish(struct writer *writer, struct writer_published *out,
               struct error *err)
{
    struct writer_published published = {};
    unsigned before = 0;
    enum status status = guard_write(writer->dir, err, [&] {
        return publish(writer, &published, &before, err);
    });

    if (status != STATUS_OK) {
        guard(nullptr, [&] {
            unmake_generation(writer, published.generation);
            return STATUS_OK;
        });
        return status;
    }
    if (published.warning.code == STATUS_OK)
        guard(&published.warning, [&] {
            return generation_clean(writer->dir.c_str(), published.generation,
                                    before, &published.warning);
        });
    *out = published;
    return STATUS_OK;
}

void
writer_when_given_up(void (*end)(void))
{
    std::set_terminate(end);
}
