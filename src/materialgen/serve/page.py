"""The served page: the gallery with what keeps it live."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from materialgen.preview.gallery import gallery

if TYPE_CHECKING:
    from materialgen.serve.board import Board

_POLICY = {"img-src": "'self' data:", "connect-src": "'self'"}


def page(board: Board, token: str | None) -> str:
    """Return the page as it is now; with a token, texts can be edited."""
    model, state = board.page()
    data = f'{{"state":{state},"token":{json.dumps(token)}}}'
    return gallery(
        model, policy=_POLICY, styles=[_file("serve.css")], scripts=[_file("serve.js")], data={"serve": data}
    )


@cache
def _file(name: str) -> str:
    return (Path(__file__).resolve().parent / name).read_text(encoding="utf-8")
