# SPDX-License-Identifier: Apache-2.0
"""Pages of typeset records as pictures, as an office scanner leaves them: grey JPEG at 200 dpi, a little askew, no text."""

import math
import pathlib
import random
import re
import subprocess
import tempfile

DPI = 200


def jpeg_frame(data):
    """(width, height, colour space) from the frame header."""
    at = 2
    while data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2:at + 4], "big")
        if 0xC0 <= marker <= 0xC3:
            space = {1: "DeviceGray", 3: "DeviceRGB"}[data[at + 9]]
            return int.from_bytes(data[at + 7:at + 9], "big"), int.from_bytes(data[at + 5:at + 7], "big"), space
        at += 2 + length
    raise ValueError("no frame in the JPEG")


def pdf_of(pictures, degrees):
    """A PDF with one picture to a page, each turned by `degrees` about the middle."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    pages = []
    for data in pictures:
        width, height, space = jpeg_frame(data)
        w, h = width * 72 / DPI, height * 72 / DPI
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        dx, dy = w / 2 - (cos * w - sin * h) / 2, h / 2 - (sin * w + cos * h) / 2
        content = (f"q {cos * w:.4f} {sin * w:.4f} {-sin * h:.4f} {cos * h:.4f} {dx:.3f} {dy:.3f} cm /I Do Q").encode()
        at = len(objects) + 1
        pages.append(at)
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {w:.2f} {h:.2f}]/Contents {at + 1} 0 R"
                       f"/Resources<</XObject<</I {at + 2} 0 R>>>>>>".encode())
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        objects.append(b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent 8"
                       b"/Filter/DCTDecode/Length %d>>stream\n%s\nendstream" % (width, height, space.encode(), len(data), data))
    objects[1] = ("<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), " ".join(f"{p} 0 R" for p in pages))).encode()
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def scan(source, target):
    """Writes the PDF `source` as pictures to the PDF `target`, unless that is there."""
    target = pathlib.Path(target)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-jpeg", "-jpegopt", "quality=75", str(source), f"{folder}/page"], check=True)
        pages = sorted(pathlib.Path(folder).iterdir(), key=lambda p: int(re.findall(r"\d+", p.stem)[-1]))
        degrees = random.Random(target.stem).uniform(-0.6, 0.6)
        target.write_bytes(pdf_of([page.read_bytes() for page in pages], degrees))
