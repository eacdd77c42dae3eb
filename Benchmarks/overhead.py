"""What Shoptalk adds to its SQL: pgbench, the pipeline in-process and POST /v1/ask on the same question, in one run.

The ways are measured in turns, several rounds each, so that whatever else the machine does falls on all of them; the
figures are medians over the rounds, and ratios are taken round by round. Beside them wrenai's cube query
(PyPI, wrenai[postgres]) on the same PostgreSQL and the same definition of OEE, where it can be installed.

Usage: overhead.py ASK OVERHEAD_BENCH AS_OF [ROUNDS] [SECONDS]     Needs the demo factory and pgbench.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ask, bench, as_of = sys.argv[1:4]
rounds, seconds = (int(x) for x in (sys.argv[4:] + ["5", "3"][len(sys.argv) - 4:])[:2])
question = os.environ.get("QUESTION", "what is today's OEE on SMT line 1")
# As the service sets up its own sessions.
session = r"-c jit=off -c search_path=production,public -c timezone=UTC -c default_transaction_read_only=on " \
          r"-c default_transaction_isolation=repeatable\ read"


def percentile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))]


class Pgbench:
    def __init__(self, folder):
        subprocess.run([bench, "script", folder, question, as_of], check=True)
        self.folder = folder
        self.variables = Path(folder, "variables").read_text().splitlines()
        self.dsn = Path(folder, "dsn").read_text().strip()
        # How the service has the question's statements planned: once (force_generic_plan) or as PostgreSQL sees fit.
        self.plans = Path(folder, "plans").read_text().strip()

    def run(self, clients, plans):
        prefix = str(Path(self.folder, "log"))
        for old in Path(self.folder).glob("log*"):
            old.unlink()
        command = ["pgbench", "-n", "-M", "prepared", "-c", str(clients), "-j", str(min(2, clients)),
                   "-T", str(seconds), "-l", "--log-prefix", prefix, "-f", str(Path(self.folder, "script.sql"))]
        for variable in self.variables:
            command += ["-D", variable]
        done = subprocess.run(command + [self.dsn], cwd=self.folder, capture_output=True, text=True,
                              env={**os.environ, "PGOPTIONS": f"{session} -c plan_cache_mode={plans}"})
        if done.returncode:
            sys.exit("pgbench: " + done.stderr[-600:])
        times = [int(line.split()[2]) / 1000 for log in Path(self.folder).glob("log*")
                 for line in log.read_text().splitlines()]
        rate = float(re.search(r"tps = ([\d.]+)", done.stdout).group(1))
        return {"median": percentile(times, .5), "p99": percentile(times, .99), "rate": rate, "count": len(times)}


def ours(*arguments):
    done = subprocess.run([bench, *map(str, arguments)], check=True, capture_output=True, text=True)
    result = json.loads(done.stdout)
    if result["failures"]:
        print(f"  {result['failures']} of {result['count']} questions failed: {arguments[0]}")
    return result


class Server:
    def __enter__(self):
        self.process = subprocess.Popen([ask, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            if found := re.search(r"listening on http://[^:]+:(\d+)", line):
                self.port = int(found.group(1))
                return self
        sys.exit("the server did not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def table(results, clients):
    names = list(results)
    print(f"\n{clients} client{'s' if clients > 1 else ''}, {rounds} rounds of {seconds} s, in turns")
    print(f"{'':34}{'median ms':>11}{'above':>9}{'p99 ms':>9}{'× p99':>8}{'per s':>9}{'× rate':>8}")
    for name in names:
        own, base = results[name], results[names[0]]
        def middle(key, of=own):
            return statistics.median(r[key] for r in of)
        def against(key):
            return statistics.median(a[key] / b[key] for a, b in zip(own, base))
        above = statistics.median(a["median"] - b["median"] for a, b in zip(own, base))
        print(f"{name:34}{middle('median'):11.3f}{above:+9.3f}{middle('p99'):9.3f}{against('p99'):8.2f}"
              f"{middle('rate'):9.0f}{against('rate'):8.2f}")


def wrenai(folder):
    """wrenai in an environment of its own in the build folder; what stands in its way is said."""
    place = Path(".build/wrenai")
    python = place / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=False, capture_output=True)
    check = [str(python), "-c", "import wren, psycopg"]
    if not python.exists() or subprocess.run(check, capture_output=True).returncode:
        install = [str(python), "-m", "pip", "install", "-q", "wrenai[postgres]"]
        done = subprocess.run(install, capture_output=True, text=True) if python.exists() else None
        if done is None or done.returncode:
            print("\nSKIPPED: wrenai cannot be installed: " + (done.stderr[-300:] if done else "no venv"))
            return
    done = subprocess.run([str(python), str(Path(__file__).parent / "wrenai/cube.py"), folder, "200"],
                          capture_output=True, text=True)
    if done.returncode:
        print("\nSKIPPED: wrenai's cube query failed: " + done.stderr[-600:])
        return
    result = json.loads(done.stdout)
    print(f"\nwrenai's cube query, 1 client, {result['count']} times: median {result['median']:.3f} ms, "
          f"p99 {result['p99']:.3f} ms, of it {result['plan']:.3f} ms from the cube to SQL; it says {result['value']}")


def main():
    if not shutil.which("pgbench"):
        sys.exit("SKIPPED: pgbench is not installed (apt install postgresql-contrib)")
    # PostgreSQL's own programs read the folder as another user does.
    folder = tempfile.mkdtemp()
    try:
        pgbench = Pgbench(folder)
        print(f"{question}   ({as_of})")
        subprocess.run([bench, "stages", question, as_of], check=True)
        with Server() as server:
            ways = {
                "pgbench -M prepared": lambda n: pgbench.run(n, pgbench.plans),
                "pgbench, plans not kept": lambda n: pgbench.run(n, "auto"),
                "in-process": lambda n: ours("inside", n, seconds, question, as_of),
                "POST /v1/ask": lambda n: ours("http", server.port, n, seconds, question, as_of),
                "POST /v1/ask, all the same": lambda n: ours("http", server.port, n, seconds, question, as_of, "same"),
            }
            ours("http", server.port, 16, 1, question, as_of)  # connections and plans are there before the first round
            if pgbench.plans == "auto": del ways["pgbench, plans not kept"]
            for clients in (1, 16):
                results = {name: [] for name in ways}
                for _ in range(rounds):
                    for name, way in ways.items():
                        results[name].append(way(clients))
                table(results, clients)
        print("\nin-process and HTTP include reading the question, planning, and the answer with its JSON; "
              "'all the same': questions at one clock, which are executed once")
        wrenai(folder)
    finally:
        shutil.rmtree(folder)


main()
