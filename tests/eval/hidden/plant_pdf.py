# SPDX-License-Identifier: Apache-2.0
"""Plants text that no reader of the page can see into PDFs."""

from pdf_syntax import Pdf, serialise


def show(text, x, y, size=9):
    return b"BT /UtvalgF %g Tf %g %g Td (%s) Tj ET\n" % (size, x, y, text.encode("latin-1"))


def lines(text, x, y, size=5):
    """The text over two lines, so that it fits into the margin."""
    words = text.split()
    half = (len(words) + 1) // 2
    return show(" ".join(words[half:]), x, y, size) + show(" ".join(words[:half]), x, y + 6, size)


def box(x, y):
    """Around what lines() writes."""
    return b"%g %g 420 14 re f " % (x - 3, y - 2)


# Each writes into the empty margin at the foot of the page; (x, y) is its corner. White text comes with white paper, for pages
# with a dark sidebar.
TECHNIQUES = {
    "white": lambda t, x, y: b"1 g " + box(x, y) + lines(t, x, y),
    "near-white": lambda t, x, y: b"1 g " + box(x, y) + b"0.98 0.98 0.97 rg " + lines(t, x, y),
    "colour-of-its-box": lambda t, x, y: b"0.93 0.94 0.96 rg " + box(x, y) + b"0.92 0.93 0.96 rg " + lines(t, x, y),
    "render-mode-3": lambda t, x, y: b"3 Tr " + lines(t, x, y),
    "render-mode-7": lambda t, x, y: b"7 Tr " + lines(t, x, y),
    "transparent": lambda t, x, y: b"/UtvalgZ gs " + lines(t, x, y),
    "covered-by-a-box": lambda t, x, y: b"0 g " + lines(t, x, y) + b"1 g " + box(x, y),
    "covered-by-an-image": lambda t, x, y: b"0 g " + lines(t, x, y) + b"q 420 0 0 14 %g %g cm /UtvalgI Do Q " % (x - 3, y - 2),
    "off-page": lambda t, x, y: b"0 g " + lines(t, x, -300),
    "clipped": lambda t, x, y: b"%g %g 1 1 re W n 0 g " % (x - 9, y - 4) + lines(t, x, y),
    "half-a-point": lambda t, x, y: b"0 g " + lines(t, x, y, 0.5),
    "tiny-by-matrix": lambda t, x, y: b"q 0.02 0 0 0.02 %g %g cm 0 g " % (x, y) + show(t, 0, 0, 12) + b"Q ",
    "flattened": lambda t, x, y: b"0 g 0.5 Tz " + lines(t, x, y),
    "group-of-no-opacity": lambda t, x, y: b"/UtvalgZ gs /UtvalgG Do ",
}


def plant(data, technique, text):
    pdf = Pdf(data)
    number, page = pdf.first_page()
    x0, y0 = (float(pdf.resolve(v)) for v in pdf.resolve(page[b"/MediaBox"])[:2])
    font = pdf.add({b"/Type": b"/Font", b"/Subtype": b"/Type1", b"/BaseFont": b"/Helvetica", b"/Encoding": b"/WinAnsiEncoding"})
    image = pdf.stream(b"\xff\xff\xff", {b"/Type": b"/XObject", b"/Subtype": b"/Image", b"/Width": b"1", b"/Height": b"1",
                                        b"/ColorSpace": b"/DeviceRGB", b"/BitsPerComponent": b"8"})
    group = pdf.stream(b"0 g " + lines(text, x0 + 60, y0 + 5), {
        b"/Type": b"/XObject", b"/Subtype": b"/Form", b"/BBox": b"[0 0 2000 2000]", b"/Group": b"<</S/Transparency>>",
        b"/Resources": b"<</Font<</UtvalgF " + font + b">>>>"})
    resources = dict(pdf.resolve(page.get(b"/Resources", {})))
    for kind, name, value in ((b"/Font", b"/UtvalgF", font), (b"/XObject", b"/UtvalgI", image), (b"/XObject", b"/UtvalgG", group),
                              (b"/ExtGState", b"/UtvalgZ", b"<</ca 0/CA 0>>")):
        resources[kind] = {**pdf.resolve(resources.get(kind, {})), name: value}
    contents = page[b"/Contents"]
    contents = contents if isinstance(contents, list) else [contents]
    hidden = b"\nQ q " + TECHNIQUES[technique](text, x0 + 60, y0 + 5) + b"Q\n"
    page = {**page, b"/Resources": serialise(resources), b"/Contents": [pdf.stream(b"q\n"), *contents, pdf.stream(hidden)]}
    pdf.add(page, number)
    return pdf.build()
