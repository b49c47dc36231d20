"""A kit's folder becomes a ``Kit``: facts and the words of one language, checked against each other.

A kit's folder holds ``kit.yaml`` (facts) and one folder per language: ``kit.yaml``, ``steps.yaml``,
``principles/<id>.yaml`` and ``sheets/<id>.yaml``.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from materialgen.kit.crosscheck import check_facts, check_tools
from materialgen.kit.inside import see_inside
from materialgen.kit.model import Action, Kit, Part, Principle, Question, SheetSpec, Step
from materialgen.kit.schema import (
    KitFacts,
    KitWords,
    PrincipleFacts,
    PrincipleWords,
    QuestionFacts,
    SheetFacts,
    SheetSchema,
    StepFacts,
    StepWords,
)
from materialgen.kit.source import Source, Value, read_source
from materialgen.kit.validate import check_ids, validate
from materialgen.kit.words import check_words_alone
from materialgen.problems import Problem, ProblemsFoundError, UnknownChoiceError, Where, nearest
from materialgen.reads import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_F = TypeVar("_F", StepFacts, PrincipleFacts, QuestionFacts, SheetFacts)


def read_facts(folder: Path) -> tuple[KitFacts, Source]:
    """Read a kit's ``kit.yaml``; raises ``ProblemsFoundError`` with all that is wrong in it."""
    shown = _shown(folder / "kit.yaml")
    source = read_source(see_inside(folder / "kit.yaml", folder, shown), shown)
    problems: list[Problem] = []
    facts = validate(KitFacts, source, problems)
    if facts is None:
        raise ProblemsFoundError(problems)
    return facts, source


def check_choices(folder: Path, languages: Iterable[str], sheets: Iterable[str]) -> tuple[str, ...]:
    """See that a kit has languages and sheets, and return the layouts that it names.

    Facts that cannot be read name none: ``load_kit`` reports them, together with everything else.

    Raises:
        UnknownChoiceError: The kit has no such language or sheet.
    """
    try:
        facts, _ = read_facts(folder)
    except ProblemsFoundError:
        return ()
    for language in languages:
        if language not in facts.languages:
            raise UnknownChoiceError(f"language in the kit '{facts.id}':", language, facts.languages)
    known = [str(sheet.id) for sheet in facts.sheets]
    for one in sheets:
        if one not in known:
            raise UnknownChoiceError(f"sheet in the kit '{facts.id}':", one, known)
    return tuple(dict.fromkeys(str(sheet.layout) for sheet in facts.sheets))


def load_kit(folder: Path, language: str | None, schemas: Mapping[str, SheetSchema]) -> Kit:
    """Load a kit in one language.

    Args:
        folder: The kit's folder.
        language: A language of the kit, or None for its first.
        schemas: What each known layout lets a kit say, by the layout's name.

    Raises:
        ProblemsFoundError: With every problem in all the files of the kit and the language.
        UnknownChoiceError: The kit has no such language.
    """
    return _Loader(folder, schemas).load(language)


def _raw_facts(folder: Path) -> Value:
    """Return what the facts' file holds, unchecked, or None if it is not even YAML."""
    try:
        return read_source(see_inside(folder / "kit.yaml", folder, ""), "").value
    except ProblemsFoundError:
        return None


def _shown(path: Path) -> str:
    """Return a path as the user would type it: relative to the current folder where that is shorter."""
    for here in (path.absolute, path.resolve):
        with suppress(ValueError, OSError, RuntimeError):  # it stands elsewhere, or is a link in a circle
            return here().relative_to(path.cwd()).as_posix()
    return path.as_posix()


def _once(facts: Iterable[_F]) -> list[_F]:
    """Return facts without those whose id has stood before: that is one problem, and its words are another's."""
    first: dict[str, _F] = {}
    for one in facts:
        first.setdefault(str(one.id), one)
    return list(first.values())


