"""Times hassil and the parser on the same sentences, in one run.

hassil (PyPI) recognises sentences from templates as the parser does; its intents here know these sentences only, while
the parser reads them with its whole grammar. Usage: compare.py PARSER_BENCH
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

try:
    from hassil import recognize
    from hassil.intents import Intents
except ImportError:
    sys.exit("SKIPPED: hassil is not installed (pip install hassil)")

folder = Path(__file__).parent
sentences = (folder / "sentences.txt").read_text().split("\n")[:-1]


def hassil_microseconds():
    with (folder / "intents.yaml").open() as file:
        intents = Intents.from_yaml(file)
    medians = []
    for sentence in sentences:
        runs = []
        for _ in range(15):
            start = time.perf_counter_ns()
            result = recognize(sentence, intents)
            runs.append((time.perf_counter_ns() - start) / 1000)
        if result is None:
            sys.exit(f"hassil does not recognise: {sentence}")
        medians.append(statistics.median(runs))
    return medians


def parser_microseconds():
    run = subprocess.run([sys.argv[1], "sentences", folder / "sentences.txt"], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


rounds = [(hassil_microseconds(), parser_microseconds()) for _ in range(3)]
hassil = statistics.median(statistics.median(h) for h, _ in rounds)
parser = statistics.median(statistics.median(p) for _, p in rounds)
print(f"{len(sentences)} sentences, median of 3 rounds: hassil {hassil:.0f} us, the parser {parser:.0f} us, "
      f"ratio {hassil / parser:.1f}")
