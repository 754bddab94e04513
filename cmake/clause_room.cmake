# clause_room(NAME SOURCES ... BELOW ... [FOREIGN ...])
#
# A room is a static library clause_NAME. The rooms below it come along with
# it; its foreign library does not, so that no other room can see it.
function(clause_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;BELOW;FOREIGN" ${ARGN})
    add_library(clause_${name} STATIC ${ROOM_SOURCES})
    target_include_directories(clause_${name} PUBLIC "${PROJECT_SOURCE_DIR}")
    foreach(below IN LISTS ROOM_BELOW)
        target_link_libraries(clause_${name} PUBLIC clause_${below})
    endforeach()
    target_link_libraries(clause_${name} PRIVATE clause_flags ${ROOM_FOREIGN})
endfunction()

add_custom_target(units)
set(CLAUSE_UNIT_UNDER "" CACHE STRING "A command that runs each unit test")
set(CLAUSE_UNIT_SECONDS 120 CACHE STRING "How long a unit test may take")

# clause_unit(MODULE ROOM...): tests/unit/test_MODULE.c with cmocka.
function(clause_unit module)
    add_executable(test_${module} test_${module}.c)
    foreach(room IN LISTS ARGN)
        target_link_libraries(test_${module} PRIVATE clause_${room})
    endforeach()
    target_link_libraries(test_${module} PRIVATE clause_flags PkgConfig::CMOCKA)
    target_compile_definitions(test_${module} PRIVATE
        CLAUSE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME unit.${module} COMMAND ${CLAUSE_UNIT_UNDER}
        $<TARGET_FILE:test_${module}>)
    add_dependencies(units test_${module})
    set_tests_properties(unit.${module} PROPERTIES LABELS unit
        TIMEOUT ${CLAUSE_UNIT_SECONDS})
endfunction()
