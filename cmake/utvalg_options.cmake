# SPDX-License-Identifier: Apache-2.0
# Compiler settings every target of ours gets through utvalg_library/_executable/_test.
add_library(utvalg_options INTERFACE)
target_compile_options(
  utvalg_options INTERFACE -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual
                           -Werror=unused-result -Werror=return-type -ffp-contract=off)
target_include_directories(utvalg_options INTERFACE ${CMAKE_SOURCE_DIR})

set(UTVALG_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them (address,undefined or thread)")
if(UTVALG_SANITIZE)
  add_compile_options(-fsanitize=${UTVALG_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${UTVALG_SANITIZE})
endif()

option(UTVALG_FUZZ "Build the libFuzzer drivers of tests/fuzz (clang only)" OFF)
if(UTVALG_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=vptr
                      -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

find_program(UTVALG_MOLD mold)
if(UTVALG_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
find_program(UTVALG_CCACHE ccache)
if(UTVALG_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${UTVALG_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${UTVALG_CCACHE})
endif()
