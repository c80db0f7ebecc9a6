#!/usr/bin/env python3
"""Measures attest against its floors. Benchmarks/run.sh says how."""
import argparse
import http.client
import json
import math
import os
import platform
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from datetime import date
from urllib.parse import quote

HERE = os.path.dirname(os.path.abspath(__file__))


class Run:
    """One finished process: seconds by the clock, seconds of processor, peak memory in MB, and what it printed."""

    def __init__(self, command, environment=None):
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        self.output, errors = process.communicate()
        self.wall = time.perf_counter() - began
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)}\nended with {process.returncode}: {errors.decode()[-2000:]}")

    @classmethod
    def measured(cls, command, environment=None):
        """The same through a process of its own, which alone knows the peak of its child."""
        code = ("import json, resource, subprocess, sys, time\n"
                "began = time.perf_counter()\n"
                "done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE)\n"
                "wall = time.perf_counter() - began\n"
                "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
                "print(json.dumps([wall, used.ru_utime + used.ru_stime, used.ru_maxrss, done.stdout.decode()]))\n"
                "sys.exit(done.returncode)\n")
        run = cls([sys.executable, "-c", code, *command], environment)
        run.wall, run.processor, peak, run.output = json.loads(run.output)
        run.peak = peak / (1024 if sys.platform != "darwin" else 1024 * 1024)
        return run


def middle(runs, key):
    return statistics.median(getattr(run, key) for run in runs)


