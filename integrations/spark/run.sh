#!/usr/bin/env bash
# A real cluster on this machine: a master and two workers, articles made from the repository's own texts, the same
# analysis on one and on two workers, one worker killed in the middle, and every result held against that of one machine.
#
#   bash integrations/spark/run.sh [FOLDER]
#
# FOLDER (integrations/spark/target/run if left out) gets the articles, results and logs: some 1.7 GB for 20,000 articles. ARTICLES=1000
# makes it shorter; RATES= leaves out the runs with no kill. Needs cargo, Java 17, and python3 with PyPI (or PYTHON, with what
# requirements.txt names). It listens on loopback only. The exit code is 0 where everything is equal and a worker was
# really lost.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

folder=${1:-integrations/spark/target/run}
articles=${ARTICLES:-20000}
partitions=${PARTITIONS:-64}
port=${PORT:-17077}
master=spark://127.0.0.1:$port

rm -rf "$folder"
mkdir -p "$folder/logs" "$folder/events"
folder=$(cd "$folder" && pwd)
# A cluster lives for one run of the job. Each process leads a group of its own, so that the executors of a worker fall with it.
groups=()
stop() {
    for group in "${groups[@]}"; do kill -9 -- "-$group" 2>/dev/null || true; done
    groups=()
}
trap stop EXIT

# What else the machine does is a part of every figure: how many processes ran or wanted to, over 1 and over 5 minutes.
load() { cut -d ' ' -f 1-2 /proc/loadavg; }
step() { printf '\n=== %s (%s s, load %s)\n' "$1" "$SECONDS" "$(load)"; }
fail() { printf 'FAILED: %s\n' "$1" >&2; exit 1; }
# await SECONDS COMMAND...: until it succeeds
await() {
    local left=$((10 * $1))
    shift
    until "$@"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 0.1
    done
}
logged() { grep -qs "$2" "$1"; }
# rate BYTES ARTICLES SECONDS
rate() { awk -v b="$1" -v n="$2" -v s="$3" 'BEGIN { printf "%.1f s, %.2f MB/s, %.0f articles/s\n", s, b / 1e6 / s, n / s }'; }

step "filter and Spark"
target=${CARGO_TARGET_DIR:-integrations/spark/target}
cargo build --release --locked --manifest-path integrations/spark/Cargo.toml --target-dir "$target"
filter=$(cd "$target" && pwd)/release/ascribe-filter
if [ -z "${PYTHON:-}" ]; then
    PYTHON=$PWD/integrations/spark/target/venv/bin/python
    [ -x "$PYTHON" ] || python3 -m venv integrations/spark/target/venv
    "$PYTHON" -m pip install --quiet --disable-pip-version-check --requirement integrations/spark/requirements.txt
