#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fails when an #include breaks the dependency rule (rules.py) or includes form a cycle.

    check.py ROOT      prints one line per breach, exit 1 when there is any

Needs nothing but Python's standard library and no build.
"""

import pathlib
import re
import sys

import rules

INCLUDE = re.compile(r'^\s*#\s*include\s*(?P<open>["<])(?P<path>[^">]+)[">]')
OURS = ("common/", "services/", "tests/", "utvalg/")


def sources(root):
    """Every C++ file of ours below root, as paths relative to it, sorted."""
    found = []
    for top in ("common", "services", "tests"):
        found += [p for p in (root / top).rglob("*") if p.suffix in (".h", ".cc")]
    return sorted(p.relative_to(root).as_posix() for p in found)


def includes(root, path):
    """(line number, quoted, included path) of each #include of the file."""
    for number, line in enumerate((root / path).read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match["open"] == '"', match["path"]


def allowed_for(path):
    """Patterns of what the file may include of ours; None when it stands in no room."""
    for room, allowed in rules.ROOMS:
        if re.match(room, path):
            parts = path.split("/")
            patterns = [p.replace("{service}", parts[1]) for p in allowed]
            return patterns + (rules.TEST_HELPERS if path.endswith("_test.cc") else [])
    return None


def check_include(path, target, quoted, allowed):
    """What is wrong with this include, or None."""
    if target.startswith(OURS):
        if target.startswith("tests/") and not path.startswith("tests/"):
            return f"only tests/ may include {target}"
        if not any(re.match(p, target) for p in allowed):
            return f"{target} is not for this room"
        return None
    if target.startswith("."):
        return f"include {target} from the root of the repository instead"
    for library, headers, home in rules.DRIVERS:
        if re.match(headers, target) and not re.match(home, path):
            return f"{target} of {library} may be included only in {home}"
    return None


def find_cycles(graph):
    """One list of files per include cycle, found depth first; each cycle starts at its smallest path."""
    state, stack, cycles = {}, [], set()

    def visit(node):
        state[node] = "open"
        stack.append(node)
        for target in graph.get(node, ()):
            if state.get(target) == "open":
                cycle = stack[stack.index(target) :]
                first = cycle.index(min(cycle))
                cycles.add(tuple(cycle[first:] + cycle[:first]))
            elif target not in state:
                visit(target)
        stack.pop()
        state[node] = "done"

    for node in sorted(graph):
        if node not in state:
            visit(node)
    return sorted(cycles)


def check(root):
    """All breaches below root, one line of text each."""
    faults, graph = [], {}
    for path in sources(root):
        text = (root / path).read_text(encoding="utf-8")
        if not text.startswith("// SPDX-License-Identifier: "):
            faults.append(f"{path}:1: the first line must be the SPDX line")
        if path.endswith(".h") and "#pragma once" not in text:
            faults.append(f"{path}:1: a header needs #pragma once")
        allowed = allowed_for(path)
        if allowed is None:
            faults.append(f"{path}:1: stands in no room of tests/architecture/rules.py")
            continue
        for number, quoted, target in includes(root, path):
            fault = check_include(path, target, quoted, allowed)
            if fault:
                faults.append(f"{path}:{number}: {fault}")
            if target.startswith(OURS[:3]):
                graph.setdefault(path, []).append(target)
    faults += ["include cycle: " + " -> ".join(c + c[:1]) for c in find_cycles(graph)]
    return faults


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    root = pathlib.Path(sys.argv[1])
    faults = check(root)
    for fault in faults:
        print(fault)
    print(f"architecture: {len(sources(root))} files, {len(faults)} breaches")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
