"""Every act that the code can write into the record, read from the code: the values of each ``act=…``.

An act is often put together of a kind and a verb that the caller gives. So a name is followed to what the
function assigns to it, and a parameter to every call of the function. Whatever cannot be followed so is an
error: then write the act so that it can.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from pathlib import Path

WEB = Path(__file__).resolve().parents[3] / "src/commonweal/web"


@dataclass(frozen=True)
class Module:
    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @cached_property
    def functions(self) -> list[ast.FunctionDef]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)]

    @cached_property
    def called(self) -> list[tuple[ast.FunctionDef, ast.Call]]:
        """Every call, with the function that it stands in."""
        return [(f, node) for f in self.functions for node in ast.walk(f) if isinstance(node, ast.Call)]

    @cached_property
    def origins(self) -> dict[str, Path]:
        """Each name that is imported from the web, and the file of what it names, or that defines it."""
        return {
            alias.asname or alias.name: found
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if (found := self._origin(node, alias.name))
        }

    def _origin(self, node: ast.ImportFrom, name: str) -> Path | None:
        parts = (node.module or "").split(".") if node.module else []
        if node.level:
            folder = self.path.parents[node.level - 1].joinpath(*parts)
        elif parts[:2] == ["commonweal", "web"]:
            folder = WEB.joinpath(*parts[2:])
        else:
            return None
        if (file := folder / f"{name}.py").exists():
            return file
        if (file := folder.with_suffix(".py")).exists():
            return file
        package = folder / "__init__.py"
        return Module(package).origins.get(name) if package.exists() else None

    def calls(self, defined: Path, name: str) -> Iterator[tuple[ast.FunctionDef, ast.Call]]:
        """The calls of a function that another file defines, or this one."""
        for function, call in self.called:
            match call.func:
                case ast.Name(id=said) if said == name:
                    where = self.origins.get(name, self.path)
                case ast.Attribute(attr=said, value=ast.Name(id=module)) if said == name:
                    where = self.origins.get(module)
                case _:
                    continue
            if where == defined:
                yield function, call


@dataclass(frozen=True)
class Scope:
    """A function, and where it stands."""

    module: Module
    function: ast.FunctionDef
    #: What one call of the function gives it.
    known: dict[str, set[str]] = field(default_factory=dict)

    def each_call(self, given: ast.expr) -> set[str]:
        """Every text that an expression can be, one call of the function after another: where a call gives it
        a kind and a verb, no other verb goes with that kind.
        """
        conditions = {
            n for node in ast.walk(given) if isinstance(node, ast.IfExp) for n in ast.walk(node.test)
        }
        names = [n.id for n in ast.walk(given) if isinstance(n, ast.Name) and n not in conditions]
        by_call = [Scope(self.module, self.function, known) for known in self.given(names)] or [self]
        return {text for scope in by_call for text in scope.values(given)}

    def values(self, given: ast.expr) -> set[str]:
        """Every text that an expression can be."""
        match given:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.IfExp(body=body, orelse=orelse):
                return self.values(body) | self.values(orelse)
            case ast.JoinedStr(values=parts):
                return {"".join(each) for each in product(*(self.values(part) for part in parts))}
            case ast.FormattedValue(value=value):
                return self.values(value)
            case ast.Call(func=ast.Attribute(value=value, attr="replace"), args=[old, new]):
                (before,), (after,) = self.values(old), self.values(new)
                return {text.replace(before, after) for text in self.values(value)}
            case ast.Name(id=name) if name in self.known:
                return self.known[name]
            case ast.Name(id=name):
                found = self._assigned(name) | self._passed(name)
                assert found, f"{self.module.path}:{given.lineno}: what is {name}?"
                return found
        raise AssertionError(f"{self.module.path}:{given.lineno}: cannot read {ast.unparse(given)}")

    def _assigned(self, name: str) -> set[str]:
        found: set[str] = set()
        for node in ast.walk(self.function):
            if not isinstance(node, ast.Assign):
                continue
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    found |= self.values(node.value)
                names = [t.id for t in getattr(target, "elts", ()) if isinstance(t, ast.Name)]
                if name in names:
                    for several in self._tuples(node.value):
                        found |= self.values(several.elts[names.index(name)])
        return found

    def _passed(self, name: str) -> set[str]:
        return {text for given in self.given([name]) for text in given[name]}

    def given(self, names: list[str]) -> Iterator[dict[str, set[str]]]:
        """What each call of this function gives those of the names that are its parameters."""
        places = {arg.arg: n for n, arg in enumerate(self.function.args.args)}
        asked = [name for name in names if name in places or name in self._by_name_alone()]
        if not asked:
            return
        for module in modules():
            for function, call in module.calls(self.module.path, self.function.name):
                scope = Scope(module, function)
                named = {k.arg: [k.value] for k in call.keywords}
                found = {n: named.get(n) or scope._at(call, places[n]) for n in asked}
                yield {n: {text for e in given for text in scope.values(e)} for n, given in found.items()}

    def _by_name_alone(self) -> set[str]:
        return {arg.arg for arg in self.function.args.kwonlyargs}

    def _at(self, call: ast.Call, position: int) -> list[ast.expr]:
        """What a call can give at a position, with each ``*several`` in its place."""
        spread: list[list[ast.expr]] = []
        for each in call.args:
            if isinstance(each, ast.Starred):
                spread += [
                    list(same) for same in zip(*(t.elts for t in self._tuples(each.value)), strict=True)
                ]
            else:
                spread.append([each])
        return spread[position] if position < len(spread) else []

    def _tuples(self, given: ast.expr) -> list[ast.Tuple]:
        match given:
            case ast.Tuple():
                return [given]
            case ast.IfExp(body=body, orelse=orelse):
                return self._tuples(body) + self._tuples(orelse)
            case ast.Call(func=ast.Name(id=name)):
                own = next(f for f in self.module.functions if f.name == name)
                returned = [n.value for n in ast.walk(own) if isinstance(n, ast.Return) and n.value]
                return [several for value in returned for several in self._tuples(value)]
        raise AssertionError(f"{self.module.path}:{given.lineno}: cannot read {ast.unparse(given)}")


_MODULES: list[Module] = []


def modules() -> list[Module]:
    """Every module of the web but the record's own, which writes what it is given."""
    if not _MODULES:
        _MODULES.extend(
            Module(path) for path in sorted(WEB.rglob("*.py")) if WEB / "audit" not in path.parents
        )
    return _MODULES


def acts_of_the_code() -> set[str]:
    return {
        act
        for module in modules()
        for function, call in module.called
        for keyword in call.keywords
        if keyword.arg == "act"
        for act in Scope(module, function).each_call(keyword.value)
    }
