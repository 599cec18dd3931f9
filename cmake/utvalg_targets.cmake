# SPDX-License-Identifier: Apache-2.0
# The three kinds of target there are. Sources are listed by hand, dependencies are targets.

# utvalg_library(NAME log_embedded SRCS a.cc b.cc DEPS utvalg::base): static library, alias utvalg::log_embedded.
function(utvalg_library)
  cmake_parse_arguments(ARG "" "NAME" "SRCS;DEPS;PRIVATE_DEPS" ${ARGN})
  add_library(utvalg_${ARG_NAME} STATIC ${ARG_SRCS})
  add_library(utvalg::${ARG_NAME} ALIAS utvalg_${ARG_NAME})
  target_link_libraries(utvalg_${ARG_NAME} PUBLIC ${ARG_DEPS} PRIVATE utvalg_options ${ARG_PRIVATE_DEPS})
  target_include_directories(utvalg_${ARG_NAME} PUBLIC ${CMAKE_SOURCE_DIR})
endfunction()

# utvalg_executable(NAME utvalg-parse SHIPPED SRCS main.cc DEPS utvalg::parse_app): lands in build/<preset>/bin; with
# SHIPPED it is installed, too.
function(utvalg_executable)
  cmake_parse_arguments(ARG "SHIPPED" "NAME" "SRCS;DEPS" ${ARGN})
  add_executable(${ARG_NAME} ${ARG_SRCS})
  target_link_libraries(${ARG_NAME} PRIVATE utvalg_options ${ARG_DEPS})
  if(ARG_SHIPPED)
    set_target_properties(${ARG_NAME} PROPERTIES INSTALL_RPATH "$ORIGIN/../lib/utvalg")
    install(TARGETS ${ARG_NAME} RUNTIME DESTINATION bin COMPONENT programs)
    add_dependencies(utvalg-programs ${ARG_NAME})
  endif()
endfunction()

# Everything that is installed: `cmake --build --target utvalg-programs`.
add_custom_target(utvalg-programs)

# utvalg_test(NAME log_key_test SRCS ... DEPS ... LABEL unit): one program, one ctest entry.
# SHARDS n: its tests run side by side in so many processes, for tests that mostly wait.
# Labels: unit, contract, integration, e2e, architecture. Tests get UTVALG_SOURCE_DIR and UTVALG_BIN_DIR in the environment.
function(utvalg_test)
  cmake_parse_arguments(ARG "" "NAME;LABEL;TIMEOUT;SHARDS" "SRCS;DEPS" ${ARGN})
  add_executable(${ARG_NAME} ${ARG_SRCS})
  set_target_properties(${ARG_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${ARG_NAME} PRIVATE utvalg_options ${ARG_DEPS} GTest::gmock GTest::gtest_main)
  if(ARG_SHARDS)
    add_test(NAME ${ARG_NAME} COMMAND ${CMAKE_SOURCE_DIR}/tests/run-shards ${ARG_SHARDS} $<TARGET_FILE:${ARG_NAME}>)
  else()
    add_test(NAME ${ARG_NAME} COMMAND ${ARG_NAME})
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
  endif()
  set_tests_properties(
    ${ARG_NAME}
    # What may take long starts first, so that nothing long is left at the end for one processor.
    PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT} COST ${ARG_TIMEOUT} ENVIRONMENT
               "UTVALG_SOURCE_DIR=${CMAKE_SOURCE_DIR};UTVALG_BIN_DIR=${CMAKE_BINARY_DIR}/bin")
endfunction()

# utvalg_kafka_test(...): as utvalg_test, with a real broker at hand: tests/kafka_broker.h. Not under sanitizers.
function(utvalg_kafka_test)
  if(UTVALG_SANITIZED_SUBSET)
    return()
  endif()
  utvalg_test(${ARGN})
  cmake_parse_arguments(ARG "" "NAME" "" ${ARGN})
  set_property(TEST ${ARG_NAME} APPEND PROPERTY ENVIRONMENT "UTVALG_KAFKA_DIR=${CMAKE_BINARY_DIR}/kafka")
  set_property(TEST ${ARG_NAME} PROPERTY FIXTURES_REQUIRED kafka)
endfunction()
