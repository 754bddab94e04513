/*
 * What a fuzzer is: a function that is given any bytes and asserts what must
 * hold of every input. In a build with libFuzzer the library makes the
 * inputs; in every other one fuzz_replay.c gives it those that are kept in
 * tests/fuzz/seeds. The name is libFuzzer's.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);
