"""Which words of the pages and of the pure rooms are not marked to be translated.

    python tools/unmarked.py [FILE OR FOLDER]…

Ends with 1 where it finds any. Templates: every letter to be read outside a tag of Django's stands in
`{% translate %}` or `{% blocktranslate %}`. Modules: every text of two words and more that is neither given
to gettext (outside an f-string, where no extractor finds it), nor a docstring, nor what only a programmer
reads (assertions, type errors, a model field's help).
A statement of which a line ends with `# stays English` (in a template: a line with `{# stays English #}`) is
left out: what it says is kept in the record or in a file as it was written, or is no English.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "src" / "commonweal"
WEB = CODE / "web"
#: Rooms of a part whose texts people read. What actions write into the record stays as it was written.
ROOMS = ("selectors", "presenters", "forms", "views", "actions", "roles", "panels", "apps")
GETTEXT = {
    "_", "N_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext",
    "pgettext_lazy", "npgettext", "in_both",
}  # fmt: skip
#: Whoever reads these has the code before them, or reads the record as it was written.
FOR_PROGRAMMERS = {
    "TypeError", "AssertionError", "RuntimeError", "NotImplementedError", "KeyError", "LookupError", "tell",
    "record", "reverse", "compile", "sub", "fullmatch", "search", "findall", "split", "strftime", "register",
    "getLogger", "warning", "info", "_tell", "date_format", "raw", "RawSQL", "execute",
}  # fmt: skip
STAYS = "# stays English"
_HIDDEN = re.compile(
    r"(?s){%\s*comment\b.*?endcomment\s*%}|{#.*?#}|<!--.*?-->|<(script|style)\b.*?</\1>"
    r"|{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}"
)
_DJANGO = re.compile(r"(?s){%.*?%}|{{.*?}}")
_TAG = re.compile(r"(?s)<[^>]*>")
_SAID_BY_A_TAG = re.compile(r"""\b(?:aria-label|title|alt|placeholder|data-label|label)\s*=\s*"([^"]*)\"""")
_GIVEN = re.compile(r"""(?s){%\s*(?!translate|trans\b|url|load|if|elif|extends|block)(\w+)(.*?)%}""")
_QUOTED = re.compile(r"""(_\()?"([^"]*)\"""")
_LETTERS = re.compile(r"[A-Za-z]{2}")
_KINDS = re.compile(r"govuk-|cw-|--|^[a-z0-9_ :.,/\[\]()*>~#=-]*[_:=/\[>#][a-z0-9_ :.,/\[\]()*>~#=-]*$")


def in_template(text: str) -> Iterator[tuple[int, str]]:
    """Line and words of each run of letters that is not marked."""

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", found[0])

    open_ = _HIDDEN.sub(blank, re.sub(r"(?m)^.*{# stays English #}.*$", blank, text))
    for tag in _GIVEN.finditer(open_):
        for quoted in _QUOTED.finditer(tag[2]):
            if not quoted[1] and _is_words(quoted[2]):
                yield _line(text, tag.start(2) + quoted.start()), quoted[2]
    plain = _DJANGO.sub(blank, open_)
    for tag in _TAG.finditer(plain):
        for said in _SAID_BY_A_TAG.finditer(tag[0]):
            if _LETTERS.search(said[1]):
                yield _line(text, tag.start() + said.start(1)), said[1]
    for run in re.finditer(r"[^\n]+", _TAG.sub(blank, plain)):
        if _LETTERS.search(re.sub(r"\bcw-[\w-]+", "", run[0])):
            yield _line(text, run.start()), re.sub(r"\s+", " ", run[0]).strip()


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _is_words(text: str) -> bool:
    words = re.sub(r"%-?[A-Za-z]|%\(\w+\)[sd]|\{\w*\}|</?\w[^>]*>", " ", text)
    return " " in text.strip() and len(re.findall(r"[A-Za-z’']{2,}", words)) >= 2 and not _KINDS.search(text)


def in_module(text: str) -> Iterator[tuple[int, str]]:
    """Line and words of each text that is not marked."""
    tree = ast.parse(text)
    lines = text.splitlines()
    left_out = {n for n, line in enumerate(lines, 1) if line.rstrip().endswith(STAYS)}
    for node in ast.walk(tree):
        # A statement may be broken over lines: what is said of one of them is said of it.
        if isinstance(node, ast.stmt) and not hasattr(node, "body"):
            held = range(node.lineno, (node.end_lineno or node.lineno) + 1)
            if any(lines[n - 1].rstrip().endswith(STAYS) for n in held):
                left_out |= set(held)
    for line, words in _unmarked(tree):
        if line not in left_out:
            yield line, words


def _unmarked(node: ast.AST) -> Iterator[tuple[int, str]]:
    for field in ast.iter_child_nodes(node):
        if isinstance(field, ast.Call) and _name(field.func) in GETTEXT | FOR_PROGRAMMERS:
            if _name(field.func) in FOR_PROGRAMMERS:
                continue
            for argument in field.args:
                if not isinstance(argument, ast.Constant):
                    yield from _unmarked(argument)
        elif isinstance(node, ast.Dict) and isinstance(field, ast.Constant) and field in node.keys:
            continue  # what it is called, and not what is said of it
        elif isinstance(field, ast.Expr) and isinstance(field.value, ast.Constant):
            continue  # a docstring
        elif isinstance(field, ast.Assert) or (
            isinstance(field, ast.keyword)
            and field.arg in {"help_text", "name", "verbose_name"}
            and _of_a_model(node)
        ):
            continue
        elif isinstance(field, ast.JoinedStr):
            words = "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in field.values)
            read = re.sub(r"</?\w[^>]*>", " ", words)
            if len(re.findall(r"[A-Za-z’']{2,}", read)) >= 2 and not _KINDS.search(words):
                yield field.lineno, words
            for value in field.values:
                # On Python 3.11 the parts of an f-string are no tokens, and extractors do not look into them.
                yield from _hidden(value)
                if isinstance(value, ast.FormattedValue):
                    yield from _unmarked(value)
        elif isinstance(field, ast.Constant) and isinstance(field.value, str):
            if _is_words(field.value):
                yield field.lineno, field.value
        else:
            yield from _unmarked(field)


def _hidden(value: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(value):
        if isinstance(node, ast.Call) and _name(node.func) in GETTEXT:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield node.lineno, argument.value


def _of_a_model(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and _name(node.func.value) == "models"
    )


def _name(function: ast.AST) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def in_script(text: str) -> Iterator[tuple[int, str]]:
    """Line and words of each sentence of a script: it takes them from the page that it stands in."""
    for n, line in enumerate(text.splitlines(), 1):
        for said in re.finditer(r"""(["'`])([A-Z][^"'`]* [^"'`]*)\1""", line.split("// ")[0]):
            if _is_words(said[2]):
                yield n, said[2]


def files(folder: Path) -> Iterator[Path]:
    """Templates, scripts of our own, the modules of the web's rooms whose texts people read, and every module
    of the pure rooms."""
    for file in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
        if file.suffix == ".html" or (file.suffix == ".js" and "static" in file.parts):
            yield file
        elif file.suffix == ".py" and WEB in file.parents:
            inside = file.relative_to(WEB).with_suffix("").parts[1:]
            if inside and inside[0] in ROOMS:
                yield file
        elif file.suffix == ".py" and file.parent != CODE:
            yield file


READ = {".py": in_module, ".html": in_template, ".js": in_script}


def unmarked(folder: Path = CODE) -> list[str]:
    found = []
    for file in files(folder):
        text = file.read_text(encoding="utf-8")
        for line, words in READ[file.suffix](text):
            found.append(f"{file.relative_to(ROOT)}:{line}: {words[:100]}")
    return found


if __name__ == "__main__":
    folders = [Path(a).resolve() for a in sys.argv[1:]] or [CODE]
    lines = [line for folder in folders for line in unmarked(folder)]
    print("\n".join(lines))
    print(f"{len(lines)} not marked.")
    sys.exit(1 if lines else 0)
