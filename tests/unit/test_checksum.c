/*
 * Checksums: of bytes and of a file they are the same, and published values.
 */
#include "lib/base/checksum.h"
#include "lib/base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { LARGE = 600 * 1000 };

/* XXH3 with 128 bits of nothing, as its specification gives it. */
static void
test_known(void **state)
{
    char hex[CHECKSUM_HEX_SIZE];

    (void)state;
    checksum_bytes("", 0, hex);
    assert_string_equal(hex, "99aa06d3014798d86001c324468d497f");
}

static void
test_file_as_bytes(void **state)
{
    char path[] = "/tmp/clause-checksum-XXXXXX";
    char of_file[CHECKSUM_HEX_SIZE], of_bytes[CHECKSUM_HEX_SIZE];
    char *bytes = malloc(LARGE);
    unsigned long long size = 0;
    int fd = mkstemp(path);

    (void)state;
    for (size_t i = 0; i < LARGE; i++)
        bytes[i] = (char)(i * i >> 3);
    assert_true(fd >= 0);
    assert_int_equal(file_write_all(fd, bytes, LARGE, NULL), STATUS_OK);
    close(fd);
    assert_int_equal(checksum_file(path, of_file, &size, NULL), STATUS_OK);
    checksum_bytes(bytes, LARGE, of_bytes);
    assert_int_equal(size, LARGE);
    assert_string_equal(of_file, of_bytes);
    bytes[LARGE - 1] ^= 1;
    checksum_bytes(bytes, LARGE, of_bytes);
    assert_string_not_equal(of_file, of_bytes);
    unlink(path);
    assert_int_equal(checksum_file(path, of_file, &size, NULL),
                     STATUS_NOT_FOUND);
    assert_int_equal(checksum_file("/tmp", of_file, &size, NULL), STATUS_IO);
    free(bytes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known),
        cmocka_unit_test(test_file_as_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
