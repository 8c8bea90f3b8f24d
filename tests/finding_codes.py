"""Finds every code that brief's source can give a finding or an error."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CODE = "code"
KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
NO_FINDINGS = {"Explanation"}
"""What takes a code and makes no finding of it."""
SURE = {"error", "warning", "note", "Finding", "Message", "Rule", "ConversionError", "BriefError"}
"""What takes a code and nothing else of that name does; of these every code must be clear."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Codes:
    """The codes that are written out in the source, with a place each.

    `carriers` are the functions and classes that take a code, and which of their arguments it is;
    `patterns` are codes that are put together, as expressions that match them; `unclear` are
    arguments of which nothing can be said.
    """

    carriers: dict[str, int] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)
    unclear: list[str] = field(default_factory=list)


def read_codes(package: Path) -> Codes:
    """Return the codes in every module of a package."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(package.rglob("*.py"))}
    codes = Codes()
    for tree in trees.values():
        codes.carriers.update(_carriers(tree))
    for _ in range(3):  # classes of classes of errors
        for tree in trees.values():
            codes.carriers.update(_heirs(tree, codes.carriers))
    for path, tree in trees.items():
        _Reader(codes, path.relative_to(package.parent).as_posix(), tree).read()
    return codes


def _carriers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield functions with a parameter `code`, and classes that are made with one."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            names = [arg.arg for arg in node.args.args]
            if CODE in names and node.name != "__init__":
                yield node.name, names.index(CODE) - (names[0] in {"self", "cls"})
        if isinstance(node, ast.ClassDef) and node.name not in NO_FINDINGS:
            fields = [
                it.target.id
                for it in node.body
                if isinstance(it, ast.AnnAssign) and isinstance(it.target, ast.Name)
            ]
            for made in node.body:
                if isinstance(made, Function) and made.name == "__init__":
                    fields = [arg.arg for arg in made.args.args[1:]]
            if CODE in fields:
                yield node.name, fields.index(CODE)


def _heirs(tree: ast.Module, carriers: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Yield subclasses of carriers, and names of their partial applications."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign([ast.Name(name)], ast.Call(ast.Name("partial"), [ast.Name(full)])):
                if full in carriers:
                    yield name, carriers[full]
        if not isinstance(node, ast.ClassDef) or any(
            isinstance(it, Function) and it.name == "__init__" for it in node.body
        ):
            continue
        for base in node.bases:
            if isinstance(base, ast.Name) and base.id in carriers:
                yield node.name, carriers[base.id]


class _Reader:
    """Reads one module."""

    def __init__(self, codes: Codes, name: str, tree: ast.Module) -> None:
        self.codes = codes
        self.name = name
        self.tree = tree
        self.around = {
            child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)
        }

    def read(self) -> None:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
                self._own_code(node)
            if isinstance(node, ast.Call):
                self._call(node)
            if isinstance(node, ast.Assign | ast.AnnAssign):
                self._type(node)

    def _type(self, node: ast.Assign | ast.AnnAssign) -> None:
        """Note the codes that a type of codes, `…Code = Literal[…]`, lists."""
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = [it.id for it in targets if isinstance(it, ast.Name)]
        if node.value and any(name.endswith("Code") for name in names):
            for it in ast.walk(node.value):
                if isinstance(it, ast.Constant):
                    self._note(str(it.value), it)

    def _own_code(self, node: ast.ClassDef) -> None:
        """Note the code that a class of errors has by itself."""
        for it in node.body:
            if isinstance(it, ast.Assign) and isinstance(it.value, ast.Constant):
                names = [target.id for target in it.targets if isinstance(target, ast.Name)]
                if CODE in names:
                    self._note(str(it.value.value), it)

    def _call(self, call: ast.Call) -> None:
        function = call.func
        named = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        if named not in self.codes.carriers:
            return
        at = self.codes.carriers[named]
        given = next((it.value for it in call.keywords if it.arg == CODE), None)
        if given is None:
            given = call.args[at] if at < len(call.args) else None
        if given is not None and not self._value(given) and named in SURE:
            self.codes.unclear.append(f"{self.name}:{call.lineno}: {ast.unparse(given)}")

    def _note(self, value: str, node: ast.AST) -> None:
        if KEBAB.fullmatch(value):
            self.codes.written.setdefault(value, f"{self.name}:{getattr(node, 'lineno', 0)}")

    def _value(self, given: ast.expr) -> bool:
        """Note the codes that an expression may be, and return whether all are known."""
        clear = False
        match given:
            case ast.Constant(value=str(value)):
                self._note(value, given)
                clear = True
            case ast.IfExp(body=body, orelse=orelse):
                clear = min(self._value(body), self._value(orelse))
            case ast.BoolOp(values=values):
                clear = min([self._value(value) for value in values])
            case ast.JoinedStr(values=parts):
                pattern = "".join(
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
                    for part in parts
                )
                if " " not in pattern:
                    self.codes.patterns.setdefault(pattern, f"{self.name}:{given.lineno}")
                clear = True
            case ast.Attribute(attr=attr):
                clear = attr == CODE  # the code of another finding, noted where that was made
            case ast.Name(id=name):
                clear = self._variable(name, given)
        return clear

    def _variable(self, name: str, node: ast.AST) -> bool:
        scope = node
        while scope in self.around and not isinstance(scope, Function):
            scope = self.around[scope]
        if isinstance(scope, Function) and any(arg.arg == name for arg in scope.args.args):
            return name == CODE  # a carrier's own, noted where the carrier is called
        return self._assigned(name, scope) or self._assigned(name, self.tree)

    def _assigned(self, name: str, scope: ast.AST) -> bool:
        clear = [
            self._value(inner.value)
            for inner in ast.walk(scope)
            if isinstance(inner, ast.Assign)
            and any(isinstance(target, ast.Name) and target.id == name for target in inner.targets)
        ]
        return bool(clear) and all(clear)
