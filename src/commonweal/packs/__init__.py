"""Packs: the content that policy people own. Read it from YAML and CSV, check it, write it again."""

from .check import check
from .digest import digest
from .files import files_digest
from .pack import Pack
from .problems import PackRefused, Problem
from .read import Library, notices_of, read, read_library
from .write import write

__all__ = [
    "Library",
    "Pack",
    "PackRefused",
    "Problem",
    "check",
    "digest",
    "files_digest",
    "notices_of",
    "read",
    "read_library",
    "write",
]
