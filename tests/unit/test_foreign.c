#include "daemon/foreign.h"

#include "lib/base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SAID(bytes, word)                                                      \
    {                                                                          \
        (bytes), sizeof(bytes) - 1, (word)                                     \
    }

/* What comes first, and a word of what is said; NULL: it may be ours. */
static const struct foreign_case {
    const char *bytes;
    size_t len;
    const char *word;
} cases[] = {
    SAID("GET / HTTP/1.1\r\n", "HTTP is on --http"),
    SAID("POST /search HTTP/1.0\r\n", "--http"),
    SAID("HEAD / HTTP/1.1\r\n", "--http"),
    SAID("OPTIONS * HTTP/1.1\r\n", "--http"),
    SAID("CONNECT localhost:8059 HTTP/1.1\r\n", "--http"),
    SAID("PRI * HTTP/2.0\r\n", "--http"),
    SAID("HTTP/1.1 200 OK\r\n", "--http"),
    SAID("\x16\x03\x01\x02\x00\x01", "without TLS"),
    SAID("\x80\x2e\x01\x00\x02", "without TLS"),
    SAID("SSH-2.0-OpenSSH_9.2\r\n", "not SSH"),
    SAID("EHLO example.org\r\n", "not SMTP"),
    SAID("HELO example.org\r\n", "not SMTP"),
    SAID("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n", "PROXY"),
    SAID("*1\r\n$4\r\nPING\r\n", "not RESP"),
    SAID("\0\0\0\x08\x04\xd2\x16\x2f", "no text"),
    SAID("\x03\0\0\x13\x0e", "no text"),
    SAID("\x04\x01\0\x50", "no text"),
    SAID("\x05\x01\0", "no text"),
    /* a beginning that is too short to tell */
    SAID("", NULL),
    SAID("G", NULL),
    SAID("GET", NULL),
    SAID("SSH", NULL),
    SAID("\x16", NULL),
    SAID("\0\0\0", NULL),
    /* what the parser says more about */
    SAID("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}", NULL),
    SAID("  {", NULL),
    SAID("[1]", NULL),
    SAID("\"GET \"", NULL),
    SAID("get / http/1.1", NULL),
    SAID("GETTING", NULL),
    SAID("\xef\xbb\xbf{}", NULL),
    SAID("hello", NULL),
    SAID("\0\0\0\0\0\0\0\0", NULL),
    SAID("-1", NULL),
};

static void
beginnings_tell_protocols_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *said = foreign_protocol(cases[i].bytes, cases[i].len);

        if ((said == NULL) != (cases[i].word == NULL) ||
            (said != NULL && strstr(said, cases[i].word) == NULL))
            fail_msg("case %zu: %s", i, said == NULL ? "ours" : said);
    }
}

/* No beginning of anything is read beyond its length. */
static void
what_is_cut_is_not_read_on(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        for (size_t len = 0; len < cases[i].len; len++) {
            char *piece = test_malloc(len + 1);
            const char *said;

            memcpy(piece, cases[i].bytes, len);
            piece[len] = 'x';
            said = foreign_protocol(piece, len);
            if (said != NULL)
                assert_ptr_equal(
                    said, foreign_protocol(cases[i].bytes, cases[i].len));
            test_free(piece);
        }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(beginnings_tell_protocols_apart),
        cmocka_unit_test(what_is_cut_is_not_read_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