class _Loader:
    def __init__(self, folder: Path, schemas: Mapping[str, SheetSchema]) -> None:
        self.folder = folder
        self.schemas = schemas
        self.problems: list[Problem] = []

    def load(self, language: str | None) -> Kit:
        try:
            facts, self.facts_source = read_facts(self.folder)
        except ProblemsFoundError as error:
            models = {name: schema.words for name, schema in self.schemas.items()}
            alone = check_words_alone(self.folder, models, _raw_facts(self.folder), _shown)
            raise ProblemsFoundError([*error.problems, *alone]) from None
        chosen = language or str(facts.languages[0])
        if chosen not in facts.languages:
            raise UnknownChoiceError(f"language in the kit '{facts.id}':", chosen, facts.languages)
        self.language = chosen
        self.words_folder = self.folder / chosen
        self.problems += check_facts(facts, self.facts_source, self.schemas)
        words = self._kit_words(facts)
        steps = self._steps(facts)
        principles = tuple(
            filter(None, (self._principle(number, one) for number, one in enumerate(_once(facts.principles), 1)))
        )
        sheets = tuple(filter(None, (self._sheet(one, steps) for one in _once(facts.sheets))))
        self._check_stray_files("principles", [str(one.id).lower() for one in facts.principles])
        self._check_stray_files("sheets", [str(one.id) for one in facts.sheets])
        if self.problems or words is None:
            raise ProblemsFoundError(self.problems)
        return Kit(
            id=str(facts.id),
            edition=facts.edition,
            language=chosen,
            languages=tuple(map(str, facts.languages)),
            group=facts.group,
            dots=facts.dots,
            breaks=facts.breaks,
            materials={str(tool): rule for tool, rule in facts.materials.items()},
            words=words,
            steps=tuple(steps.values()),
            principles=principles,
            sheets=sheets,
            colour=facts.colour,
        )

    # -- files ------------------------------------------------------------------------------------------------------

    def _read(self, name: str, hint: str | None = None) -> Source | None:
        """Return a file of words, or None with its problems noted; ``hint`` says what to do if it is not there."""
        path = self.words_folder / name
        try:
            shown = _shown(path)
            return read_source(see_inside(path, self.folder, shown), shown, self.language)
        except ProblemsFoundError as error:
            self.problems += (replace(one, hint=hint) if one.code == "missing-file" else one for one in error.problems)
            return None

    def _kit_words(self, facts: KitFacts) -> KitWords | None:
        others = [str(one) for one in facts.languages if (self.folder / one).is_dir()]
        new = others and self.language not in others
        source = self._read(
            "kit.yaml", f"copy the folder '{others[0]}' to '{self.language}', and translate its files" if new else None
        )
        if source is None:
            return None
        words = validate(KitWords, source, self.problems)
        if isinstance(source.value, dict) and isinstance(source.value.get("tools"), dict):  # whatever else is wrong
            self.problems += check_tools(facts, source, self._words_of(one for one in others if one != self.language))
        if words is not None and str(words.language) != self.words_folder.name:
            message = f"the file says language '{words.language}' but stands in the folder '{self.words_folder.name}'"
            self.problems.append(Problem("wrong-language", message, source.where(("language",))))
        return words

    def _words_of(self, languages: Iterable[str]) -> Iterator[Source]:
        """Yield the words of the kit as a whole in other languages, as far as they can be read."""
        for language in languages:
            path = self.folder / language / "kit.yaml"
            with suppress(ProblemsFoundError):
                yield read_source(see_inside(path, self.folder, ""), _shown(path), language)

    def _check_stray_files(self, name: str, known: list[str]) -> None:
        folder = self.words_folder / name
        for path in listed(folder, "*.y*ml"):
            if path.name not in {f"{one}.yaml" for one in known}:
                missing = [one for one in known if not (folder / f"{one}.yaml").is_file()]
                near = nearest(path.stem, missing)
                hint = f"did you mean '{near[0]}'?" if near else "remove it, or add what it belongs to in kit.yaml"
                message = f"no part of the kit is called '{path.stem}', so this file would never be printed"
                self.problems.append(Problem("stray-file", message, Where(_shown(path)), hint))

    # -- steps, principles, sheets ----------------------------------------------------------------------------------

    def _steps(self, facts: KitFacts) -> dict[str, Step]:
        source = self._read("steps.yaml")
        if source is None:
            return {}
        if not isinstance(source.value, dict):
            self.problems.append(Problem("wrong-type", "expected a mapping of steps by id", source.where(())))
            return {}
        self.problems += check_ids(source.value, (one.id for one in facts.steps), "the step", source)
        steps = {}
        for one in _once(facts.steps):
            if str(one.id) in source.value:
                step = self._step(one, source)
                if step is not None:
                    steps[step.id] = step
        return steps

    def _step(self, facts: StepFacts, source: Source) -> Step | None:
        key = str(facts.id)
        words = validate(StepWords, source, self.problems, (key,))
        if words is None:
            return None
        wanted = [str(one.id) for one in facts.parts]
        ids = list(check_ids(words.parts, wanted, "the part", source, (key, "parts")))
        if not words.do and not words.parts:
            ids.append(Problem("missing-key", "the step says nothing to do", source.where((key,)), "add 'do:' here"))
        if ids:
            self.problems += ids
            return None
        parts = tuple(
            Part(
                str(one.id),
                one.who,
                one.minutes,
                one.most,
                words.parts[one.id].title,
                tuple(words.parts[one.id].do),
            )
            for one in facts.parts
        )
        return Step(
            id=key,
            number=facts.number,
            minutes=facts.minutes,
            who=facts.who,
            per_principle=facts.per == "principle",
            tools=tuple(map(str, facts.tools)),
            title=words.title,
            purpose=words.purpose,
            do=tuple(words.do),
            parts=parts,
            guide=words.guide,
            least=facts.least,
        )

    def _principle(self, number: int, facts: PrincipleFacts) -> Principle | None:
        key = str(facts.id)
        hint = "write the principle's words there, or remove it from kit.yaml"
        source = self._read(f"principles/{key.lower()}.yaml", hint)
        if source is None:
            return None
        if not isinstance(source.value, dict) or key not in source.value:
            self.problems += check_ids(
                source.value if isinstance(source.value, dict) else (), [key], "the principle", source
            )
            return None
        self.problems += check_ids(source.value, [key], "the principle", source)
        words = validate(PrincipleWords, source, self.problems, (key,))
        if words is None:
            return None
        before = len(self.problems)
        path = (key, "questions")
        self.problems += check_ids(words.questions, (one.id for one in facts.questions), "the question", source, path)
        for one in _once(facts.questions):
            if one.id in words.questions:
                actions = words.questions[one.id].actions
                at = (*path, str(one.id), "actions")
                self.problems += check_ids(actions, one.actions, "the action", source, at)
        if len(self.problems) > before:
            return None
        questions = tuple(
            Question(
                id=str(one.id),
                number=index,
                text=words.questions[one.id].question,
                group=words.questions[one.id].group,
                actions=tuple(Action(str(action), words.questions[one.id].actions[action]) for action in one.actions),
            )
            for index, one in enumerate(facts.questions, 1)
        )
        return Principle(key, number, facts.colour, words.name, words.short, questions, words.about)

    def _sheet(self, facts: SheetFacts, steps: Mapping[str, Step]) -> SheetSpec | None:
        schema = self.schemas.get(facts.layout)
        hint = f"write the words of the layout '{facts.layout}' there (docs/layouts.md), or remove it from kit.yaml"
        source = self._read(f"sheets/{facts.id}.yaml", hint)
        if schema is None or source is None:
            return None
        words = validate(schema.words, source, self.problems)
        options = None
        if schema.options is not None:
            index = next(i for i, one in enumerate(self._sheet_facts()) if one == facts.id)
            options = validate(schema.options, self.facts_source, self.problems, ("sheets", index, "options"))
        elif facts.options:
            key = next(iter(facts.options))
            message = f"the layout '{facts.layout}' has no options"
            self.problems.append(Problem("unknown-key", message, key.where, "remove it"))
        step = steps.get(str(facts.step)) if facts.step else None
        if words is None:
            return None
        return SheetSpec(
            id=str(facts.id),
            layout=str(facts.layout),
            paper=facts.paper,
            step=step,
            per_principle=facts.per == "principle",
            copies=facts.copies,
            cut=facts.cut,
            colour=facts.colour,
            sides=facts.sides,
            weight=facts.weight,
            words=words,
            options=options,
        )

    def _sheet_facts(self) -> list[object]:
        value = self.facts_source.value
        sheets = value["sheets"] if isinstance(value, dict) else []
        return [one["id"] for one in sheets if isinstance(one, dict)] if isinstance(sheets, list) else []
