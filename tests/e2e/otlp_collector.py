# SPDX-License-Identifier: Apache-2.0
"""A collector for tests: takes OTLP over HTTP and decodes it into the messages of opentelemetry-proto, strictly.

The messages come from PyPI, pinned, into a virtual environment in the cache; the module runs itself there:

    otlp_collector.py serve FILE ADDRESS_FILE     one line of JSON a span into FILE; the address to send to in ADDRESS_FILE

Answers 503 to the first request, as a collector that is busy: what sends must try again.
"""

import base64
import fcntl
import http.server
import json
import os
import pathlib
import subprocess
import sys
import time
import venv

PACKAGES = ["opentelemetry-proto==1.27.0", "protobuf==4.25.8"]
SKIPPED = 77
ROOT = pathlib.Path(__file__).resolve().parents[2]
IDS = ("traceId", "spanId", "parentSpanId")


def cache():
    default = ROOT / ".cache"
    if not default.is_dir():
        default = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "utvalg"
    return pathlib.Path(os.environ.get("UTVALG_CACHE") or default)


def python():
    """The interpreter that has the messages; None when they cannot be fetched."""
    folder = cache() / "venv" / ("otlp-" + "-".join(package.split("==")[1] for package in PACKAGES))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(folder.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            venv.create(folder, with_pip=True, clear=True)
            done = subprocess.run([folder / "bin/pip", "install", "-q", "--disable-pip-version-check", *PACKAGES], check=False)
            if done.returncode != 0:
                return None
            (folder / "complete").touch()
    return folder / "bin/python"


class Collector:
    """Runs in a process of its own until `stop`."""

    def __init__(self, folder):
        interpreter = python()
        if interpreter is None:
            sys.exit(1 if "UTVALG_REQUIRE_KAFKA" in os.environ else SKIPPED)
        self.file = folder / "spans.jsonl"
        address = folder / "collector-address"
        self.process = subprocess.Popen([interpreter, __file__, "serve", self.file, address])
        end = time.monotonic() + 30
        while not address.exists():
            if self.process.poll() is not None or time.monotonic() > end:
                raise AssertionError("the collector did not start")
            time.sleep(0.02)
        self.endpoint = address.read_text() + "/v1/traces"

    def spans(self):
        return [json.loads(line) for line in self.file.read_text().splitlines()] if self.file.exists() else []

    def stop(self):
        self.process.terminate()
        self.process.wait()


def decode(body):
    """OTLP's JSON has ids in hexadecimal where the JSON of protobuf has base64; all else is that of protobuf."""
    from google.protobuf import json_format
    from opentelemetry.proto.collector.trace.v1 import trace_service_pb2

    def with_base64_ids(value):
        if isinstance(value, dict):
            return {key: base64.b64encode(bytes.fromhex(part)).decode() if key in IDS else with_base64_ids(part) for key, part in value.items()}
        return [with_base64_ids(part) for part in value] if isinstance(value, list) else value

    return json_format.ParseDict(with_base64_ids(json.loads(body)), trace_service_pb2.ExportTraceServiceRequest())


def flatten(request):
    def attributes(of):
        return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in of.attributes}

    for resource_spans in request.resource_spans:
        for scope_spans in resource_spans.scope_spans:
            for span in scope_spans.spans:
                assert len(span.trace_id) == 16 and len(span.span_id) == 8 and len(span.parent_span_id) in (0, 8)
                assert 0 < span.start_time_unix_nano <= span.end_time_unix_nano
                yield {"service": attributes(resource_spans.resource)["service.name"], "name": span.name, "kind": int(span.kind),
                       "trace": span.trace_id.hex(), "span": span.span_id.hex(), "parent": span.parent_span_id.hex(),
                       "links": [link.span_id.hex() for link in span.links], "error": span.status.code == 2,
                       "attributes": attributes(span), "start": span.start_time_unix_nano, "end": span.end_time_unix_nano}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    requests = 0

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Handler.requests += 1
        code, answer = 200, b"{}"
        if self.path != "/v1/traces" or self.headers["Content-Type"] != "application/json":
            code = 404
        elif Handler.requests == 1:
            code = 503
        else:
            try:
                lines = [json.dumps(span) + "\n" for span in flatten(decode(body))]
                with open(sys.argv[2], "a") as file:
                    file.write("".join(lines))
            except Exception as error:
                print(f"collector: {error}", file=sys.stderr, flush=True)
                code = 400
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


def serve(address_file):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    part = pathlib.Path(f"{address_file}.part")
    part.write_text(f"http://127.0.0.1:{server.server_port}")
    part.rename(address_file)
    server.serve_forever()


if __name__ == "__main__":
    serve(sys.argv[3])
