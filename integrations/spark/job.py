"""Analyzes articles on a Spark cluster: JSON Lines or Parquet in, JSON Lines or Parquet out, sorted by id.

    spark-submit --master URL integrations/spark/job.py --filter ascribe-filter --input PATH --output PATH

Articles are sorted first and analyzed then. Reports are seven to eight times as long as their articles, so what
travels between machines is the small side; and since a sort reads its input twice (once for a sample of the keys), the
analysis must not lie before it. An analysis keeps the order of its partition, so the part files, in the order of their
names, are sorted as a whole.

Each partition has one child process, the filter, which lives as long as the partition: weights are loaded once a
partition and not once an article. The filter answers every line with one line, in order; a count that does not come out
is an error of the task, which Spark then tries again elsewhere. Nothing of the library depends on Spark, nor on Python.
"""

import argparse
import json
import subprocess
import threading
import time

from pyspark import SparkFiles
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

# What leaves Python in one piece. Reports of a batch of long articles may come to hundreds of megabytes.
PIECE = 8 << 20


def feed(pipe, lines):
    """Gives the filter the lines of one batch. Beside the reading, since both pipes are short."""
    try:
        for line in lines:
            pipe.write(line)
            pipe.write(b"\n")
        pipe.flush()
    except BrokenPipeError:
        pass  # The filter has ended; the reading side says so, and where.


def through(command, rows):
    """Yields (id, line out) for the batches of (id, line in) of a partition."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=1 << 18) as child:
        try:
            for batch in rows:
                feeder = threading.Thread(target=feed, args=(child.stdin, [line for _, line in batch]), daemon=True)
                feeder.start()
                for key, line in batch:
                    answer = child.stdout.readline()
                    if not answer.endswith(b"\n"):
                        start = line[:80].decode(errors="replace")
                        raise RuntimeError(f"the filter ended with code {child.wait()} at the article {key!r}: {start}")
                    yield key, answer[:-1]
                feeder.join()
            child.stdin.close()
            if child.stdout.read(1):
                raise RuntimeError("the filter wrote more lines than it read")
            if child.wait():
                raise RuntimeError(f"the filter ended with code {child.returncode}")
        finally:
            # Where the task was given up on, nobody waits for the rest. A filter that has ended does not mind.
            child.kill()


def analysis(name):
    """The function that Spark applies to each partition: record batches of (id, line) in, of (id, answer) out."""

    def apply(batches):
        import pyarrow as pa

        def rows():
            for batch in batches:
                # Bytes as they are: a line that is no UTF-8 has an answer too.
                keys, lines = batch.column(0).to_pylist(), batch.column(1)
                yield [(key, line.as_buffer().to_pybytes()) for key, line in zip(keys, lines)]

        def piece(keys, answers):
            return pa.RecordBatch.from_arrays([pa.array(keys, pa.string()), pa.array(answers, pa.binary())], ["id", "answer"])

        keys, answers, size = [], [], 0
        for key, answer in through([SparkFiles.get(name)], rows()):
            keys.append(key)
            answers.append(answer)
            size += len(answer)
            if size >= PIECE:
                yield piece(keys, answers)
                keys, answers, size = [], [], 0
        if keys:
            yield piece(keys, answers)

    return apply


def lines_of(spark, path, form):
    """The articles as (id, line), whatever they are stored as."""
    if form == "parquet":
        table = spark.read.parquet(path)
        return table.select(table["id"].cast("string").alias("id"), F.to_json(F.struct("*")).alias("line"))
    # Lines as they are, broken ones too, so that each has its answer.
    table = spark.read.text(path, lineSep="\n")
    return table.select(F.get_json_object("value", "$.id").alias("id"), F.col("value").alias("line"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--filter", required=True, help="the ascribe-filter, built for the workers' machines")
    parser.add_argument("--input", required=True, help="a file or folder that every worker reaches")
    parser.add_argument("--output", required=True, help="a folder that is not there yet")
    parser.add_argument("--input-format", choices=["jsonl", "parquet"], default="jsonl")
    parser.add_argument("--output-format", choices=["jsonl", "parquet"], default="jsonl")
    parser.add_argument("--compression", default="none", help="of the output: none, gzip, zstd ...")
    parser.add_argument("--unsorted", action="store_true", help="keep the order of the input, and send no article to another machine")
    parser.add_argument("--partitions", type=int, default=64, help="several a core, of at most some 100 MB of text each")
    arguments = parser.parse_args()

    spark = (
        SparkSession.builder.appName("ascribe")
        # A batch is held in memory by the JVM and by Python; its reports are not.
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 256)
        .getOrCreate()
    )
    spark.sparkContext.addFile(arguments.filter)
    name = arguments.filter.rsplit("/", 1)[-1]

    start = time.monotonic()
    # The number of partitions is named, so that Spark does not take a few megabytes of text for work for one core.
    # `line` is a key too: the order is then the same in every run, even of articles without an id.
    lines = lines_of(spark, arguments.input, arguments.input_format)
    if not arguments.unsorted:
        lines = lines.repartitionByRange(arguments.partitions, "id", "line").sortWithinPartitions("id", "line")
    answers = lines.mapInArrow(analysis(name), "id string, answer binary")
    answers = answers.select("id", F.col("answer").cast("string").alias("answer"))
    if arguments.output_format == "parquet":
        answers.write.parquet(arguments.output, compression=arguments.compression)
    else:
        answers.select("answer").write.text(arguments.output, compression=arguments.compression)
    print(json.dumps({"seconds": round(time.monotonic() - start, 1)}), flush=True)
    spark.stop()


if __name__ == "__main__":
    main()