fi
export PYSPARK_PYTHON=$PYTHON
SPARK_HOME=$("$PYTHON" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME SPARK_LOCAL_IP=127.0.0.1
unset SPARK_CONF_DIR SPARK_MASTER_HOST
"$SPARK_HOME/bin/spark-submit" --version 2>&1 | grep -E 'version|Java' || fail "Spark does not start; is Java 17 there?"

step "$articles articles"
python3 integrations/spark/articles.py --count "$articles" >"$folder/articles.jsonl"
bytes=$(wc -c <"$folder/articles.jsonl")
echo "$bytes bytes, $(wc -l <"$folder/articles.jsonl") lines"

step "one machine, one process"
TIMEFORMAT='%R %U'
# Two numbers: by the clock, and of the processor.
read -r wall user < <({ time "$filter" <"$folder/articles.jsonl" >"$folder/single.jsonl"; } 2>&1)
echo "by the clock:     $(rate "$bytes" "$articles" "$wall"); load now $(load)"
echo "of the processor: $(rate "$bytes" "$articles" "$user")"
echo "$(wc -c <"$folder/single.jsonl") bytes of reports"

# worker NAME: starts one with one core.
worker() {
    setsid "$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 \
        --cores 1 --memory 2g --work-dir "$folder/work-$1" "$master" >"$folder/logs/$1.log" 2>&1 &
    groups+=($!)
    disown
}

# cluster NAME WORKERS: starts a master and workers, and waits until they know each other.
cluster() {
    setsid "$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" \
        --webui-port 0 >"$folder/logs/$1-master.log" 2>&1 &
    groups+=($!)
    disown
    await 120 logged "$folder/logs/$1-master.log" 'I have been elected leader' || fail "the master does not start"
    local number
    for number in $(seq "$2"); do worker "$1-worker-$number"; done
    for number in $(seq "$2"); do
        await 120 logged "$folder/logs/$1-worker-$number.log" 'Successfully registered with master' || fail "a worker does not start"
    done
}

# submit NAME WORKERS: the job, as a user would submit it.
submit() {
    "$SPARK_HOME/bin/spark-submit" --master "$master" --driver-memory 1g --executor-memory 1g \
        --conf spark.cores.max="$2" --conf spark.executor.cores=1 \
        --conf spark.scheduler.minRegisteredResourcesRatio=1.0 --conf spark.ui.enabled=false \
        --conf spark.local.dir="$folder/local" --conf spark.eventLog.enabled=true \
        --conf spark.eventLog.dir="file://$folder/events" --conf spark.eventLog.rolling.enabled=false \
        --conf spark.eventLog.compress=false \
        integrations/spark/job.py --filter "$filter" --input "$folder/articles.jsonl" --output "$folder/$1" \
        --partitions "$partitions" >"$folder/logs/$1.out" 2>"$folder/logs/$1.err"
}

# result NAME: what the run with no kill gave.
result() {
    local seconds
    seconds=$(sed -nE 's/^\{"seconds": ([0-9.]+)\}$/\1/p' "$folder/logs/$1.out")
    echo "$(rate "$bytes" "$articles" "$seconds"); load now $(load)"
    python3 integrations/spark/compare.py "$folder/single.jsonl" "$folder/$1"
}

# written PARTS: whether so many parts of the run with the kill are written.
written() { [ "$(find "$folder/killed/_temporary/0" -maxdepth 1 -name 'task_*' 2>/dev/null | wc -l)" -ge "$1" ]; }
# ended PID: whether it has.
ended() { ! kill -0 "$1" 2>/dev/null; }
ready() { ended "$1" || written "$2"; }

step "Spark, 2 workers, one killed in the middle"
cluster killed 2
submit killed 2 &
job=$!
await 7200 ready "$job" $((partitions / 3)) || fail "the job does not get to a third of its work"
! ended "$job" || { tail -n 15 "$folder/logs/killed".{out,err}; fail "the job ended before a worker could be killed"; }
victim=${groups[-1]}
kill -9 -- "-$victim"
echo "killed worker 2 after $(find "$folder/killed/_temporary/0" -maxdepth 1 -name 'task_*' | wc -l) of $partitions parts"
wait "$job" || { tail -n 15 "$folder/logs/killed".{out,err}; fail "the job failed"; }
result killed
# That a worker was lost, and what was done again, in Spark's own words.
python3 - "$folder"/events/* <<'PYTHON'
import json, sys
from collections import Counter

events = [json.loads(line) for line in open(max(sys.argv[1:], key=lambda path: path.rsplit("/")[-1]))]
lost = [event for event in events if event["Event"] == "SparkListenerExecutorRemoved"]
ends = [event for event in events if event["Event"] == "SparkListenerTaskEnd"]
reasons = Counter(event["Task End Reason"]["Reason"] for event in ends)
stages = Counter(event["Stage Info"]["Stage ID"] for event in events if event["Event"] == "SparkListenerStageSubmitted")
print(f"executors lost: {len(lost)}; tasks by their end: {dict(reasons)}; stages tried again: {sum(n > 1 for n in stages.values())}")
if not lost or set(reasons) == {"Success"}:
    sys.exit("no worker was lost in the middle of its work")
PYTHON
stop

if [ "${RATES-yes}" ]; then
    for workers in 1 2; do
        step "Spark, $workers worker(s) of one core"
        cluster "with-$workers" "$workers"
        submit "with-$workers" "$workers" || { tail -n 15 "$folder/logs/with-$workers".{out,err}; fail "the job failed"; }
        result "with-$workers"
        stop
    done
fi

step "all is equal"
