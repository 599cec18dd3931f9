#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Shows that the tests of the event log can fail: breaks the code on purpose, one invariant at a time, builds and
runs the tests that guard it, and expects red. Works in a copy of the tree, so the tree itself is never touched.

  tests/fault/mutants.py [--build build/mutants] [--only NAME,...]

Prints one line per mutant: the invariant, and the first test that noticed. Exit 1 when a mutant lives."""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORKER = "common/log/stage_worker.cc"
EMITTER = "common/log/stage_emitter.cc"
IN_FLIGHT = "common/log/in_flight.cc"
CORE = "common/log/embedded/log_core.cc"
OPEN = "common/log/embedded/log_open.cc"
CONSUMER = "common/log/embedded/embedded_consumer.cc"
COMPACTION = "common/log/embedded/log_compaction.cc"

# What the sanitized subset does not build; of the log on Kafka the tests that need no broker.
WHOLE = {"ingest_intake_test": [], "ingest_decision_book_test": [], "kms_contract_test": [], "kafka_log_contract_test": ["--gtest_filter=Mock/*"], "kafka_consumer_watch_test": []}

# Name, what must hold, file, what stands there, what stands there in the mutant, test programs.
MUTANTS = [
    ("commit-before-effect", "a position moves only behind durable outputs", WORKER,
     "  UTVALG_RETURN_IF_ERROR(Emit(done));",
     "  for (Item* item : done) consumer_->Commit({{item->record.at, item->record.offset + 1}}).IgnoreError();\n"
     "  UTVALG_RETURN_IF_ERROR(Emit(done));", ["stage_worker_test"]),
    ("skip-emit-error", "outputs that could not be appended are appended again", WORKER,
     "    if (!Pause(Backoff(options_, attempt, items.front()->sequence))) return status;",
     "    return absl::OkStatus();", ["stage_worker_test"]),
    ("no-dead-letter", "a rejected record goes to the dead letters", EMITTER,
     "    if (item->verdict->kind() == Verdict::Kind::kReject) {\n      records",
     "    if (false) {\n      records", ["stage_worker_test"]),
    ("retry-for-ever", "tries are bounded", WORKER,
     "  if (item->attempts >= options_.max_attempts) {", "  if (item->attempts >= 1000000) {", ["stage_worker_test"]),
    ("owner-overtaken", "records of an owner are handled one after the other", IN_FLIGHT,
     "  if (owner.size() == 1) first_of_owner_", "  first_of_owner_", ["in_flight_test"]),
    ("position-skips", "a position covers an unbroken run of settled records", IN_FLIGHT,
     "queue.empty() ? behind : queue.front()->record.offset}", "queue.empty() ? behind : queue.front()->record.offset + 1}",
     ["in_flight_test", "stage_worker_test"]),
    ("retry-too-early", "a try waits for its time", IN_FLIGHT,
     "    if (item->due > now) {", "    if (false) {", ["in_flight_test"]),
    ("no-drain", "stop finishes what is being handled", WORKER,
     "      while (finished_.empty() && executing_ > 0) changed_.Wait(&mutex_);\n      if (finished_.empty()) break;",
     "      while (executing_ > 0) changed_.Wait(&mutex_);\n      break;", ["stage_worker_test"]),
    ("state-after-release", "an owner's next record sees the state of the one before", WORKER,
     "  absl::Status status =\n      options_.state == nullptr ? absl::OkStatus() : WriteState(std::move(state), progress);",
     "  { absl::MutexLock lock(&mutex_); --holds_; changed_.SignalAll(); }\n  std::this_thread::yield();\n"
     "  absl::Status status =\n      options_.state == nullptr ? absl::OkStatus() : WriteState(std::move(state), progress);\n"
     "  { absl::MutexLock lock(&mutex_); ++holds_; }", ["stage_worker_test"]),
    ("group-position-wins", "a stage with state starts where its state stands", WORKER,
     "  if (options_.state == nullptr) return starts;", "  return starts;", ["stage_worker_test"]),
    ("applied-twice", "state is written once, also out of order", WORKER,
     "    settled_before_[at].insert(progress.ahead.begin(), progress.ahead.end());\n", "", ["embedded_log_kill_test"]),
    ("original-decoded", "a dead letter holds the original bytes", EMITTER,
     "records.push_back(MakeDeadLetter(item->record,",
     "const_cast<InFlight::Item*>(item)->record.value.clear(); records.push_back(MakeDeadLetter(item->record,",
     ["stage_worker_test"]),
    ("trace-lost", "outputs carry the trace of their input", EMITTER,
     "      output.headers.push_back({std::string(name), carried});", "", ["stage_worker_test"]),
    ("commit-goes-back", "a committed position never goes back", CORE,
     "      if (it != stored.end() && it->second >= position.next_offset) continue;",
     "      if (it != stored.end() && it->second == position.next_offset) continue;", ["embedded_log_contract_test"]),
    ("offset-reused", "every record of a group commit has an offset of its own", CORE,
     "      const uint64_t offset = it->second++;", "      const uint64_t offset = it->second; it->second = offset + (pending == group[0]);",
     ["embedded_log_contract_test"]),
    ("foreign-commit", "only the owner of a partition commits for it", CONSUMER,
     "    if (lane == nullptr || !lane->next.contains(position.at.partition)) {\n      return absl::AbortedError",
     "    if (lane == nullptr) {\n      return absl::AbortedError", ["embedded_log_contract_test"]),
    ("starved-lane", "topics share by weight", CONSUMER,
     "    best->credit -= total;", "", ["embedded_log_contract_test"]),
    ("read-past-pause", "a paused partition is not read", CONSUMER,
     "if (it == lane.next.end() || lane.paused.contains(p)) continue;", "if (it == lane.next.end()) continue;",
     ["embedded_log_contract_test"]),
    ("compaction-eats-newest", "compaction keeps the newest of each key", COMPACTION,
     "it->second > OffsetOf(key)", "it->second >= OffsetOf(key)", ["embedded_log_contract_test"]),
    ("compaction-unmarked", "gaps of compaction are not taken for a loss", COMPACTION,
     "  UTVALG_RETURN_IF_ERROR(topic->marks->SetUnbrokenFrom(partition, end));\n", "", ["embedded_log_test"]),
    ("no-high-water", "a log that lost its end does not open", OPEN,
     "  if (mark.end > end) {", "  if (false) {", ["embedded_log_test", "embedded_log_fault_test"]),
    ("no-middle-check", "a log that lost its middle does not open", OPEN,
     "  if (next != end)", "  if (false)", ["embedded_log_test"]),
    ("ack-before-sync", "acknowledged is fsynced", CORE,
     "store_->Write(batch, KvSync::kSync)", "store_->Write(batch, KvSync::kNoSync)", ["embedded_log_fault_test"]),
    ("point-in-time-recovery", "damage in the write-ahead log is refused", "common/kv/kv_open.cc",
     "kTolerateCorruptedTailRecords", "kPointInTimeRecovery", ["embedded_log_fault_test"]),
    ("claim-race", "of many claimers exactly one wins", "common/blob/kv_document_store.cc",
     "  absl::MutexLock lock(&ClaimMutex(name));\n  UTVALG_ASSIGN_OR_RETURN(const", "  UTVALG_ASSIGN_OR_RETURN(const",
     ["kv_document_store_contract_test"]),
    ("cache-unchecked", "a damaged cache entry is a miss", "common/kv/kv_cache.cc",
     "        KvReadUint32(envelope.substr(8)) != Checksum(version, key, value)) {", "        false) {", ["kv_cache_test"]),
    ("tenant-ignored", "a token of another tenant may nothing", "common/access/authorizer.cc",
     "  if (principal.tenant != tenant_) return denied;\n", "", ["authorizer_test"]),
    ("no-deduplication", "an idempotency key stands for one application", "services/ingest/adapters/intake.cc",
     "  if (!first) {", "  if (false && !first) {", ["ingest_intake_test"]),
    ("acknowledged-unwritten", "what was claimed and not finished is finished by the retry", "services/ingest/adapters/intake.cc",
     "  if (named_->Knows(application_id)) return true;", "  return true;", ["ingest_intake_test"]),
    ("claims-not-asked", "what another replica took is not denied", "services/ingest/adapters/named_world.cc",
     "  if (absl::IsNotFound(known.status()) && !keys_.IsErased(application_id) &&\n      IsValidDocumentName(claim)) {", "  if (false) {",
     ["ingest_intake_test"]),
    ("decision-race", "of two steps from one state one counts", "services/ingest/adapters/decision_book.cc",
     "  if (decision.from() != StateOf(history)) return;\n", "", ["ingest_decision_book_test"]),
    ("rotation-undone", "a rotation of keys undoes none of another process", "common/crypto/epoch_book.cc",
     "\".lock\")));\n  UTVALG_RETURN_IF_ERROR(Reload());", "\".lock\")));", ["kms_contract_test"]),
    ("kafka-behind-end", "a position behind the end of a Kafka topic is a data loss", "common/log/kafka/kafka_consumer.cc",
     "  if (end < partition.expected) {", "  if (false) {", ["kafka_log_contract_test"]),
    ("kafka-commit-goes-back", "a position committed to Kafka never goes back", "common/log/kafka/consumer_commit.cc",
     "    if (partition->committed.value_or(0) < next_offset) ahead", "    if (partition != nullptr) ahead", ["kafka_log_contract_test"]),
    ("kafka-starved-lane", "topics on Kafka share by weight", "common/log/kafka/topic_lanes.cc",
     "    best->credit -= total;", "", ["kafka_log_contract_test"]),
    ("kafka-unwatched", "a partition that stands still is asked for anew, then ends the consumer", "common/log/kafka/consumer_watch.cc",
     "  for (Lane& lane : lanes_.lanes()) WatchLane(&lane, now);", "", ["kafka_consumer_watch_test"]),
    ("kafka-seek-skips", "asking anew skips nothing", "common/log/kafka/consumer_watch.cc",
     "Seek({{lane->topic, p}, partition.expected})", "Seek({{lane->topic, p}, partition.expected + 1})", ["kafka_consumer_watch_test"]),
]


def copy_tree(target: pathlib.Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    tracked = subprocess.check_output(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, text=True).split("\n")
    for name in filter(None, tracked):
        source, copy = ROOT / name, target / name
        if not source.is_file():
            continue
        if not copy.exists() or copy.read_bytes() != source.read_bytes():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, copy)


def run_tests(build: pathlib.Path, programs: list[str]) -> str:
    """The first failing test, "" when all pass."""
    made = subprocess.run(["ninja", "-C", build, "-j2", *programs], capture_output=True, text=True)
    if made.returncode != 0:
        sys.exit(f"the mutant does not build:\n{made.stdout[-2000:]}")
    for program in programs:
        try:
            run = subprocess.run([build / "tests" / program, "--gtest_fail_fast", *WHOLE.get(program, [])],
                                 capture_output=True, text=True, timeout=150 if program in WHOLE else 40)
        except subprocess.TimeoutExpired:
            return f"{program} (hangs)"
        if run.returncode != 0:
            failed = re.findall(r"\[  FAILED  \] (\S+?),? ", run.stdout)
            started = re.findall(r"\[ RUN      \] (\S+)", run.stdout)
            return failed[0] if failed else f"{started[-1] if started else program} (dies)"
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default=str(ROOT / "build" / "mutants"))
    parser.add_argument("--only", help="names separated by commas")
    arguments = parser.parse_args()
    tree = pathlib.Path(arguments.build) / "tree"
    copy_tree(tree)
    builds = {}
    for folder, subset in (("subset", "ON"), ("whole", "OFF")):
        builds[folder] = tree / "build" / folder
        command = ["cmake", "--preset", "release", "-B", builds[folder], f"-DUTVALG_SANITIZED_SUBSET={subset}"]
        subprocess.run(command, cwd=tree, check=True, capture_output=True)
    survivors = 0
    for name, invariant, file, old, new, programs in MUTANTS:
        if arguments.only and name not in arguments.only.split(","):
            continue
        path = tree / file
        original = path.read_text()
        if original.count(old) < 1:
            sys.exit(f"{name}: {file} has changed, the mutant no longer fits")
        try:
            path.write_text(original.replace(old, new, 1))
            noticed = run_tests(builds["whole" if WHOLE.keys() & set(programs) else "subset"], programs)
        finally:
            path.write_text(original)
        survivors += not noticed
        print(f"{'dead ' if noticed else 'ALIVE'}  {name:24} {invariant}: {noticed or 'nobody noticed'}", flush=True)
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
