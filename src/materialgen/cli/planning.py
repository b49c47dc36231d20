"""From a command's arguments to a plan, the same way in every command that needs one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from materialgen.layout import Layout
    from materialgen.plan import Dots, Plan


def planned(
    kit_name: str | None,
    language: str | None,
    layout_folders: Sequence[Path],
    dots: Dots,
    group: Mapping[str, Any],
    only: Sequence[str] = (),
    *,
    paper: str | None = None,
) -> tuple[Plan, dict[str, Layout]]:
    """Return the plan that a command asks for, and the layouts by name.

    Args:
        kit_name: A built-in kit's name or a folder; None means the built-in kit.
        language: None means the kit's first.
        layout_folders: Of the user's own layouts.
        dots: What dots are printed on.
        group: The flags of the group; see ``materialgen.cli.event``.
        only: Ids of sheets, which must exist.
        paper: ``A4`` for everything on A4; None means the papers that the kit names.

    Raises:
        UnknownChoiceError: A kit, language or sheet does not exist.
        ProblemsFoundError: With what is wrong in the kit, the event or the layouts.
    """
    # Imported here so that --help and --version stay fast.
    from materialgen.cli.event import event_from
    from materialgen.kit.find import DEFAULT_KIT, find_kit
    from materialgen.kit.load import check_choices, load_kit
    from materialgen.plan import make_plan
    from materialgen.render.layouts import load_layouts

    folder = find_kit(kit_name or DEFAULT_KIT)
    check_choices(folder, language, only)
    layouts = load_layouts(layout_folders)
    kit = load_kit(folder, language, {name: layout.schema for name, layout in layouts.items()})
    return for_paper(make_plan(kit, dots, event_from(folder, group)), layouts, paper), layouts


def for_paper(plan: Plan, layouts: Mapping[str, Layout], paper: str | None) -> Plan:
    """Return a plan for the paper that is there; raises ``ProblemsFoundError`` if the kit has no words for that."""
    from materialgen.plan import on_a4

    if paper is None:
        return plan
    return on_a4(plan, [layout.name for layout in layouts.values() if paper in layout.papers and layout.resizes])
