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
}

#include "lib/store/guard.hh"
#include "lib/store/keys.hh"

#include <cerrno>
#include <cstdio>
#include <cstring>
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

/* The index keeps its identity over its generations; one that is damaged
 * begins anew. */
static std::string
index_uuid(const std::string &dir, unsigned generation,
           const Xapian::Database &fresh)
{
    std::string uuid;

    if (generation != 0)
        guard(nullptr, [&] {
            char name[GENERATION_NAME_MAX];

            generation_name(name, generation);
            uuid =
                Xapian::Database(dir + "/" + name).get_metadata(STORE_KEY_UUID);
            return STATUS_OK;
        });
    return uuid.empty() ? fresh.get_uuid() : uuid;
}

enum status
writer_open(struct writer **out, const char *dir, struct error *err)
{
    return guard(err, [&] {
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

static void
add_post(Xapian::Document &document, const struct writer_post &post)
{
    if (strlen(post.term) > WRITER_TERM_MAX)
        return;
    if (post.key)
        document.add_boolean_term(post.term);
    else if (post.pos != 0)
        document.add_posting(post.term, post.pos);
    else
        document.add_term(post.term);
}

enum status
writer_add(struct writer *writer, const struct writer_document *document,
           struct error *err)
{
    return guard(err, [&] {
        Xapian::Document made;

        made.set_data(std::string(static_cast<const char *>(document->data),
                                  document->len));
        for (size_t i = 0; i < document->post_count; i++)
            add_post(made, document->posts[i]);
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
    return guard(err, [&] {
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
    if (status == STATUS_OK)
        status = file_remove_tree(path.c_str(), err);
    if (status != STATUS_OK)
        return status;
    writer->db.commit();
    writer->db.compact(fresh);
    status = sync_folder(fresh, err);
    if (status != STATUS_OK)
        return status;
    if (rename(fresh.c_str(), path.c_str()) != 0)
        return error_errno(err, STATUS_IO, "renaming %s", fresh.c_str());
    return file_sync(writer->dir.c_str(), err);
}

enum status
writer_publish(struct writer *writer, unsigned *generation, struct error *err)
{
    return guard(err, [&] {
        unsigned before = 0;
        enum status status =
            generation_current(&before, writer->dir.c_str(), nullptr);

        if (status != STATUS_OK)
            before = 0; /* none yet, or damaged: begin again */
        writer->db.set_metadata(STORE_KEY_FORMAT, STORE_FORMAT);
        writer->db.set_metadata(STORE_KEY_UUID,
                                index_uuid(writer->dir, before, writer->db));
        unsigned next = before % GENERATION_MOST + 1;
        status = make_generation(writer, next, err);
        if (status == STATUS_OK)
            status = generation_serve(writer->dir.c_str(), next, err);
        if (status != STATUS_OK)
            return status;
        writer->db.close();
        *generation = next;
        return generation_clean(writer->dir.c_str(), next, before, err);
    });
}
