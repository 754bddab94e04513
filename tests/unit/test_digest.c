#include "lib/base/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The vectors of FIPS 180-2. */
static const struct vector {
    const char *text;
    const char *hex;
} vectors[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

static void
known_texts_have_their_known_digests(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        char hex[DIGEST_HEX_SIZE];

        digest_sha256(vectors[i].text, strlen(vectors[i].text), hex);
        assert_string_equal(hex, vectors[i].hex);
    }
}

static void
every_byte_counts(void **state)
{
    char bytes[256] = {0}, one[DIGEST_HEX_SIZE], other[DIGEST_HEX_SIZE];

    (void)state;
    digest_sha256(bytes, sizeof bytes, one);
    bytes[200] = 1;
    digest_sha256(bytes, sizeof bytes, other);
    assert_string_not_equal(one, other);
    digest_sha256(bytes, sizeof bytes - 1, one);
    assert_string_not_equal(one, other);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_texts_have_their_known_digests),
        cmocka_unit_test(every_byte_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
