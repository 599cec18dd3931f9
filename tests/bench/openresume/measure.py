# SPDX-License-Identifier: Apache-2.0
"""measure.py FOLDER: prints the CPU milliseconds a PDF that openresume-parser takes, what it loads once left out."""

import logging
import pathlib
import sys
import time

from openresume import parse_resume_from_pdf

logging.disable(logging.CRITICAL)
files = sorted(map(str, pathlib.Path(sys.argv[1]).rglob("*.pdf")))
parse_resume_from_pdf(files[0])
begin = time.process_time()
read = sum(bool(parse_resume_from_pdf(file)["ok"]) for file in files)
print(f"{1000 * (time.process_time() - begin) / len(files):.3f}")
print(f"openresume-parser read {read} of {len(files)}", file=sys.stderr)
