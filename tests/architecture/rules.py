# SPDX-License-Identifier: Apache-2.0
"""The dependency rule, as data. tests/architecture/check.py enforces it; CONTRIBUTING.md explains it.

A room is a folder with one job. `ROOMS` maps a pattern over paths to what files there may include of ours, again as
patterns; the first match counts, and a file in no room is a fault. `{service}` stands for the including file's service.
`DRIVERS` names the only folders that may include a library's headers.
"""

LOW = [r"common/base/", r"common/config/", r"common/privacy/", r"common/telemetry/"]
MIDDLE = LOW + [r"common/(access|audit|blob|crypto|keys|kv|log|process|rpc)/"]
RUNNING = MIDDLE + [r"common/runtime/"]
FACTS = [r"common/base/", r"common/taxonomy/", r"common/lexicon/"]
MESSAGES = [r"utvalg/[a-z]+/v1/[a-z_]+\.pb\.h$"]
SERVICES = [r"utvalg/[a-z]+/v1/[a-z_]+\.grpc\.pb\.h$"]
TEST_HELPERS = [r"common/testing/"]

# (room, what it may include). A test (x_test.cc) may include common/testing besides.
ROOMS = [
    (r"common/base/", [r"common/base/"]),
    (r"common/(taxonomy|lexicon)/", FACTS + MESSAGES),
    (r"common/privacy/", [r"common/base/", r"common/privacy/"] + MESSAGES),
    (r"common/access/", [r"common/(access|base|crypto)/"] + MESSAGES),
    (r"common/audit/", [r"common/(audit|base)/"] + MESSAGES),
    (r"common/crypto/", [r"common/(base|crypto)/"] + MESSAGES),
    (r"common/keys/", LOW + [r"common/(blob|crypto|keys|log)/"] + MESSAGES),
    (r"common/config/", [r"common/(base|config|privacy)/"] + MESSAGES),
    (r"common/telemetry/", [r"common/(base|privacy|telemetry)/"] + MESSAGES),
    (r"common/kv/", LOW + [r"common/kv/"]),
    (r"common/process/", LOW + [r"common/process/"] + MESSAGES),
    (r"common/rpc/", LOW + [r"common/(access|rpc)/"] + MESSAGES + SERVICES),
    (r"common/blob/", LOW + [r"common/(kv|blob)/"] + MESSAGES),
    (r"common/log/", LOW + [r"common/(kv|log)/"] + MESSAGES),
    (r"common/runtime/", LOW + [r"common/(access|audit|blob|crypto|keys|kv|log|process|rpc|runtime)/"] + MESSAGES),
    (r"common/testing/", [r"common/"] + MESSAGES + SERVICES),
    (r"services/[a-z]+/core/", FACTS + MESSAGES + [r"services/{service}/core/"]),
    # The sandboxed child is a program of its own: parse talks to it over a pipe, and they share what passes there.
    (
        r"services/parse/extract/",
        [r"common/(base|process)/", r"services/parse/extract/", r"services/parse/adapters/child_protocol\.h$"] + MESSAGES,
    ),
    (
        r"services/(?!cli/)[a-z]+/adapters/",
        MIDDLE + FACTS + MESSAGES + SERVICES + [r"services/{service}/(core|adapters)/"],
    ),
    # The two programs that put services together.
    (r"services/standalone/", RUNNING + FACTS + MESSAGES + SERVICES + [r"services/(?!cli/)[a-z]+/(?!extract/)"]),
    # The command reads job files with rank's reader, so that there is one meaning of a job file.
    (
        r"services/cli/",
        RUNNING
        + FACTS
        + MESSAGES
        + SERVICES
        + [r"services/cli/", r"services/standalone/app\.h$", r"services/rank/adapters/job_file/"],
    ),
    (
        r"services/[a-z]+/(app|main)[a-z_]*\.(h|cc)$",
        RUNNING + FACTS + MESSAGES + SERVICES + [r"services/{service}/(core|adapters)/", r"services/{service}/app\.h$"],
    ),
    (r"tests/", [r""]),
]

# (library, pattern of its headers, folders that may include them)
DRIVERS = [
    ("RocksDB", r"rocksdb/", r"common/kv/"),
    ("OpenVINO", r"openvino/", r"services/embed/adapters/"),
    ("librdkafka", r"(librdkafka/|rdkafka)", r"common/log/kafka/"),
    (
        "poppler",
        r"(poppler|cpp/poppler|goo/|PDFDoc|OutputDev|GfxState|GfxFont|GlobalParams|Catalog\.h|Page\.h|Object\.h|Annot)",
        r"services/parse/extract/",
    ),
    ("a document library", r"(zip\.h|zipconf\.h|pugixml|pugiconfig|gumbo|gmime|gsf/|tesseract/|leptonica/|allheaders)", r"services/parse/extract/"),
    ("libseccomp", r"(seccomp\.h|linux/seccomp|linux/landlock)", r"(services/parse/extract/|common/process/)"),
    ("libcurl", r"curl/", r"common/(blob/s3|telemetry)/"),
    ("OpenSSL", r"openssl/", r"common/(base|crypto)/"),
    ("PKCS#11", r"p11-kit/", r"common/crypto/"),
    ("gRPC", r"(grpc|grpcpp)/", r"(common/(rpc|testing)/|services/[a-z]+/(adapters|commands|app|main)|services/cli/|tests/)"),
    ("Prometheus and spdlog", r"(prometheus|spdlog)/", r"common/telemetry/"),
    ("CLI11", r"CLI/", r"services/cli/"),
    ("Boost.Beast", r"boost/(asio|beast)", r"services/cli/adapters/"),
]
