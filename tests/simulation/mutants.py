#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Shows that the simulation can fail: breaks the product on purpose, one invariant at a time, builds and runs some hundred seeds, and expects
a red one. Works in a copy of the tree, so the tree itself is never touched.

  tests/simulation/mutants.py [--build build/simulation-mutants] [--only NAME] [--seeds 1000]

Prints one line per mutant: the invariant and what the first red seed said. Exit 1 when a mutant lives."""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORKER = "common/log/stage_worker.cc"
EMITTER = "common/log/stage_emitter.cc"
STORE = "services/rank/adapters/ranking_store.cc"
POOL = "services/rank/adapters/pool.cc"
NAMED = "services/ingest/adapters/named_world.cc"
INTAKE = "services/ingest/adapters/intake.cc"
RING = "common/keys/key_ring.cc"

# Name, what must hold, file, what stands there, what stands there in the mutant.
MUTANTS = [
    ("position-before-effect", "a position moves only behind durable outputs", WORKER,
     "  UTVALG_RETURN_IF_ERROR(Emit(done));",
     "  for (Item* item : done) consumer_->Commit({{item->record.at, item->record.offset + 1}}).IgnoreError();\n"
     "  UTVALG_RETURN_IF_ERROR(Emit(done));"),
    ("no-deduplication", "an application sent twice is one", INTAKE,
     "  accepted.application_id = ApplicationId(options_.tenant_secret, header.idempotency_key());\n  const std::string candidate",
     "  static int copy = 0;\n  accepted.application_id = ApplicationId(options_.tenant_secret, Cat(header.idempotency_key(), ++copy));\n"
     "  const std::string candidate"),
    ("correction-undone", "a late retry of the first document does not come behind its correction", INTAKE,
     "  const auto corrected = documents_->Get(RevisionClaim(application_id, 2));", "  const absl::StatusOr<std::string> corrected = absl::NotFoundError(\"\");"),
    ("dead-letter-lost", "a rejected record goes to the dead letters", EMITTER,
     "    if (item->verdict->kind() == Verdict::Kind::kReject) {\n      records", "    if (false) {\n      records"),
    ("dead-letter-error-skipped", "while dead letters cannot be written nothing moves", WORKER,
     "    absl::Status status = emitted.status();\n    ++counters_.failed_appends;",
     "    absl::Status status = emitted.status();\n    ++counters_.failed_appends;\n"
     "    if (items.front()->verdict->kind() == Verdict::Kind::kReject) return absl::OkStatus();"),
    ("emit-error-skipped", "outputs that could not be appended are appended again", WORKER,
     "    if (!Pause(Backoff(options_, attempt, items.front()->sequence))) return status;", "    return absl::OkStatus();"),
    ("tenant-ignored", "a record of another tenant is none of ours", NAMED, "    if (key->tenant != options_.tenant) {", "    if (false) {"),
    ("revision-not-compared", "an older revision changes nothing", NAMED,
     "  return RevisionOf(family, *known) > RevisionOf(family, value);", "  return false;"),
    ("erased-not-asked", "nothing is written about who was erased", RING,
     "      if (erased_.find(key->application) != erased_.end()) return Erased();", ""),
    ("state-not-stored", "an outcome outlives its process", STORE,
     "    batch->Put(kStates, std::move(key), std::move(sealed));", ""),
    ("group-position-wins", "a stage with state starts where its state stands", WORKER,
     "  if (options_.state == nullptr) return starts;", "  return starts;"),
    ("documents-kept", "an erasure deletes the documents", NAMED,
     "  if (status.ok()) status = EraseDocuments(candidate, request);", ""),
    ("revoked-not-forgotten", "one replica answers for an application", POOL,
     "  for (const std::string& application_id : gone) Forget(application_id);", ""),
]


def copy_tree(target: pathlib.Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    tracked = subprocess.check_output(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, text=True).split("\n")
    for name in filter(None, tracked):
        source, copy = ROOT / name, target / name
        if source.is_file() and (not copy.exists() or copy.read_bytes() != source.read_bytes()):
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, copy)


def first_red(build: pathlib.Path, seeds: int) -> str:
    """What the first red seed says, "" when all are green."""
    made = subprocess.run(["ninja", "-C", build, "simulation_test", "utvalg-extract"], capture_output=True, text=True)
    if made.returncode != 0:
        sys.exit(f"the mutant does not build:\n{made.stdout[-2000:]}")
    try:
        run = subprocess.run([build / "tests" / "simulation_test", "--seeds", str(seeds)], capture_output=True, text=True, timeout=600,
                             env={"UTVALG_BIN_DIR": str(build / "bin"), "PATH": "/usr/bin:/bin"})
    except subprocess.TimeoutExpired:
        return "hangs"
    said = re.search(r"^seed \d+: .*$", run.stderr, re.MULTILINE)
    if said:
        return said.group(0)
    return "" if run.returncode == 0 else "dies"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=str(ROOT / "build" / "simulation-mutants"))
    parser.add_argument("--only")
    parser.add_argument("--seeds", type=int, default=1000)
    arguments = parser.parse_args()
    tree = pathlib.Path(arguments.build) / "tree"
    copy_tree(tree)
    subprocess.run(["cmake", "--preset", "release"], cwd=tree, check=True, capture_output=True)
    survivors = 0
    for name, invariant, file, old, new in MUTANTS:
        if arguments.only and arguments.only != name:
            continue
        path = tree / file
        original = path.read_text()
        if original.count(old) < 1:
            sys.exit(f"{name}: {file} has changed, the mutant no longer fits")
        try:
            path.write_text(original.replace(old, new, 1))
            noticed = first_red(tree / "build" / "release", arguments.seeds)
        finally:
            path.write_text(original)
        survivors += not noticed
        print(f"{'dead ' if noticed else 'ALIVE'}  {name:26} {invariant}: {noticed or 'nobody noticed'}", flush=True)
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