class Bench:
    def __init__(self, attest, folder, claims, repeats):
        self.attest, self.folder, self.claims, self.repeats = attest, folder, claims, repeats
        self.environment = dict(os.environ, XDG_STATE_HOME=folder, ATTEST_AUTHOR="bench")
        self.one_core = ["taskset", "-c", "0"] if shutil.which("taskset") else []

    def path(self, name):
        return os.path.join(self.folder, name)

    def say(self, what, value, floor="", ratio="", goal="", is_met=True):
        verdict = "" if not goal else f"  goal {goal}: {'met' if is_met else 'MISSED'}"
        print(f"{what:<52} {value:>13} {floor:>23} {ratio:>7}{verdict}", flush=True)

    # -- import

    def generate(self, claims):
        case = self.path(f"case-{claims}")
        run = Run([sys.executable, os.path.join(HERE, "generate.py"), case, "--claims", str(claims)])
        return case, json.loads(run.output)

    def import_once(self, case, workspace):
        shutil.rmtree(workspace, ignore_errors=True)
        Run([self.attest, "new", workspace], self.environment)
        return Run.measured([self.attest, "import", case, "--into", workspace], self.environment)

    def floor_once(self, dump):
        base = self.path("floor.sqlite")
        for suffix in ["", "-wal", "-shm"]:
            if os.path.exists(base + suffix):
                os.remove(base + suffix)
        return Run.measured(["sh", os.path.join(HERE, "floor.sh"), "load", dump, base])

    def measure_import(self):
        times = []
        for claims in [self.claims // 10, self.claims * 3 // 10, self.claims]:
            repeats = self.repeats if claims == self.claims else 1
            case, facts = self.generate(claims)
            workspace, dump = self.path(f"work-{claims}"), self.path("dump")
            ours = [self.import_once(case, workspace)]
            Run(["sh", os.path.join(HERE, "floor.sh"), "dump", os.path.join(workspace, "evidence.sqlite"), dump])
            floors = [self.floor_once(dump)]
            for _ in range(repeats - 1):
                ours.append(self.import_once(case, workspace))
                floors.append(self.floor_once(dump))
            wall, floor = middle(ours, "wall"), middle(floors, "wall")
            processor, bare = middle(ours, "processor"), middle(floors, "processor")
            self.say(f"import of {claims:,} claims, wall time", f"{wall:.2f} s", f"sqlite3 shell {floor:.2f} s",
                     f"{wall / floor:.2f}", "≤ 4" if claims == self.claims else "", wall <= 4 * floor)
            self.say("  processor time", f"{processor:.2f} s", f"{bare:.2f} s", f"{processor / bare:.2f}")
            peak = max(run.peak for run in ours)
            self.say("  peak memory", f"{peak:.0f} MB", f"{max(run.peak for run in floors):.0f} MB", "",
                     "< 512 MB" if claims == self.claims else "", peak < 512)
            times.append((claims, wall, floor, processor, bare))
            shutil.rmtree(dump)
        for name, column, goal in [("wall time", 1, ""), ("processor time", 3, "≤ 1.15 (linear)")]:
            ours, floor = exponent(times, column), exponent(times, column + 1)
            self.say(f"import grows with claims to the power, {name}", f"{ours:.2f}", f"{floor:.2f}", "", goal, ours <= 1.15)
        self.workspace, self.facts = workspace, facts

    # -- site

    def measure_site(self):
        """Nothing is removed before all is measured: ext4 passes over the inodes of files just removed, slowly."""
        for name, flags, goal in [("HTML only", ["--pages-only"], "≥ 2,000/s"), ("with JSON and CSV", [], "")]:
            ours, floors = [], []
            for turn in range(self.repeats):
                out = self.path(f"site-{len(flags)}-{turn}")
                ours.append(Run.measured([*self.one_core, self.attest, "site", out, "--limit", "10000", "--workspace",
                                          self.workspace, *flags], self.environment))
                seconds, files, size = Run([*self.one_core, sys.executable, "-c", COPY, out, out + "-floor"]).output.split()
                floors.append(float(seconds))
            pages = int(re.search(r"wrote (\d+) pages", ours[0].output)[1])
            wall, processor, floor = middle(ours, "wall"), middle(ours, "processor"), statistics.median(floors)
            self.say(f"site of {pages:,} pages on one core, {name}", f"{pages / wall:,.0f} pages/s",
                     f"writing {pages / floor:,.0f} pages/s", f"{wall / floor:.2f}", goal, pages / wall >= 2000)
            self.say("  by processor time", f"{pages / processor:,.0f} pages/s")
            self.say("  files, size, peak memory", f"{int(files):,} files", f"{int(size) / 1e6:,.0f} MB", f"{ours[0].peak:.0f} MB")

    # -- serve

    def measure_serve(self):
        process = subprocess.Popen([self.attest, "serve", "--port", "0", "--print-key", "--workspace", self.workspace],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.environment, text=True)
        try:
            port = key = None
            while port is None or key is None:
                line = process.stdout.readline()
                if not line:
                    sys.exit("attest serve ended without an address")
                if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                    port = int(found[1])
                if found := re.search(r"session key: (\S+)", line):
                    key = found[1]
            self.measure_pages(port, key)
        finally:
            process.terminate()
            process.wait()

    def measure_pages(self, port, key):
        def ask(address):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            began = time.perf_counter()
            connection.request("GET", "/" + address, headers={"Authorization": "Bearer " + key})
            answer = connection.getresponse()
            body = answer.read()
            took = time.perf_counter() - began
            connection.close()
            if answer.status != 200:
                sys.exit(f"/{address} answered {answer.status}: {body[:500]}")
            return took, len(body)

        base = sqlite3.connect(f"file:{os.path.join(self.workspace, 'evidence.sqlite')}?mode=ro", uri=True)
        step = max(1, self.claims // 200)
        claims = [f"c{i * step % self.claims:06}" for i in range(200)]
        hub_count = base.execute("SELECT count(DISTINCT claim) FROM claimEntity WHERE entity = 'hub'").fetchone()[0]
        cyrillic = self.facts["cyrillic"]
        asked = [("a claim page", [f"claims/{id}" for id in claims], CLAIM, [(id,) for id in claims]),
                 (f"an entity page with {hub_count:,} claims", ["entities/hub"] * 200, ENTITY, [("hub",)] * 200)]
        for name, words in [("rare word", self.facts["rare"]), ("common word", self.facts["common"]), ("commonest word", self.facts["commonest"]),
                            ("Cyrillic name", cyrillic)]:
            match = " AND ".join(f'"{word.lower()}"' for word in words.split())
            asked.append((f"a search, {name}", ["search?q=" + quote(words)] * 200, SEARCH, [(match,)] * 200))
        for name, addresses, sql, values in asked:
            answers = [ask(address) for address in addresses]
            took = sorted(answer[0] * 1000 for answer in answers)
            floor = []
            for value in values:
                began = time.perf_counter()
                base.execute(sql, value).fetchall()
                floor.append((time.perf_counter() - began) * 1000)
            median, bare = statistics.median(took), statistics.median(floor)
            self.say(f"serve {name}, median of {len(took)}", f"{median:.2f} ms", f"SQL alone {bare:.2f} ms",
                     f"{median / bare:.1f}", "< 20 ms", median < 20)
            self.say("  95th percentile, size", f"{took[len(took) * 95 // 100]:.2f} ms", f"{answers[0][1] / 1000:,.0f} kB")


COPY = """
import os, sys, time
files = []
for at, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(at, name), 'rb') as file:
            files.append((os.path.relpath(os.path.join(at, name), sys.argv[1]), file.read()))
began = time.perf_counter()
for name, data in files:
    path = os.path.join(sys.argv[2], name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as out:
        out.write(data)
print(time.perf_counter() - began, len(files), sum(len(data) for _, data in files))
"""
CLAIM = """SELECT claim.*, stance.*, passage.*, source.* FROM claim JOIN stance ON stance.claim = claim.id
  JOIN passage ON passage.id = stance.passage JOIN source ON source.id = passage.source WHERE claim.id = ?"""
ENTITY = """SELECT DISTINCT claim.id, statement, eventDate, modality FROM claimEntity JOIN claim ON claim.id = claimEntity.claim
  WHERE claimEntity.entity = ?"""
SEARCH = """SELECT kind, id FROM searchIndex JOIN searchItem ON searchItem.number = searchIndex.rowid
  WHERE searchIndex MATCH ? LIMIT 2000"""


def exponent(times, column):
    """The slope of time over size, both as logarithms: 1 is linear."""
    xs, ys = [math.log(row[0]) for row in times], [math.log(row[column]) for row in times]
    x, y = statistics.mean(xs), statistics.mean(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs)


def machine():
    name = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            name = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), name)
    except OSError:
        pass
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return f"{date.today()}, {platform.system()}, {os.cpu_count()} × {name}{load}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("attest")
    parser.add_argument("folder")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    bench = Bench(os.path.abspath(arguments.attest), arguments.folder, arguments.claims, max(1, arguments.repeats))
    print(machine())
    print(f"{'':<52} {'attest':>13} {'floor':>23} {'ratio':>7}")
    bench.measure_import()
    bench.measure_site()
    bench.measure_serve()


if __name__ == "__main__":
    main()
