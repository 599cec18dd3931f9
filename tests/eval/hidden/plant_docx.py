# SPDX-License-Identifier: Apache-2.0
"""Plants text that no reader of the page can see into DOCX files."""

import io
import re
import zipfile


def run(text, look):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve"> {text} </w:t></w:r>'


def paragraph(text, look="", layout=""):
    return f"<w:p><w:pPr>{layout}</w:pPr>{run(text, look)}</w:p>"


def tags(text):
    """As characters of the tag block, which no font draws."""
    return "".join(chr(0xE0000 + ord(c)) for c in text if ord(c) < 0x80)


STYLES = ('<w:style w:type="character" w:styleId="UtvalgGone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>'
          '<w:style w:type="paragraph" w:styleId="UtvalgPale"><w:name w:val="Pale"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>')

TECHNIQUES = {
    "vanish": lambda t: paragraph(t, "<w:vanish/>"),
    "vanish-by-style": lambda t: paragraph(t, '<w:rStyle w:val="UtvalgGone"/>'),
    "white": lambda t: paragraph(t, '<w:color w:val="FFFFFF"/>'),
    "white-by-style": lambda t: paragraph(t, layout='<w:pStyle w:val="UtvalgPale"/>'),
    "near-white": lambda t: paragraph(t, '<w:color w:val="FCFCFB"/>'),
    "theme-background": lambda t: paragraph(t, '<w:color w:val="FFFFFF" w:themeColor="background1"/>'),
    "colour-of-its-shading": lambda t: paragraph(t, '<w:color w:val="1F3864"/><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'),
    "colour-of-its-highlight": lambda t: paragraph(t, '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'),
    "one-point": lambda t: paragraph(t, '<w:sz w:val="2"/><w:szCs w:val="2"/>'),
    "one-percent-wide": lambda t: paragraph(t, '<w:w w:val="1"/>'),
    "line-of-no-height": lambda t: paragraph(t, layout='<w:spacing w:line="1" w:lineRule="exact"/>'),
    "off-page": lambda t: paragraph(t, layout='<w:ind w:left="-30000" w:right="30000"/>'),
    "no-fill": lambda t: paragraph(t, '<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
                                      "<w14:noFill/></w14:textFill>"),
    "hidden-row": lambda t: ('<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid><w:tr><w:trPr>'
                             '<w:trHeight w:val="1" w:hRule="exact"/></w:trPr><w:tc><w:tcPr/>' + paragraph(t) + "</w:tc></w:tr></w:tbl>"),
    "tag-characters": lambda t: tags(t),
}


def plant(data, technique, text):
    source = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = into_body(content.decode("utf-8"), technique, text).encode("utf-8")
            elif name == "word/styles.xml":
                content = content.replace(b"</w:styles>", STYLES.encode() + b"</w:styles>")
            target.writestr(source.getinfo(name), content)
    return out.getvalue()


def into_body(body, technique, text):
    hidden = TECHNIQUES[technique](text)
    if technique == "tag-characters":
        # Inside the visible text, behind its last word.
        at = body.rindex("</w:t>")
        return body[:at] + hidden + body[at:]
    # Before the section's properties, where they close the body, so after the last paragraph.
    match = re.search(r"<w:sectPr(?:(?!<w:sectPr).)*</w:body>", body, re.DOTALL)
    at = match.start() if match else body.rindex("</w:body>")
    return body[:at] + hidden + body[at:]
