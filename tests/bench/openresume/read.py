# SPDX-License-Identifier: Apache-2.0
"""read.py: PDFs named on standard input, one a line, to what openresume-parser reads in them, one line of JSON each (null: nothing)."""

import json
import logging
import sys

from openresume import parse_resume_from_pdf

logging.disable(logging.CRITICAL)
for line in sys.stdin:
    answer = parse_resume_from_pdf(line.rstrip("\n"))
    print(json.dumps(answer["resume"] if answer["ok"] else None, default=str))
