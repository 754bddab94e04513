/*
 * The measures to be compared with: Xapian as it comes, in process, its
 * manual followed. One document a clause, stems and positions, the first ten,
 * exact totals.
 *
 *   bench_xapian index WAY UNITS DB         compacted
 *   bench_xapian query WAY DB QUERIES N P   N queries in each of P processes;
 *                                           p50 p99 (us) and queries a second
 *
 * UNITS and QUERIES are made by corpus.py. WAY is one of
 *
 *   plain    all words in one field; a reply is a total and ten titles
 *   fields   the question that Clause answers: each word in the text or the
 *            heading, the title for the score alone, the latest editions;
 *            a reply has the members of ours and marks the words that
 *            matched. It has no near misses, no resolutions by their title,
 *            no concepts, and looks for no word that was meant.
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

/* A row of UNITS. */
enum { BODY, YEAR, TITLE, HEADING, TEXT };

static const char *const stored[] = {"id", "title", "heading", "text"};

/* The bytes are those of words: nothing needs an escape but what this does. */
static void
put_member(std::string &out, const char *key, const std::string &text)
{
    out += out.back() == '{' ? "\"" : ",\"";
    out += key;
    out += "\":\"";
    for (char byte : text) {
        if (byte == '"' || byte == '\\')
            out += '\\';
        out += byte;
    }
    out += '"';
}

class Way
{
  protected:
    Xapian::QueryParser parser;

    void start(Xapian::QueryParser &to)
    {
        to.set_stemmer(Xapian::Stem("en"));
        to.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
        to.set_default_op(Xapian::Query::OP_AND);
        to.add_boolean_prefix("body", "XB");
        to.add_boolean_prefix("year", "XY");
    }

  public:
    virtual ~Way() = default;
    virtual void index(Xapian::TermGenerator &terms, const strings &row) = 0;
    virtual Xapian::Query parse(const std::string &text) = 0;
    virtual void reply(std::string &out, const Xapian::MSet &found) = 0;
};

class Plain : public Way
{
  public:
    Plain()
    {
        start(parser);
    }

    void index(Xapian::TermGenerator &terms, const strings &row) override
    {
        terms.index_text(row[TITLE], 1, "S");
        terms.index_text(row[TITLE]);
        terms.increase_termpos();
        terms.index_text(row[HEADING]);
        terms.increase_termpos();
        terms.index_text(row[TEXT]);
    }

    Xapian::Query parse(const std::string &text) override
    {
        return parser.parse_query(text);
    }

    void reply(std::string &out, const Xapian::MSet &found) override
    {
        for (auto it = found.begin(); it != found.end(); ++it)
            out += ",\"" + it.get_document().get_value(0) + "\"";
    }
};

class Fields : public Way
{
    Xapian::QueryParser titles;
    Xapian::Stem stem{"en"};

    void put_hit(std::string &out, const Xapian::MSet &found,
                 const Xapian::MSetIterator &hit);

  public:
    Fields()
    {
        start(parser);
        parser.add_prefix("", "XT");
        parser.add_prefix("", "XH");
        start(titles);
        titles.set_default_op(Xapian::Query::OP_OR);
        titles.add_prefix("", "S");
    }

    void index(Xapian::TermGenerator &terms, const strings &row) override
    {
        terms.index_text(row[TITLE], 1, "S");
        terms.index_text(row[HEADING], 1, "XH");
        terms.index_text(row[TEXT], 1, "XT");
    }

    Xapian::Query parse(const std::string &text) override
    {
        Xapian::Query all(Xapian::Query::OP_FILTER, parser.parse_query(text),
                          Xapian::Query("XElatest"));

        return Xapian::Query(Xapian::Query::OP_AND_MAYBE, all,
                             titles.parse_query(text));
    }

    void reply(std::string &out, const Xapian::MSet &found) override
    {
        out += ",\"hits\":[";
        for (auto it = found.begin(); it != found.end(); ++it) {
            put_hit(out, found, it);
            out += ',';
        }
        out += ']';
    }
};

/* Data are lines, which is quicker than JSON; words are marked in the whole
 * heading and text. */
void
Fields::put_hit(std::string &out, const Xapian::MSet &found,
                const Xapian::MSetIterator &hit)
{
    std::stringstream lines(hit.get_document().get_data());
    std::string line;
    char score[32];

    out += '{';
    for (const char *key : stored) {
        std::getline(lines, line);
        if (key == stored[HEADING - 1] || key == stored[TEXT - 1])
            line = found.snippet(line, line.size() + 1, stem, 0, "<b>", "</b>");
        put_member(out, key, line);
    }
    std::snprintf(score, sizeof score, "%.4f", hit.get_weight());
    put_member(out, "score", score);
    out += '}';
}

static int
run_index(Way &way, const char *units, const char *path)
{
    std::string raw = std::string(path) + ".raw";
    Xapian::WritableDatabase db(raw, Xapian::DB_CREATE_OR_OVERWRITE);
    Xapian::TermGenerator terms;
    double began = timing_now_us();

    terms.set_stemmer(Xapian::Stem("en"));
    for (const strings &row : read_rows(units)) {
        Xapian::Document doc;

        terms.set_document(doc);
        way.index(terms, row);
        doc.add_boolean_term("XB" + row[BODY]);
        doc.add_boolean_term("XY" + row[YEAR]);
        doc.add_boolean_term("XElatest");
        doc.add_value(0, row[TITLE]);
        doc.set_data(row[BODY] + "-900@" + row[YEAR] + "\n" + row[TITLE] +
                     "\n" + row[HEADING] + "\n" + row[TEXT]);
        db.add_document(doc);
    }
    db.commit();
    db.compact(path);
    std::printf("%u documents, %.0f a second\n", db.get_doccount(),
                db.get_doccount() / (timing_now_us() - began) * 1e6);
    return 0;
}

struct search {
    Xapian::Database db;
    Way &way;
    strings queries;
};

static void
answer(void *arg, size_t at)
{
    search *s = static_cast<search *>(arg);
    const std::string &text = s->queries[at % s->queries.size()];
    Xapian::Enquire enquire(s->db);
    std::string reply;

    enquire.set_query(s->way.parse(text));
    Xapian::MSet mset = enquire.get_mset(0, 10, s->db.get_doccount());
    reply = "{\"total\":" + std::to_string(mset.get_matches_estimated());
    s->way.reply(reply, mset);
    timing_keep(reply.data());
}

static int
run_query(Way &way, const char *path, const char *queries, char **numbers)
{
    search s{Xapian::Database(path), way, {}};

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
    Plain plain;
    Fields fields;
    Way &way = argc > 2 && std::strcmp(argv[2], "plain") == 0
                   ? static_cast<Way &>(plain)
                   : fields;

    if (argc == 5 && std::strcmp(argv[1], "index") == 0)
        return run_index(way, argv[3], argv[4]);
    if (argc == 7 && std::strcmp(argv[1], "query") == 0)
        return run_query(way, argv[3], argv[4], argv + 5);
    std::fputs("usage: bench_xapian index plain|fields UNITS DB |\n"
               "       bench_xapian query plain|fields DB QUERIES N P\n",
               stderr);
    return 2;
}
