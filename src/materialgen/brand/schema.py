"""What may stand in ``brand.yaml``; everything may be left out."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from materialgen.kit.schema import LANGUAGE_FORM, Id, Model, form_of, matching
from materialgen.kit.text import Text, short

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_COLOUR_WORDS = "a colour like '#005e94', in quotes"
_WEB = re.compile(r"(https?://)?([^\W_]([\w-]*[^\W_])?\.)+[^\W\d_]{2,}(:[0-9]{1,5})?(/[^\s<>\"']*)?\Z")
_WEB_WORDS = "an address like www.example.org/innovation"
_FILE = re.compile(r"[^\x00-\x1f]{1,200}\Z")
_FILE_WORDS = "the name of a file in the brand's folder"

_LANGUAGE = re.compile(LANGUAGE_FORM["pattern"])
_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_BY_LANGUAGE = {
    "type": [*_TEXT["type"], "object"],
    "pattern": r"\S",
    "minProperties": 1,
    "propertyNames": LANGUAGE_FORM,
    "additionalProperties": _TEXT,
}


def _by_language(value: object) -> object:
    """Return a text for all languages as a mapping, too."""
    if isinstance(value, dict):
        odd = next((key for key in value if not _LANGUAGE.match(key)), None)
        if odd is not None:
            message = "expected a text, or a text for each language under its code, like sv or en; found '{key}'"
            raise PydanticCustomError("wrong_form", message, {"key": short(odd)})
        return value
    if value is None or isinstance(value, list):
        return value
    return {"": value}


Colour = Annotated[Text, matching(_COLOUR, _COLOUR_WORDS), WithJsonSchema(form_of(_COLOUR, _COLOUR_WORDS))]
FileName = Annotated[Text, matching(_FILE, _FILE_WORDS), WithJsonSchema(form_of(_FILE, _FILE_WORDS))]
Words = Annotated[dict[str, Text], Field(min_length=1), BeforeValidator(_by_language), WithJsonSchema(_BY_LANGUAGE)]
Addresses = Annotated[
    dict[str, Annotated[Text, matching(_WEB, _WEB_WORDS)]],
    Field(min_length=1),
    BeforeValidator(_by_language),
    WithJsonSchema(_BY_LANGUAGE),
]


class ColourFacts(Model):
    """The organisation's colours, each in place of a colour of the kits.

    Attributes:
        accent: Of sheets that belong to no principle.
        blue, vermillion, green, purple, ochre, teal, rose, indigo: What kits draw in this colour.
    """

    accent: Colour | None = None
    blue: Colour | None = None
    vermillion: Colour | None = None
    green: Colour | None = None
    purple: Colour | None = None
    ochre: Colour | None = None
    teal: Colour | None = None
    rose: Colour | None = None
    indigo: Colour | None = None


class FontFacts(Model):
    """TrueType files (.ttf) in the brand's folder.

    Attributes:
        regular: Of most texts.
        bold: Of titles.
        italic: Of emphasis.
        semibold: Of questions and labels; without it they are bold.
        semibold_italic: Of emphasis inside bold text; without it, it is italic.
    """

    regular: FileName
    bold: FileName
    italic: FileName
    semibold: FileName | None = None
    semibold_italic: FileName | None = None


class BrandFacts(Model):
    """An organisation's own look; everything may be left out.

    Attributes:
        id: Names the folder of the files that are built; without it, the brand's folder does.
        name: The organisation's name, which is read aloud for its logo: a text, or one for each language.
        contact: How it is reached: a text, or one for each language.
        web: The address of its pages: one, or one for each language.
        imprint: A line about who publishes: a text, or one for each language.
        logo: An SVG or PNG file in the brand's folder; needs the name.
        colours: Its colours.
        fonts: Its fonts.
    """

    model_config = ConfigDict(json_schema_extra={"dependencies": {"logo": ["name"]}})

    id: Id | None = None
    name: Words | None = None
    contact: Words | None = None
    web: Addresses | None = None
    imprint: Words | None = None
    logo: FileName | None = None
    colours: ColourFacts | None = None
    fonts: FontFacts | None = None
