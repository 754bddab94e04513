/*
 * The measure to be compared with: Xapian as it comes, in process, without
 * clauses, highlights, near misses or a protocol.
 *
 *   bench_xapian index UNITS DB         one document a clause, compacted
 *   bench_xapian query DB QUERIES N P   N queries in each of P processes;
 *                                       prints p50 (us) and queries a second
 *
 * UNITS and QUERIES are made by corpus.py. A document has its title twice (as
 * a prefix and in the body), stems and positions, as Xapian's manual builds
 * it; a query gets the first ten, exact totals, and the titles.
 */
extern "C" {
#include "bench/timing.h"
}

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>
#include <xapian.h>

using strings = std::vector<std::string>;

static strings
split(const std::string &line)
{
    std::stringstream stream(line);
    std::string cell;
    strings cells;

    while (std::getline(stream, cell, '\t'))
        cells.push_back(cell);
    return cells;
}

static std::vector<strings>
read_rows(const char *path)
{
    std::ifstream file(path);
    std::vector<strings> rows;
    std::string line;

    while (std::getline(file, line))
        rows.push_back(split(line));
    return rows;
}

/* A row of UNITS: body, year, title, heading, text. */
static Xapian::Document
document(Xapian::TermGenerator &terms, const strings &row)
{
    Xapian::Document doc;

    terms.set_document(doc);
    terms.index_text(row[2], 1, "S");
    terms.index_text(row[2]);
    terms.increase_termpos();
    terms.index_text(row[3]);
    terms.increase_termpos();
    terms.index_text(row[4]);
    doc.add_boolean_term("XB" + row[0]);
    doc.add_boolean_term("XY" + row[1]);
    doc.add_value(0, row[2]);
    doc.set_data(row[3] + "\n" + row[4]);
    return doc;
}

static int
run_index(const char *units, const char *path)
{
    std::string raw = std::string(path) + ".raw";
    Xapian::WritableDatabase db(raw, Xapian::DB_CREATE_OR_OVERWRITE);
    Xapian::TermGenerator terms;
    double began = timing_now_us();

    terms.set_stemmer(Xapian::Stem("en"));
    for (const strings &row : read_rows(units))
        db.add_document(document(terms, row));
    db.commit();
    db.compact(path);
    std::printf("%u documents, %.0f a second\n", db.get_doccount(),
                db.get_doccount() / (timing_now_us() - began) * 1e6);
    return 0;
}

struct search {
    Xapian::Database db;
    Xapian::QueryParser parser;
    strings queries;
};

/* Answers a query as far as a reply line with ten titles. */
static void
answer(void *arg, size_t at)
{
    search *s = static_cast<search *>(arg);
    const std::string &text = s->queries[at % s->queries.size()];
    Xapian::Enquire enquire(s->db);
    std::string reply;

    enquire.set_query(s->parser.parse_query(text));
    Xapian::MSet mset = enquire.get_mset(0, 10, s->db.get_doccount());
    reply = "{\"total\":" + std::to_string(mset.get_matches_estimated());
    for (auto it = mset.begin(); it != mset.end(); ++it)
        reply += ",\"" + it.get_document().get_value(0) + "\"";
    timing_keep(reply.data());
}

static int
run_query(const char *path, const char *queries, char **numbers)
{
    search s{Xapian::Database(path), {}, {}};

    s.parser.set_stemmer(Xapian::Stem("en"));
    s.parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    s.parser.set_default_op(Xapian::Query::OP_AND);
    s.parser.add_boolean_prefix("body", "XB");
    s.parser.add_boolean_prefix("year", "XY");
    for (const strings &row : read_rows(queries))
        s.queries.push_back(row[2]);
    struct timing timing = {static_cast<size_t>(std::atol(numbers[0])),
                            static_cast<size_t>(std::atol(numbers[1])), answer,
                            &s};

    return timing_run(&timing);
}

int
main(int argc, char **argv)
{
    if (argc == 4 && std::strcmp(argv[1], "index") == 0)
        return run_index(argv[2], argv[3]);
    if (argc == 6 && std::strcmp(argv[1], "query") == 0)
        return run_query(argv[2], argv[3], argv + 4);
    std::fputs("usage: bench_xapian index UNITS DB | query DB QUERIES N P\n",
               stderr);
    return 2;
}
