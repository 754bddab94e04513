# Language, warnings and hardening, as one interface library. Every flag goes
# through a compiler check, so that gcc and clang both build.
include(CheckCCompilerFlag)
include(CheckCXXCompilerFlag)
include(CheckLinkerFlag)

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Asserts stay on in release: a broken invariant must stop, not go on.
foreach(language C CXX)
    string(REPLACE "-DNDEBUG" "" CMAKE_${language}_FLAGS_RELWITHDEBINFO
        "${CMAKE_${language}_FLAGS_RELWITHDEBINFO}")
endforeach()

option(CLAUSE_WERROR "Treat warnings as errors" OFF)
set(CLAUSE_SANITIZE "" CACHE STRING
    "Sanitizers, as -fsanitize= takes them; empty for a hardened build")

option(CLAUSE_COVERAGE "Count which lines are run, for gcovr" OFF)

add_library(clause_flags INTERFACE)
target_compile_definitions(clause_flags INTERFACE
    _GNU_SOURCE CLAUSE_VERSION="${PROJECT_VERSION}")

function(clause_compile_flags language)
    foreach(flag IN LISTS ARGN)
        string(MAKE_C_IDENTIFIER "HAVE_${language}${flag}" have)
        if(language STREQUAL "C")
            check_c_compiler_flag("${flag}" ${have})
        else()
            check_cxx_compiler_flag("${flag}" ${have})
        endif()
        if(${have})
            target_compile_options(clause_flags INTERFACE
                $<$<COMPILE_LANGUAGE:${language}>:${flag}>)
        endif()
    endforeach()
endfunction()

function(clause_link_flags)
    foreach(flag IN LISTS ARGN)
        string(MAKE_C_IDENTIFIER "HAVE_LINK${flag}" have)
        check_linker_flag(C "${flag}" ${have})
        if(${have})
            target_link_options(clause_flags INTERFACE "${flag}")
        endif()
    endforeach()
endfunction()

clause_compile_flags(C -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2
    -Werror=format-security -Werror=implicit-function-declaration)
clause_compile_flags(CXX -Wall -Wextra -Wshadow -Werror=format-security)
if(CLAUSE_WERROR)
    target_compile_options(clause_flags INTERFACE -Werror)
endif()

if(CLAUSE_SANITIZE)
    set(flags -fsanitize=${CLAUSE_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    target_compile_options(clause_flags INTERFACE ${flags})
    target_link_options(clause_flags INTERFACE ${flags})
else()
    foreach(language C CXX)
        clause_compile_flags(${language} -U_FORTIFY_SOURCE
            -D_FORTIFY_SOURCE=3 -fstack-protector-strong
            -fstack-clash-protection -fcf-protection=full
            -ftrivial-auto-var-init=zero -fno-strict-aliasing -fPIE)
    endforeach()
    clause_link_flags(-pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack
        -Wl,-z,separate-code -Wl,--as-needed)
endif()

if(CLAUSE_COVERAGE)
    # Workers run at the same time: their counts must not get lost.
    target_compile_options(clause_flags INTERFACE --coverage
        -fprofile-update=atomic)
    target_link_options(clause_flags INTERFACE --coverage)
endif()
