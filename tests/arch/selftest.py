"""Each check of this folder bites: made-up trees and programs that break one
rule each, and one that breaks none."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import budgets
import floors
import globals as mutable_globals
import hardening
import libraries
import names

CC = os.environ.get("CC", "cc")
BODY = "    at++;\n"


class Tree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def assert_finds(self, check, *parts):
        problems = check(self.root)
        self.assertEqual(len(problems), 1, problems)
        for part in parts:
            self.assertIn(part, problems[0])

    def assert_clean(self, check):
        self.assertEqual(check(self.root), [])


class Floors(Tree):
    def setUp(self):
        super().setUp()
        for room in floors.FLOORS:
            self.write(f"{room}/place.h", "#pragma once\n")

    def test_down_and_in_the_room_is_fine(self):
        self.write("lib/engine/a.c", '#include "lib/engine/place.h"\n'
                   '#include "lib/store/place.h"\n#include <stdio.h>\n'
                   '/* #include "client/place.h" */\n'
                   '// #include <xapian.h>\n')
        self.write("tests/unit/t.c", '#include <cmocka.h>\n'
                   '#include "lib/engine/place.h"\n')
        self.assert_clean(floors.check)

    def test_up(self):
        self.write("lib/text/a.c", '#include "lib/model/place.h"\n')
        self.assert_finds(floors.check, "lib/text/a.c:1", "above")

    def test_up_from_a_private_header(self):
        self.write("lib/store/a.hh", '\n#  include "lib/engine/place.h"\n')
        self.assert_finds(floors.check, "lib/store/a.hh:2", "above")

    def test_sideways(self):
        self.write("lib/store/a.c", '#include "lib/wire/place.h"\n')
        self.assert_finds(floors.check, "same floor")

    def test_sideways_between_programs(self):
        self.write("client/a.c", '#include "daemon/place.h"\n')
        self.assert_finds(floors.check, "same floor")

    def test_up_into_the_tests(self):
        self.write("client/a.c", '#include "tests/place.h"\n')
        self.assert_finds(floors.check, "above")

    def test_no_room_named(self):
        self.write("lib/base/a.c", '#include "place.h"\n')
        self.assert_finds(floors.check, "does not name its room")

    def test_not_there(self):
        self.write("lib/base/a.c", '#include "lib/base/no.h"\n')
        self.assert_finds(floors.check, "is not there")

    def test_a_source(self):
        self.write("lib/base/b.c", "")
        self.write("tests/a.c", '#include "lib/base/b.c"\n')
        self.assert_finds(floors.check, "is a source")

    def test_ours_in_angles(self):
        self.write("lib/base/a.c", "#include <lib/engine/place.h>\n")
        self.assert_finds(floors.check, "needs quotes")

    def test_private_header_of_another_room(self):
        self.write("lib/store/guard.hh", "")
        self.write("lib/engine/a.c", '#include "lib/store/guard.hh"\n')
        self.assert_finds(floors.check, "private to lib/store")

    def test_foreign_libraries(self):
        for header, home in {
                "xapian.h": "lib/store", "cjson/cJSON.h": "lib/wire",
                "event2/event.h": "daemon", "utf8proc.h": "lib/text",
                "libstemmer.h": "lib/text", "sha256.h": "lib/base",
                "cmocka.h": "tests"}.items():
            self.write(f"{home}/foreign.c", f"#include <{header}>\n")
            self.assert_clean(floors.check)
            self.write("lib/model/foreign.c", f"#include <{header}>\n")
            self.assert_finds(floors.check, header, f"{home} alone")
            (self.root / "lib/model/foreign.c").unlink()
            (self.root / home / "foreign.c").unlink()

    def test_circle(self):
        self.write("lib/base/a.h", '#include "lib/base/b.h"\n')
        self.write("lib/base/b.h", "#pragma once\n")
        self.write("lib/base/b.c", '#include "lib/base/c.h"\n')
        self.write("lib/base/c.h", "#pragma once\n")
        self.write("lib/base/c.c", '#include "lib/base/a.h"\n')
        self.assert_finds(floors.check, "circle", "lib/base/a", "lib/base/b",
                          "lib/base/c")

    def test_parts_of_one_module_are_no_circle(self):
        self.write("lib/base/a.h", "#pragma once\n")
        self.write("lib/base/a.c", '#include "lib/base/a_part.h"\n')
        self.write("lib/base/a_part.h", '#include "lib/base/a.h"\n')
        self.assert_clean(floors.check)


class Budgets(Tree):
    def function(self, lines, head="work(int at)"):
        return f"int\n{head}\n{{\n" + BODY * (lines - 3) + "}\n"

    def test_within(self):
        self.write("lib/base/a.c", self.function(60) + "\n" * 337)
        self.write("lib/base/a.h", "#pragma once\n" + "\n" * 119)
        self.write("lib/base/b.c", self.function(
            4, "work(int a, int b, int c,\n     int d, int (*e)(int, int))"))
        self.write("lib/base/c.c", "/*\n#if 0\n catch (...) */\n"
                   'const char *t = "catch (";\n')
        self.write("client/main.c", self.function(40, "main(void)"))
        self.write("tests/unit/a.c", "/* sleep( */\n")
        self.assert_clean(budgets.check)

    def test_long_source(self):
        self.write("lib/base/a.c", "\n" * 401)
        self.assert_finds(budgets.check, "401 lines")

    def test_long_header(self):
        self.write("lib/base/a.h", "\n" * 121)
        self.assert_finds(budgets.check, "121 lines")

    def test_long_private_header(self):
        self.write("lib/store/a.hh", "\n" * 121)
        self.assert_finds(budgets.check, "121 lines")

    def test_long_function(self):
        self.write("lib/base/a.c", self.function(61))
        self.assert_finds(budgets.check, "a.c:2", "work has 61 lines")

    def test_long_method(self):
        self.write("lib/store/a.cc",
                   self.function(61, "box::work(int at) const"))
        self.assert_finds(budgets.check, "box::work has 61 lines")

    def test_a_table_of_a_test_is_no_code(self):
        table = "    static const int rows[] = {\n" + "        1,\n" * 90 \
            + "    };\n"
        text = self.function(60).replace("{\n", "{\n" + table, 1)
        self.write("tests/unit/a.c", text)
        self.assert_clean(budgets.check)
        self.write("tests/unit/a.c", text.replace(BODY, BODY * 2, 1))
        self.assert_finds(budgets.check, "61 lines")

    def test_long_main(self):
        self.write("client/main.c", self.function(41, "main(void)"))
        self.assert_finds(budgets.check, "main has 41 lines")

    def test_parameters(self):
        self.write("lib/base/a.c", self.function(
            4, "work(int a, int b, int c, int d,\n     int e, int f, int g)"))
        self.assert_finds(budgets.check, "7 parameters")

    def test_conditionals(self):
        for word in ("#if 0", "  # ifdef X", "#ifndef X"):
            self.write("lib/base/a.h", f"#pragma once\n{word}\n#endif\n")
            self.assert_finds(budgets.check, "a.h:2")

    def test_goto(self):
        self.write("lib/base/a.c", "/* goto */\n    goto out;\n")
        self.assert_finds(budgets.check, "a.c:2", "goto")

    def test_catch(self):
        text = "void\nwork()\n{\n    try {\n    } catch (...) {\n    }\n}\n"
        self.write("lib/store/guard.hh", text)
        self.assert_clean(budgets.check)
        self.write("lib/store/a.cc", text)
        self.assert_finds(budgets.check, "a.cc:5", "catches")

    def test_sleep(self):
        for path, text in (("tests/a.c", "sleep(1);\n"),
                           ("tests/b.c", "\nusleep (1);\n"),
                           ("tests/c.py", "time.sleep(1)\n"),
                           ("tests/d.c", "nanosleep(&t, NULL);\n")):
            self.write(path, text)
            self.assert_finds(budgets.check, path, "sleeps")
            (self.root / path).unlink()


class Names(Tree):
    def setUp(self):
        super().setUp()
        for path in names.NOUNS:
            self.write(path, "")

    def test_within(self):
        self.write("lib/base/buf.h", '#pragma once\n/* no(thing) */\n'
                   '#define BUF(x) \\\n    other(x)\n'
                   'struct buf { int (*call)(int); };\nint buf(void);\n'
                   'char *buf_reserve(struct buf *buf,\n    int extra)'
                   ' __attribute__((nonnull(1)));\n'
                   'extern const struct buf table[3];\n')
        self.write("indexer/any.h", "int whatever(void);\n")
        self.assert_clean(names.check)

    def test_without_its_prefix(self):
        self.write("lib/base/buf.h", "int\nbuffer_new(void);\n")
        self.assert_finds(names.check, "buf.h", "buffer_new")

    def test_inside_of_extern_c(self):
        self.write("lib/base/buf.h", 'extern "C" {\nint reserve(int);\n}\n')
        self.assert_finds(names.check, "reserve")

    def test_a_noun_of_the_table(self):
        self.write("lib/base/status.h", "int error_set(int);\n")
        self.assert_clean(names.check)
        self.write("lib/base/status.h", "int errors(int);\n")
        self.assert_finds(names.check, "errors")

    def test_the_table_names_what_is_there(self):
        (self.root / "lib/text/stem.h").unlink()
        self.assert_finds(names.check, "lib/text/stem.h", "not there")


class Built(Tree):
    """What a compiler makes of a few lines."""

    def compile(self, source, out, *flags):
        self.write("x.c", source)
        (self.root / out).parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([CC, str(self.root / "x.c"), "-o",
                        str(self.root / out), *flags], check=True)

    def test_globals(self):
        path = "lib/base/CMakeFiles/clause_base.dir/{}.c.o"
        for source in ("int n = 1;", "static int n; int *f(void);"
                       "int *f(void) { return &n; }", "_Thread_local int n;",
                       "extern int x; int *n = &x;"):
            self.compile(source, path.format("a"), "-c", "-fPIC")
            self.assert_finds(mutable_globals.check, "lib/base/a.c.o", "n")
        self.compile("static const char *const t[] = {\"a\"};"
                     "const char *f(int i); const char *f(int i)"
                     "{ return t[i]; }", path.format("a"), "-c", "-fPIC")
        self.assert_clean(mutable_globals.check)
        self.compile("int log_state = 1;", path.format("log"), "-c")
        self.assert_clean(mutable_globals.check)
        self.compile("int log_state = 1, more = 2;", path.format("log"), "-c")
        self.assert_finds(mutable_globals.check, "more")

    def test_no_objects(self):
        self.assert_finds(mutable_globals.check, "no objects")

    SOURCE = ("#include <string.h>\nint main(int n, char **v) { char b[99];"
              " strcpy(b, v[n - 1]); return b[0]; }\n")
    GOOD = ("-fPIE", "-pie", "-fstack-protector-strong", "-O0",
            "-Wl,-z,relro,-z,now,-z,noexecstack")

    def assert_hard(self, *parts, flags=(), unwanted=()):
        self.compile(self.SOURCE, "p", *self.GOOD, *flags)
        problems = hardening.check(self.root, {"p": unwanted})
        self.assertEqual(len(problems), len(parts), problems)
        for part, problem in zip(parts, problems):
            self.assertIn(part, problem)

    def test_hardened(self):
        self.assert_hard()

    def test_not_hardened(self):
        self.assert_hard("position", flags=("-no-pie",))
        self.assert_hard("RELRO", flags=("-Wl,-z,norelro",))
        self.assert_hard("lazily", flags=("-Wl,-z,lazy",))
        self.assert_hard("stack", flags=("-Wl,-z,execstack",))
        self.assert_hard("protector", flags=("-fno-stack-protector",))

    def test_needed(self):
        self.assert_hard("needs libm", flags=("-Wl,--no-as-needed", "-lm"),
                         unwanted=("libm",))

    def test_missing(self):
        problems = hardening.check(self.root, {"gone": ()})
        self.assertEqual(len(problems), 1)


class Libraries(unittest.TestCase):
    FLOORS = {name: floor for name, (floor, _) in libraries.FLOORS.items()}

    def test_floors(self):
        self.assertEqual(libraries.check(self.FLOORS), [])

    def test_below_or_missing(self):
        for version in ("1.7.15-1+deb12u3", None):
            problems = libraries.check({**self.FLOORS, "libcjson1": version})
            self.assertEqual(len(problems), 1)
            self.assertIn(f"libcjson1 is {version}", problems[0])


if __name__ == "__main__":
    unittest.main()
