"""The gallery as a file: complete in itself, and strict about what may run in it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

from materialgen.preview.gallery import data_url, gallery
from materialgen.preview.model import PreviewModel, StepModel

MODEL = PreviewModel(
    kit="tiny",
    title='Ett "<b>läge</b>" & mer',
    edition="2026-11",
    language="sv",
    participants=6,
    tables=2,
    made="materialgen",
    steps=(StepModel("work", "1", "</script><img src=x onerror=alert(1)>"),),
    documents=(),
)


class Parts(HTMLParser):
    """What a browser would see: every element with its attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self._text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        if tag in {"script", "style", "title"}:
            self._open, self._text = (tag, dict(attrs)), ""

    def handle_data(self, data: str) -> None:
        """Note the text of a script or a style."""
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        """End a script or a style."""
        if self._open and tag == self._open[0]:
            self.texts.append((*self._open, self._text))
            self._open = None

    def of(self, tag: str) -> list[str]:
        """Return the texts of elements; of scripts, those that run."""
        return [text for name, attributes, text in self.texts if name == tag and attributes.get("type") is None]

    @property
    def policy(self) -> dict[str, str]:
        """The directives of the content security policy."""
        [content] = [one["content"] for tag, one in self.elements if one.get("http-equiv") == "Content-Security-Policy"]
        assert content is not None
        return dict(one.strip().split(" ", 1) for one in content.split(";"))


@pytest.fixture
def parts() -> Parts:
    """Return the gallery of a kit with hostile words, read."""
    return Parts(gallery(MODEL))


def sources(texts: list[str]) -> list[str]:
    """Return the hashes that allow texts to run."""
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
    return [f"'sha256-{one}'" for one in digests]


def test_only_the_gallerys_own_styles_and_programs_may_run(parts: Parts) -> None:
    """The policy names each by its hash, and allows nothing else to be loaded but what the file holds."""
    policy = parts.policy
    assert len(parts.of("script")) == 1
    assert policy["script-src"].split() == sources(parts.of("script"))
    assert policy["style-src"].split() == sources(parts.of("style"))
    rest = {name: value for name, value in policy.items() if name not in {"script-src", "style-src"}}
    assert rest == {
        "default-src": "'none'",
        "font-src": "data:",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_a_changed_program_is_not_allowed(parts: Parts) -> None:
    """The control: one more character, and the policy does not know the program."""
    assert sources([parts.of("script")[0] + " "])[0] not in parts.policy["script-src"]


def test_programs_and_styles_of_others_are_allowed_when_they_are_handed_in() -> None:
    """What the live preview adds gets its own hashes, policy and values."""
    page = gallery(
        MODEL,
        policy={"img-src": "'self'", "connect-src": "'self'"},
        styles=["b{}"],
        scripts=["1;"],
        data={"more": '{"a":1}'},
    )
    parts = Parts(page)
    assert parts.of("script")[-1] == "1;"
    assert sources(["1;"])[0] in parts.policy["script-src"]
    assert sources(["b{}"])[0] in parts.policy["style-src"]
    assert (parts.policy["img-src"], parts.policy["connect-src"]) == ("'self'", "'self'")
    assert ("script", {"type": "application/json", "id": "more"}, '{"a":1}') in parts.texts


def test_the_page_has_no_handlers_styles_or_addresses_in_its_elements(parts: Parts) -> None:
    """Nothing in an element runs, looks or leads anywhere but inside the file."""
    for tag, attributes in parts.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
        assert not {"src", "srcset", "action"} & set(attributes), tag
        assert (attributes.get("href") or "#").startswith("#"), tag
    assert [tag for tag, _ in parts.elements if tag in {"link", "iframe", "object", "base"}] == []


def test_words_of_the_kit_stay_words(parts: Parts) -> None:
    """Markup in a title or a step is shown, never run: the file has no picture or bold text of theirs."""
    assert [text for tag, _, text in parts.texts if tag == "title"] == ['Ett "<b>läge</b>" & mer – tiny (sv)']
    assert not [tag for tag, _ in parts.elements if tag in {"img", "b"}]
    [model] = [text for _, attributes, text in parts.texts if attributes.get("id") == "model"]
    assert json.loads(model)["steps"][0]["title"] == MODEL.steps[0].title


def test_the_program_touches_nothing_outside_the_page(parts: Parts) -> None:
    """It is strict, stores nothing, fetches nothing and makes no HTML from texts."""
    [program] = parts.of("script")
    assert program.startswith("'use strict';")
    storing = r"localStorage|sessionStorage|cookie|indexedDB|fetch\(|XMLHttp"
    making = r"innerHTML|outerHTML|insertAdjacent|eval\(|Function\("
    assert re.findall(f"{storing}|{making}", program) == []
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)\S+", program + "".join(parts.of("style"))) == []


def test_every_element_that_the_program_asks_for_is_there(parts: Parts) -> None:
    """Each id in the program stands once in the page."""
    ids = [attributes["id"] for _, attributes in parts.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    asked = set(re.findall(r"by\('([a-z-]+)'\)", parts.of("script")[0]))
    assert len(asked) > 20
    assert asked <= set(ids)


def test_a_picture_becomes_its_own_address() -> None:
    """The address of a picture in the file is its bytes."""
    kind, _, data = data_url(b"\x89PNG\r\n").partition(",")
    assert kind == "data:image/png;base64"
    assert base64.b64decode(data) == b"\x89PNG\r\n"
