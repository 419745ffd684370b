"""How long the command takes to start, beside an interpreter that does nothing."""

import argparse
import subprocess
import sys
import time

COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "gongkai --version": ["-m", "gongkai.cli.main", "--version"],
    "gongkai --help": ["-m", "gongkai.cli.main", "--help"],
    "gongkai rules T3-02": ["-m", "gongkai.cli.main", "rules", "T3-02"],
}
GOAL_MS = 150


def main(arguments: list[str]) -> int:
    """Start each command several times and print the quickest and the middle start."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks startup")
    parser.add_argument("--times", type=int, default=10)
    options = parser.parse_args(arguments)
    print(f"Start-up (goal: gongkai --version in at most {GOAL_MS} ms)")
    print(f"{'command':22} {'quickest ms':>12} {'middle ms':>10}")
    for name, command in COMMANDS.items():
        spent = sorted(start(command) for _ in range(options.times))
        print(f"{name:22} {1000 * spent[0]:12.0f} {1000 * spent[len(spent) // 2]:10.0f}")
    return 0


def start(command: list[str]) -> float:
    """Return the seconds one start takes."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started
