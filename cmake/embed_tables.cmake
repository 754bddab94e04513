# Writes OUT, a C file with every corpus/tables/*.tsv as bytes:
#   cmake -DDIR=corpus/tables -DOUT=tables_builtin.c -P embed_tables.cmake
file(GLOB files "${DIR}/*.tsv")
list(SORT files)
set(bytes "")
set(rows "")
foreach(file IN LISTS files)
    get_filename_component(name "${file}" NAME_WE)
    string(MAKE_C_IDENTIFIER "${name}" id)
    file(READ "${file}" hex HEX)
    string(REGEX REPLACE "(..)" "0x\\1," hex "${hex}")
    string(APPEND bytes
        "static const unsigned char table_${id}[] = {${hex}0};\n")
    string(APPEND rows
        "        {\"${name}\", (const char *)table_${id}, sizeof table_${id} - 1},\n")
endforeach()
list(LENGTH files count)
file(WRITE "${OUT}" "/* Generated from corpus/tables. */\n"
    "#include \"lib/base/tables.h\"\n\n${bytes}\n"
    "static const struct tables tables_compiled_in = {\n    .list = {\n${rows}    },\n"
    "    .count = ${count},\n};\n\n"
    "const struct tables *\ntables_builtin(void)\n{\n    return &tables_compiled_in;\n}\n")
