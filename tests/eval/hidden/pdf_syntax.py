# SPDX-License-Identifier: Apache-2.0
"""As much of the PDF syntax as it takes to append objects to a file: PDFs with a plain cross-reference table."""

import re

TOKEN = re.compile(rb"\s*(<<|>>|\[|\]|/[^\s<>\[\]()/%]*|<[0-9A-Fa-f\s]*>|\d+\s+\d+\s+R\b|[^\s<>\[\]()/]+|\()")


def parse(data, at):
    """(value, where it ends): dictionaries as dict, arrays as list, everything else as the bytes that stand there."""
    match = TOKEN.match(data, at)
    token, at = match[1], match.end()
    if token == b"<<":
        entries = {}
        while True:
            key, at = parse(data, at)
            if key == b">>":
                return entries, at
            entries[key], at = parse(data, at)
    if token == b"[":
        items = []
        while True:
            item, at = parse(data, at)
            if item == b"]":
                return items, at
            items.append(item)
    if token == b"(":
        start, depth = at - 1, 1
        while depth:
            byte = data[at:at + 1]
            at += 2 if byte == b"\\" else 1
            depth += (byte == b"(") - (byte == b")")
        return data[start:at], at
    return token, at


def serialise(value):
    if isinstance(value, dict):
        return b"<<" + b" ".join(key + b" " + serialise(entry) for key, entry in value.items()) + b">>"
    if isinstance(value, list):
        return b"[" + b" ".join(map(serialise, value)) + b"]"
    return value


class Pdf:
    """A file that objects are appended to (an incremental update, as editors write it)."""

    def __init__(self, data):
        self.data = data
        self.offsets = {}
        self.trailer = {}
        at = int(re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data)[1])
        self.previous = at
        while True:
            trailer = self._table(at)
            self.trailer = {**trailer, **self.trailer}
            if b"/Prev" not in trailer:
                break
            at = int(trailer[b"/Prev"])
        self.next = int(self.trailer[b"/Size"])
        self.added = {}

    def _table(self, at):
        if not self.data.startswith(b"xref", at):
            raise ValueError("a cross-reference stream")
        lines = re.compile(rb"\s*(\d+) (\d+)\s*\n")
        at += 4
        while (match := lines.match(self.data, at)) is not None:
            first, count, at = int(match[1]), int(match[2]), match.end()
            for i in range(count):
                entry = self.data[at + 20 * i:at + 20 * i + 20]
                if entry[17:18] == b"n":
                    self.offsets.setdefault(first + i, int(entry[:10]))
            at += 20 * count
        return parse(self.data, self.data.index(b"trailer", at) + 7)[0]

    def resolve(self, value):
        if isinstance(value, bytes) and (match := re.fullmatch(rb"(\d+)\s+\d+\s+R", value)):
            number = int(match[1])
            if number in self.added:
                return self.added[number]
            start = re.compile(rb"\s*\d+\s+\d+\s+obj").match(self.data, self.offsets[number]).end()
            return self.resolve(parse(self.data, start)[0])
        return value

    def add(self, value, number=None):
        """Appends an object (dictionary) or replaces one; returns its reference."""
        if number is None:
            number, self.next = self.next, self.next + 1
        self.added[number] = value
        return b"%d 0 R" % number

    def stream(self, content, entries=None):
        dictionary = {**(entries or {}), b"/Length": b"%d" % len(content)}
        return self.add(serialise(dictionary) + b"stream\n" + content + b"\nendstream")

    def first_page(self):
        """(object number, dictionary with what it inherits)."""
        node, inherited = self.resolve(self.trailer[b"/Root"])[b"/Pages"], {}
        while True:
            page = self.resolve(node)
            inherited = {**inherited, **{k: v for k, v in page.items() if k in (b"/Resources", b"/MediaBox")}}
            if b"/Kids" not in page:
                return int(node.split()[0]), {**page, **inherited}
            node = page[b"/Kids"][0]

    def build(self):
        data = self.data if self.data.endswith(b"\n") else self.data + b"\n"
        table = b""
        for number, value in sorted(self.added.items()):
            table += b"%d 1\n%010d 00000 n \n" % (number, len(data))
            data += b"%d 0 obj\n" % number + serialise(value) + b"\nendobj\n"
        trailer = {key: self.trailer[key] for key in (b"/Root", b"/Info", b"/ID") if key in self.trailer}
        trailer |= {b"/Size": b"%d" % self.next, b"/Prev": b"%d" % self.previous}
        return data + b"xref\n" + table + b"trailer\n" + serialise(trailer) + b"\nstartxref\n%d\n%%%%EOF\n" % len(data)
