# SPDX-License-Identifier: Apache-2.0
"""Runs utvalg-extract over files and keeps the responses, so that parsing alone can be repeated in seconds.

extraction.py --extractor build/release/bin/utvalg-extract --out DIR FILE...   one DIR/<digest>.pb per file, paths on stdout
"""

import argparse
import hashlib
import pathlib
import struct
import subprocess
import sys


def read_frame(stream):
    header = stream.read(4)
    if len(header) < 4:
        return None
    (size,) = struct.unpack("<I", header)
    return stream.read(size)


def varint(value):
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


class Extractor:
    """One child; a dead one is replaced, and the document that killed it has no response."""

    def __init__(self, program):
        self.program = program
        self.child = None

    def _start(self):
        self.child = subprocess.Popen([self.program, "--cpu-seconds", "20"], stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        read_frame(self.child.stdout)

    def extract(self, document):
        if self.child is None or self.child.poll() is not None:
            self._start()
        message = b"\x0a" + varint(len(document)) + document
        try:
            self.child.stdin.write(struct.pack("<I", len(message)) + message)
            self.child.stdin.flush()
            response = read_frame(self.child.stdout)
        except BrokenPipeError:
            response = None
        if response is None:
            self.child.wait()
        return response


def extract_files(program, files, out):
    """Path of the response for each file; None where there is none. Answers of an older extractor are not reused."""
    version = hashlib.sha256(pathlib.Path(program).read_bytes()).digest()
    extractor = Extractor(program)
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    responses = {}
    for file in files:
        data = pathlib.Path(file).read_bytes()
        path = out / (hashlib.sha256(version + data).hexdigest()[:24] + ".pb")
        if not path.exists():
            response = extractor.extract(data)
            if response is None:
                responses[str(file)] = None
                continue
            path.write_bytes(response)
        responses[str(file)] = str(path)
    return responses


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--extractor", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    for file, path in extract_files(args.extractor, args.files, args.out).items():
        if path is None:
            print(f"{file}: no response", file=sys.stderr)
        else:
            print(path)


if __name__ == "__main__":
    main()
