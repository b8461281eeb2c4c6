"""Times CollateX (PyPI `collatex`, `Levenshtein`) on the wordings of made-up utterances.

    cargo bench -p recension-eval --bench quotations      # writes target/wordings.jsonl, too
    python3 crates/eval/benches/collatex_reference.py target/wordings.jsonl

One line of the file is one utterance: a JSON array with its wordings, those that
`group_and_align` groups and aligns in the same run.
"""

import json
import sys
import time

from collatex import Collation, collate


def main(path: str) -> None:
    utterances = [json.loads(line) for line in open(path, encoding="utf-8")]
    start = time.perf_counter()
    for wordings in utterances:
        collation = Collation()
        for number, wording in enumerate(wordings):
            collation.add_plain_witness(str(number), wording)
        collate(collation)
    took = time.perf_counter() - start
    readings = sum(len(wordings) for wordings in utterances)
    print(f"{len(utterances)} utterances, {readings} wordings: {took:.2f} s")


if __name__ == "__main__":
    main(sys.argv[1])
