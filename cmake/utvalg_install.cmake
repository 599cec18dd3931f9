# SPDX-License-Identifier: Apache-2.0
# What stands beside the programs in `cmake --install build/release --prefix DIR`: the inference runtime and the model.
# The folder may be moved; nothing in it names the place it was built at.
if(NOT UTVALG_SANITIZED_SUBSET)
  # The runtime itself, what it loads for our model (CPU, its own format, our tokenizer), and its threads.
  file(GLOB utvalg_runtime_libraries ${UTVALG_CACHE}/openvino/libs/libopenvino.so.*
       ${UTVALG_CACHE}/openvino/libs/libopenvino_intel_cpu_plugin.so
       ${UTVALG_CACHE}/openvino/libs/libopenvino_ir_frontend.so.* ${UTVALG_CACHE}/openvino/libs/libopenvino_tokenizers.so
       ${UTVALG_CACHE}/openvino/libs/libtbb*.so.* ${UTVALG_CACHE}/openvino/libs/libhwloc.so.*)
  install(PROGRAMS ${utvalg_runtime_libraries} DESTINATION lib/utvalg COMPONENT programs)
  install(DIRECTORY ${UTVALG_CACHE}/model/ DESTINATION share/utvalg/model COMPONENT programs PATTERN ".recipe" EXCLUDE)
  install(FILES LICENSE DESTINATION share/utvalg COMPONENT programs)
endif()
