"""Times MinHash LSH of `datasketch` (PyPI) on the made-up corpus of `recension-eval passages`.

    cargo run --release -p recension-eval -- passages --documents 10000 --write target/passages.jsonl
    cargo run --release -p recension-eval -- passages --documents 10000
    python3 crates/eval/benches/datasketch_reference.py target/passages.jsonl [THRESHOLD] [PERMUTATIONS]

It tells which pairs of documents are alike, as that method does; it gives no passages and no places.
A document is the set of its runs of eight words. Pairs of one story are left out of what is counted,
as they are in `recension-eval passages`. The time is that from text to pairs, on one thread.
"""

import itertools
import json
import resource
import sys
import time
from collections import defaultdict

import datasketch
from datasketch import MinHash, MinHashLSH

WORDS = 8


def shingles(text: str) -> list[bytes]:
    words = text.lower().split()
    return [" ".join(words[at : at + WORDS]).encode() for at in range(len(words) - WORDS + 1)]


def planted_pairs(documents: list[dict]) -> set[tuple[int, int]]:
    places = defaultdict(list)
    for number, document in enumerate(documents):
        for planted in document["planted"]:
            places[planted["passage"]].append(number)
    pairs = set()
    for held in places.values():
        if len({documents[number]["cluster"] for number in held}) > 1:
            pairs.update(itertools.combinations(sorted(set(held)), 2))
    return pairs


def main(path: str, threshold: float, permutations: int) -> None:
    documents = [json.loads(line) for line in open(path, encoding="utf-8")]
    texts = [document["text"] for document in documents]
    start = time.perf_counter()
    lsh = MinHashLSH(threshold=threshold, num_perm=permutations)
    sketches = MinHash.bulk([shingles(text) for text in texts], num_perm=permutations)
    with lsh.insertion_session() as session:
        for number, sketch in enumerate(sketches):
            session.insert(number, sketch)
    found = set()
    for number, sketch in enumerate(sketches):
        found.update((min(number, other), max(number, other)) for other in lsh.query(sketch) if other != number)
    took = time.perf_counter() - start
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    across = {(a, b) for a, b in found if documents[a]["cluster"] != documents[b]["cluster"]}
    wanted = {(a, b) for a, b in planted_pairs(documents) if documents[a]["cluster"] != documents[b]["cluster"]}
    right = len(across & wanted)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"datasketch {datasketch.__version__}, threshold {threshold}, {permutations} permutations")
    print(f"{len(documents)} documents, {megabytes:.1f} MB: {took:.1f} s, {megabytes / took:.2f} MB/s, {memory:.0f} MB of memory")
    print(
        f"{len(across)} pairs across stories; of {len(wanted)} planted pairs {right / max(1, len(wanted)):.4f} found,"
        f" of those found {right / max(1, len(across)):.4f} planted"
    )


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(
        arguments[0],
        float(arguments[1]) if len(arguments) > 1 else 0.1,
        int(arguments[2]) if len(arguments) > 2 else 128,
    )
