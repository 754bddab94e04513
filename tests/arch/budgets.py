"""The sizes that keep the code readable, and what it does without."""

import re

import tree

SOURCE_LINES = 400
HEADER_LINES = 120
FUNCTION_LINES = 60
MAIN_LINES = 40
PARAMETERS = 6  # five is the aim; a seventh wants a struct

CATCH_FILE = "lib/store/guard.hh"

DEFINITION = re.compile(r"^(?!return\b|if\b|while\b|for\b|switch\b)"
                        r"([A-Za-z_~][\w:~]*)\(", re.M)
CONDITIONAL = re.compile(r"^[ \t]*#[ \t]*(if|ifdef|ifndef)\b", re.M)
GOTO = re.compile(r"\bgoto\b")
CATCH = re.compile(r"\bcatch[ \t\n]*\(")
SLEEP = re.compile(r"\b(?:u|nano|clock_nano)?sleep[ \t]*\(")


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def closing(text, at):
    """Where the bracket that opens at `at` closes, or -1."""
    depth = 0
    for i in range(at, len(text)):
        if text[i] in "([{":
            depth += 1
        elif text[i] in ")]}":
            depth -= 1
            if depth == 0:
                return i
    return -1


def parameters(text):
    """How many parameters the text between two brackets names."""
    if text.strip() in ("", "void"):
        return 0
    depth, count = 0, 1
    for char in text:
        depth += (char in "([{<") - (char in ")]}>")
        count += char == "," and depth == 0
    return count


def functions(code):
    """(name, first line, last line, parameters) of every definition: its
    name stands in column 1, and so does its closing brace."""
    for match in DEFINITION.finditer(code):
        close = closing(code, match.end() - 1)
        if close < 0:
            continue
        behind = re.match(r"\s*(?:const|noexcept|\s)*\{", code[close + 1:])
        end = code.find("\n}", close)
        if behind is None or end < 0:
            continue
        yield (match.group(1), line_of(code, match.start()),
               line_of(code, end + 1),
               parameters(code[match.end():close]))


def table_lines(lines):
    """How many of a function's lines are tables: data, which a test may keep
    beside the loop that reads it."""
    count, inside = 0, False
    for line in lines:
        inside = inside or re.match(r" +static const .*(\{|=)$", line)
        count += bool(inside)
        inside = inside and not re.match(r"    \}.*;$", line)
    return count


def check_functions(path, code):
    for name, first, last, count in functions(code):
        lines = last - first + 1
        most = MAIN_LINES if name == "main" else FUNCTION_LINES
        if path.startswith("tests/"):
            most = FUNCTION_LINES
            lines -= table_lines(code.splitlines()[first - 1:last])
        if lines > most:
            yield f"{path}:{first}: {name} has {lines} lines, {most} may be"
        if count > PARAMETERS:
            yield (f"{path}:{first}: {name} has {count} parameters, "
                   f"{PARAMETERS} may be")


def check_text(path, text, code):
    most = HEADER_LINES if path.endswith(tree.HEADERS) else SOURCE_LINES
    lines = len(text.splitlines())
    if lines > most:
        yield f"{path}: has {lines} lines, {most} may be"
    for match in CONDITIONAL.finditer(code):
        yield f"{path}:{line_of(code, match.start())}: #{match.group(1)}"
    for match in GOTO.finditer(code):
        yield f"{path}:{line_of(code, match.start())}: goto"
    if path != CATCH_FILE:
        for match in CATCH.finditer(code):
            yield (f"{path}:{line_of(code, match.start())}: catches; only "
                   f"{CATCH_FILE} does")


def check_tests(root):
    for path in tree.files(root, tree.SOURCES + (".py", ".sh"), ("tests",)):
        text = tree.read(root, path)
        code = text if path.endswith((".py", ".sh")) else tree.code_only(text)
        if path.startswith("tests/arch/"):
            continue  # the pattern itself stands here
        for match in SLEEP.finditer(code):
            yield f"{path}:{line_of(code, match.start())}: a test that sleeps"


def check(root):
    problems = []
    for path in tree.files(root, tree.SOURCES + tree.HEADERS):
        text = tree.read(root, path)
        code = tree.code_only(text)
        problems += check_functions(path, code)
        problems += check_text(path, text, code)
    return problems + list(check_tests(root))


if __name__ == "__main__":
    tree.main(check)
