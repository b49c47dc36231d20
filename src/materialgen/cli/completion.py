"""What a shell proposes when the tab key is pressed: kits, languages, sheets. Nothing is said about what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem


def kits(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the built-in kits that begin so, or else let the shell propose folders."""
    return _kits(incomplete, "dir")


def kits_and_files(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the built-in kits that begin so, or else let the shell propose folders and files."""
    return _kits(incomplete, "file")


def _kits(incomplete: str, others: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from materialgen.kit.find import builtin_kits

    names = [name for name in builtin_kits() if name.startswith(incomplete)]
    return [CompletionItem(incomplete, type=others), *map(CompletionItem, names)]


def languages(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the languages of the command's kit."""
    from click.shell_completion import CompletionItem

    found = [str(one) for one in _facts(ctx).get("languages", [])]
    return [CompletionItem(one) for one in found if one.startswith(incomplete)]


def sheets(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the sheets of the command's kit, after a comma those that have not been named yet."""
    from click.shell_completion import CompletionItem

    before, comma, last = incomplete.rpartition(",")
    named = before.split(",")
    found = [str(one["id"]) for one in _facts(ctx).get("sheets", [])]
    return [CompletionItem(f"{before}{comma}{one}") for one in found if one.startswith(last) and one not in named]


def _facts(ctx: click.Context) -> dict[str, Any]:
    """Return the facts of the command's kit as they stand in its file, unchecked; nothing if they cannot be read.

    Where an option still lacks its value, click has not come to the arguments: they are what is left.
    """
    import yaml

    from materialgen.kit.find import DEFAULT_KIT, find_kit
    from materialgen.problems import UnknownChoiceError

    said = [ctx.params.get("kit"), *(ctx.params.get("what") or ()), *ctx.args]
    name = next(filter(None, said), DEFAULT_KIT)
    try:
        text = (find_kit(name) / "kit.yaml").read_text(encoding="utf-8")
        facts = yaml.safe_load(text)
    except (OSError, UnicodeError, UnknownChoiceError, yaml.YAMLError):
        return {}
    return facts if isinstance(facts, dict) else {}
