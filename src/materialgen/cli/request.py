"""What a command is asked to make, the same in every command: which kit, for whom, on what, how printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from materialgen.cli import event, options, press

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from materialgen.brand import Brand
    from materialgen.layout import Layout
    from materialgen.plan import Dots, Event, Plan
    from materialgen.press import Press


def planning(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the flags that say what is planned to a command, which takes them as ``**flags``."""
    for option in (options.paper, event.group, options.start_at, options.labels, options.brand, options.layouts):
        command = option(command)
    return command


def printing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the flags that say what is planned and how it is printed to a command, which takes them as ``**flags``."""
    return planning(press.press(options.no_bundles(command)))


class Request(NamedTuple):
    """What a command is asked to make.

    Attributes:
        folder: The kit's.
        layouts: By name.
        dots: What dots are printed on.
        event: The group.
        paper: ``A4`` for everything on A4; None means the papers that the kit names.
        press: How it is printed.
        bundles: Whether bundles are wanted.
        brand: Whose look it gets; None means the kit's own.
    """

    folder: Path
    layouts: Mapping[str, Layout]
    dots: Dots
    event: Event
    paper: str | None
    press: Press
    bundles: bool
    brand: Brand | None = None

    def output(self, kit: str, language: str) -> Path:
        """Return the folder where the files of a kit in a language go unless another is named."""
        return usual_folder(self.brand.id if self.brand else None, kit, language)

    def plan(self, language: str | None) -> Plan:
        """Return the plan in a language of the kit; None means its first.

        Raises:
            ProblemsFoundError: With what is wrong in the kit, or for the group.
            UnknownChoiceError: The kit has no such language.
        """
        from materialgen.kit.load import load_kit
        from materialgen.plan import make_plan, on_a4
        from materialgen.render.layouts import schemas_of

        kit = load_kit(self.folder, language, schemas_of(self.layouts))
        plan = make_plan(kit, self.dots, self.event, self.brand)
        if self.paper is None:
            return plan
        used = [self.layouts[name] for name in {sheet.layout for sheet in kit.sheets}]
        return on_a4(plan, [one.name for one in used if self.paper in one.papers and one.resizes])


def usual_folder(brand: str | None, kit: str, language: str) -> Path:
    """Return where the files of a kit go when nothing else is said."""
    return Path("output", *([brand] if brand else []), kit, language)


def read_request(
    kit: str | None, flags: Mapping[str, Any], languages: Sequence[str] = (), sheets: Sequence[str] = ()
) -> Request:
    """Return what a command is asked to make.

    Args:
        kit: A built-in kit's name or a folder; None means the built-in kit.
        flags: Of ``planning`` or ``printing``.
        languages: Which the kit must have.
        sheets: Ids of sheets that the kit must have.

    Raises:
        click.UsageError: The flags do not go together.
        UnknownChoiceError: A kit, language, sheet or product does not exist.
        ProblemsFoundError: With what is wrong in the files that the flags name, or in the layouts.
    """
    # Imported here so that --help and --version stay fast.
    from materialgen.kit.find import DEFAULT_KIT, find_kit
    from materialgen.kit.load import check_choices
    from materialgen.press import Press
    from materialgen.render.layouts import find_layouts

    said = press.press_from(flags) if "ink" in flags else Press()
    dots = options.dots(flags["labels"], flags["start_at"])
    folder = find_kit(kit or DEFAULT_KIT)
    layouts = find_layouts(flags["layout_folders"], check_choices(folder, languages, sheets))
    group = event.event_from(folder, flags)
    brand = None
    if flags["brand"] is not None:
        from materialgen.brand import load_brand

        brand = load_brand(flags["brand"])
    return Request(folder, layouts, dots, group, flags["paper"], said, not flags.get("no_bundles", True), brand)
