# SPDX-License-Identifier: Apache-2.0
"""Turns a Hugging Face tokenizer.json into an OpenVINO model: a string tensor in, input_ids and attention_mask out.

Run by tools/prepare-model inside its virtual environment.
"""

import pathlib
import sys

import openvino as ov
import openvino_tokenizers
import transformers


def main():
    """Arguments: tokenizer.json and the folder that gets openvino_tokenizer.{xml,bin}."""
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_file=sys.argv[1],
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
    )
    model = openvino_tokenizers.convert_tokenizer(tokenizer, with_detokenizer=False)
    ov.save_model(model, pathlib.Path(sys.argv[2]) / "openvino_tokenizer.xml", compress_to_fp16=False)


if __name__ == "__main__":
    main()
