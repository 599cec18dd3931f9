# SPDX-License-Identifier: Apache-2.0
"""CVs as plain text, Markdown and HTML."""

import pathlib

import jinja2

_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(pathlib.Path(__file__).parent / "templates"), autoescape=True, trim_blocks=True,
    lstrip_blocks=True)


def html(record):
    return _ENVIRONMENT.get_template(f"{record.render['layout']}.html.j2").render(r=record)


def markdown(record):
    out = [f"# {record.person['name']}", "", f"*{record.data['title']}*", ""]
    out += [" · ".join(record.contact()), ""]
    out += [f"- {label}: {value}" for label, value in record.protected()]
    for section in record.sections():
        out += ["", f"## {section.heading}", ""]
        if section.text:
            out.append(section.text)
        for entry in section.entries:
            place = f", {entry.place}" if entry.place else ""
            out += [f"### {entry.title}", "", f"**{entry.organisation}**{place} | {entry.dates}", ""]
            out += [f"- {bullet}" for bullet in entry.bullets] + [""]
        out += [f"- {line}" for line in section.lines]
    return "\n".join(out).replace("\n\n\n", "\n\n").rstrip() + "\n"


def _wrap(text, width=78, indent=""):
    """Lines of at most `width` characters."""
    lines, line = [], indent
    for word in text.split():
        if len(line) + len(word) + 1 > width and line.strip():
            lines.append(line.rstrip())
            line = " " * len(indent)
        line += word + " "
    return lines + [line.rstrip()]


def plain(record):
    out = [record.person["name"].upper(), record.data["title"], ""]
    out += [f"{label}: {value}" for label, value in record.personal()]
    for section in record.sections():
        out += ["", section.heading.upper(), "-" * len(section.heading)]
        if section.text:
            out += _wrap(section.text)
        for entry in section.entries:
            place = f", {entry.place}" if entry.place else ""
            out += [f"{entry.dates}: {entry.title}", f"  {entry.organisation}{place}"]
            for bullet in entry.bullets:
                out += _wrap(bullet, indent="  * ")
            out.append("")
        if section.kind == "skills":
            out += _wrap(", ".join(section.lines))
        else:
            out += section.lines
    return "\n".join(out).replace("\n\n\n", "\n\n").rstrip() + "\n"
