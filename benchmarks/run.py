"""Run the benchmarks of this folder, all or those named, and print each number beside its peer."""

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOT_BENCHMARKS = {"run", "line", "apart", "__init__"}


def main(wanted: list[str]) -> int:
    sys.path.insert(0, str(HERE.parent))
    known = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_BENCHMARKS)
    if unknown := set(wanted) - set(known):
        print(
            f"No such benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(known)}", file=sys.stderr
        )
        return 2
    broken = 0
    for name in wanted or known:
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"\n{name}: {(module.__doc__ or '').strip().splitlines()[0]}", flush=True)
        for line in module.run():
            print(line, flush=True)
            broken += not line.kept
    if broken:
        print(f"\n{broken} promised limits were passed (marked ✗).", file=sys.stderr)
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
