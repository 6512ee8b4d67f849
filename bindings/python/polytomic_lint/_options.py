"""The options, each declared once: what type checkers, ``help()``, and the linter are told."""

from __future__ import annotations

import inspect
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, Optional, TypedDict, TypeVar, Union, cast

Level = Literal["off", "advice", "warning", "error"]


class Options(TypedDict, total=False):
    """What every call takes by keyword; None is the default."""

    filename: Optional[str]
    """What messages call the body; ``.jsonc`` at its end allows comments and trailing commas."""
    api_version: Optional[str]
    """The API version to check against, such as ``"2024-02-08"``; the latest by default."""
    endpoint: Optional[Literal["create", "update"]]
    """Which request the body is for; ``"create"`` by default."""
    metadata: Optional[Union[Mapping[str, Any], Iterable[Union[str, os.PathLike[str]]]]]
    """Saved responses of the API to check against: files and folders, or what is in them by name."""
    strict: Optional[bool]
    """Whether the warnings of rules about shape are errors."""
    pedantic: Optional[bool]
    """Whether advice is shown too."""
    jsonc: Optional[bool]
    """Whether comments and trailing commas are allowed, whatever the name is."""
    select: Optional[Iterable[str]]
    """The only rules to run, advice included: codes, names, or groups."""
    ignore: Optional[Iterable[str]]
    """Rules not to run: codes, names, or groups."""
    rules: Optional[Mapping[str, Level]]
    """Levels of rules, by code, name, or group."""
    template_markers: Optional[Iterable[str]]
    """A string that contains one of these, such as ``"${"``, is filled in later and satisfies every
    rule."""


Call = TypeVar("Call", bound=Callable[..., Any])


def takes_options(call: Call) -> Call:
    """Shows the options by name where a call takes them as ``**options``."""
    signature = inspect.signature(call)
    own = [one for one in signature.parameters.values() if one.kind is not one.VAR_KEYWORD]
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
        for name, kind in Options.__annotations__.items()
    ]
    call.__signature__ = signature.replace(parameters=own + options)  # type: ignore[attr-defined]
    return call


def as_json(options: Options) -> str:
    """The options as the linter reads them."""
    for name in options:
        if name not in Options.__annotations__:
            raise TypeError(f"unexpected keyword argument {name!r}")
    plain = {name: _plain(value) for name, value in options.items()}
    metadata = options.get("metadata")
    if metadata is not None and not isinstance(metadata, (Mapping, str)):
        plain["metadata"] = _responses(Path(path) for path in metadata)
    return json.dumps({**plain, "positions": "code-points"})


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, Any]", value))
    # One string is not a list of strings; the linter says so.
    if isinstance(value, Iterable) and not isinstance(value, str):
        return list(cast("Iterable[Any]", value))
    return value


def _responses(paths: Iterable[Path]) -> dict[str, str]:
    """What is in files, and in those of folders that may be responses."""
    files = (path.rglob("*.json") if path.is_dir() else [path] for path in paths)
    return {
        path.as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for found in files
        for path in sorted(found)
    }
