"""The files of a pack's folder: which there may be, how big, and in which encoding."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from commonweal.words import _

from .problems import Problem

MAX_YAML = 5_000_000
MAX_CSV = 50_000_000
_HEADER_BYTES = 65_536

#: Each kind of file that something reads; all others are a problem, so that a misnamed file is seen.
LAYOUT = (
    "pack.yaml",
    "site.yaml",
    "targets.yaml",
    "area_sets.yaml",
    "datasets.yaml",
    "places.csv",
    "frameworks/*.yaml",
    "toolkits/*.yaml",
    "test-sets/*.yaml",
    "circles/*.yaml",
    "indicators/*.yaml",
    "figures/*.csv",
    "locale/*.po",
)
PASSED_OVER = ("README.md", "LICENSE*", "LICENCE*")


@dataclass(frozen=True)
class Folder:
    """A pack's folder. Problems go to ``complain``, with the file as a person would type its path."""

    path: Path
    complain: Callable[[Problem], None]

    def name(self, relative: str) -> str:
        """A name that is no UTF-8 has a question mark for what cannot be printed."""
        return str(self.path / relative).encode("utf-8", "replace").decode()

    def say(self, relative: str, line: int, message: str, fix: str, where: str = "") -> None:
        self.complain(Problem(self.name(relative), line, where, message, fix))

    def files(self) -> list[str]:
        """Paths inside the folder of what is to be read, in order; the rest is complained of."""
        read: list[str] = []
        for path in sorted(self.path.rglob("*")):
            relative = path.relative_to(self.path).as_posix()
            if any(part.startswith(".") for part in relative.split("/")):
                continue
            try:
                mode = path.lstat().st_mode
            except OSError as error:
                self._unreadable(relative, error)
                continue
            if not _is_utf8(relative):
                fix = _("Give it a name of letters, digits and '-'.")
                self.say(relative, 0, _("The name of this file is not UTF-8."), fix)
            elif stat.S_ISDIR(mode):
                if any(_fits(relative, shape) for shape in LAYOUT):
                    self.say(relative, 0, _("This is a folder."), _("Put the file itself here."))
                elif not os.access(path, os.R_OK | os.X_OK):
                    self._unreadable(relative, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
            elif not stat.S_ISREG(mode):
                self.say(relative, 0, _("This is a link or a device."), _("Put the file itself here."))
            elif any(_fits(relative, shape) for shape in LAYOUT):
                read.append(relative)
            elif not any(_fits(relative, shape) for shape in PASSED_OVER):
                self.say(relative, 0, _("Nothing reads this file."), _other_name(relative))
        return read

    def text(self, relative: str, limit: int) -> str | None:
        """The file as text with a byte-order mark taken off.

        None where it is too big or not UTF-8, or cannot be read.
        """
        try:
            if self._too_big(relative, limit):
                return None
            return self._decoded(relative, (self.path / relative).read_bytes())
        except OSError as error:
            self._unreadable(relative, error)
            return None

    def beginning(self, relative: str, limit: int) -> str | None:
        """The first line of a file, of which no more than 64 KB is read; None as for :meth:`text`."""
        try:
            if self._too_big(relative, limit):
                return None
            with (self.path / relative).open("rb") as file:
                return self._decoded(relative, file.readline(_HEADER_BYTES))
        except OSError as error:
            self._unreadable(relative, error)
            return None

    def _unreadable(self, relative: str, error: OSError) -> None:
        message = _("This cannot be read: {reason}.").format(reason=error.strerror or error)
        fix = _("Let whoever checks the pack read it (chmod a+rX), or put it here anew.")
        self.say(relative, 0, message, fix)

    def _too_big(self, relative: str, limit: int) -> bool:
        size = (self.path / relative).stat().st_size
        if size > limit:
            message = _("The file has {size} MB; the most is {most} MB.").format(
                size=f"{size / 1e6:,.1f}", most=f"{limit / 1e6:,.0f}"
            )
            self.say(relative, 0, message, _("Divide it into several files."))
        return size > limit

    def _decoded(self, relative: str, content: bytes) -> str | None:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
            message = (
                _("The file is UTF-16.")
                if utf16
                else _("The byte {byte} is not UTF-8.").format(byte=f"{content[error.start]:#04x}")
            )
            self.say(relative, 0 if utf16 else line, message, _("Save the file in the encoding UTF-8."))
            return None


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fits(relative: str, shape: str) -> bool:
    return relative.count("/") == shape.count("/") and fnmatchcase(relative, shape)


def _other_name(relative: str) -> str:
    stem, _dot, ending = relative.rpartition(".")
    if ending in ("yml", "YAML", "YML") and any(_fits(f"{stem}.yaml", shape) for shape in LAYOUT):
        return _("Call it {name}.").format(name=f"{stem}.yaml")
    if ending == "CSV" and any(_fits(f"{stem}.csv", shape) for shape in LAYOUT):
        return _("Call it {name}.").format(name=f"{stem}.csv")
    return _("Take it out, or call it what it is: {names}.").format(names=", ".join(LAYOUT))
