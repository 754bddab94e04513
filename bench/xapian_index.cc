/*
 * What the store's writer costs beside Xapian alone: both write all documents
 * of an index again, from memory, with the same terms, positions, values,
 * data and metadata, in batches of the same size, compact what they wrote and
 * sync it to the disk. The writer has a seal, a lock and generations besides.
 *
 *   bench_xapian_index ours|raw INDEX FOLDER
 *
 * prints documents, seconds, seconds of the processor, and the bytes before
 * and after compaction (of ours only those after: it does not keep the others).
 * FOLDER is made anew.
 */
extern "C" {
#include "bench/timing.h"
#include "lib/base/file.h"
#include "lib/store/writer.h"
}

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>
#include <xapian.h>

namespace fs = std::filesystem;

enum { BATCH = 2000 /* documents, as in lib/store/writer.cc */ };

struct unit {
    std::vector<writer_post> posts; /* in the order of the text */
    std::vector<std::string> terms; /* theirs */
    std::vector<std::pair<unsigned, std::string>> values;
    std::vector<writer_value> given; /* but the one that the writer makes */
    std::string data;
};

struct corpus {
    std::vector<unit> units;
    std::vector<std::pair<std::string, std::string>> metadata;
};

/* A term without a position was added as often as it counts. */
static void
read_posts(unit &made, const Xapian::Database &db, Xapian::docid did)
{
    made.terms.reserve(db.get_document(did).termlist_count());
    for (auto it = db.termlist_begin(did); it != db.termlist_end(did); ++it) {
        Xapian::termcount alone = it.get_wdf();

        made.terms.push_back(*it);
        const char *term = made.terms.back().c_str();
        if (alone == 0)
            made.posts.push_back({term, 0, true});
        for (auto p = it.positionlist_begin(); p != it.positionlist_end();
             ++p) {
            made.posts.push_back({term, *p, false});
            alone--;
        }
        for (; alone > 0; alone--)
            made.posts.push_back({term, 0, false});
    }
    std::stable_sort(made.posts.begin(), made.posts.end(),
                     [](const writer_post &a, const writer_post &b) {
                         return a.pos < b.pos;
                     });
}

static unit
read_unit(const Xapian::Database &db, Xapian::docid did)
{
    Xapian::Document doc = db.get_document(did);
    unit made;

    read_posts(made, db, did);
    for (auto it = doc.values_begin(); it != doc.values_end(); ++it)
        made.values.emplace_back(it.get_valueno(), *it);
    for (const auto &[slot, text] : made.values)
        if (slot != 0)
            made.given.push_back({slot, text.c_str()});
    made.data = doc.get_data();
    return made;
}

static corpus
read_corpus(const std::string &index)
{
    Xapian::Database db(index + "/current");
    corpus all;

    for (Xapian::docid did = 1; did <= db.get_lastdocid(); did++)
        all.units.push_back(read_unit(db, did));
    for (auto it = db.metadata_keys_begin(); it != db.metadata_keys_end(); ++it)
        all.metadata.emplace_back(*it, db.get_metadata(*it));
    return all;
}

static Xapian::Document
document(const unit &from)
{
    Xapian::Document doc;

    doc.set_data(from.data);
    for (const writer_post &post : from.posts) {
        if (post.key)
            doc.add_boolean_term(post.term);
        else if (post.pos == 0)
            doc.add_term(post.term);
        else
            doc.add_posting(post.term, post.pos);
    }
    for (const auto &[slot, text] : from.values)
        doc.add_value(slot, text);
    return doc;
}

static double
cpu_now_us()
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static unsigned long long
bytes_in(const std::string &folder)
{
    unsigned long long bytes = 0;

    for (const auto &entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            bytes += entry.file_size();
    return bytes;
}

struct figures {
    double us, cpu_us;
    unsigned long long before, after; /* bytes; compacted */

    void start()
    {
        us -= timing_now_us();
        cpu_us -= cpu_now_us();
    }

    void stop()
    {
        us += timing_now_us();
        cpu_us += cpu_now_us();
    }
};

/* As the manual says, and on the disk at the end. */
static void
write_raw(const corpus &all, const std::string &building,
          const std::string &compacted)
{
    unsigned waiting = 0;
    Xapian::WritableDatabase db(building,
                                Xapian::DB_CREATE | Xapian::DB_NO_SYNC);

    for (const auto &[key, value] : all.metadata)
        db.set_metadata(key, value);
    for (const unit &from : all.units) {
        db.add_document(document(from));
        if (++waiting == BATCH) {
            db.commit();
            waiting = 0;
        }
    }
    db.commit();
    db.compact(compacted);
    for (const auto &entry : fs::directory_iterator(compacted))
        if (file_sync(entry.path().c_str(), nullptr) != STATUS_OK)
            std::exit(1);
}

/* A writer drops the database that it compacted, so that counts too. */
[[gnu::noinline]] static figures
measure_raw(const corpus &all, const std::string &folder)
{
    std::string building = folder + "/building", done = folder + "/compacted";
    figures found = {};

    found.start();
    write_raw(all, building, done);
    found.stop();
    found.before = bytes_in(building);
    found.after = bytes_in(done);
    found.start();
    fs::remove_all(building);
    found.stop();
    return found;
}

/* The keys that are the writer's own are not given. */
static enum status
put_all(struct writer *writer, const corpus &all, struct error *err)
{
    enum status status = STATUS_OK;

    for (const auto &[key, value] : all.metadata)
        if (status == STATUS_OK && key.compare(0, 2, "x/") == 0)
            status = writer_put(writer, key.c_str() + 2, value.data(),
                                value.size(), err);
    for (const unit &from : all.units) {
        const struct writer_document document = {
            from.posts.data(), from.posts.size(), from.data.data(),
            from.data.size(),  from.given.data(), from.given.size()};

        if (status == STATUS_OK)
            status = writer_add(writer, &document, err);
    }
    return status;
}

[[gnu::noinline]] static figures
measure_ours(const corpus &all, const std::string &folder)
{
    struct writer_published published;
    struct writer *writer = nullptr;
    figures found = {};
    struct error err;

    found.start();
    enum status status = writer_open(&writer, folder.c_str(), &err);
    if (status == STATUS_OK)
        status = put_all(writer, all, &err);
    if (status == STATUS_OK)
        status = writer_publish(writer, &published, &err);
    writer_close(writer);
    found.stop();
    if (status != STATUS_OK) {
        std::fprintf(stderr, "bench_xapian_index: %s\n", err.text);
        std::exit(1);
    }
    found.after = bytes_in(folder);
    return found;
}

static void
measure(const char *how, const char *index, const char *folder)
{
    const corpus all = read_corpus(index);
    figures found;

    fs::remove_all(folder);
    fs::create_directories(folder);
    found = std::strcmp(how, "raw") == 0 ? measure_raw(all, folder)
                                         : measure_ours(all, folder);
    std::printf("%zu %.6f %.6f %llu %llu\n", all.units.size(), found.us / 1e6,
                found.cpu_us / 1e6, found.before, found.after);
}

int
main(int argc, char **argv)
{
    if (argc != 4) {
        std::fputs("usage: bench_xapian_index ours|raw INDEX FOLDER\n", stderr);
        return 2;
    }
    measure(argv[1], argv[2], argv[3]);
    return 0;
}
