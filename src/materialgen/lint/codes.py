"""The codes of all warnings: what each is about, in the words of the documentation."""

from __future__ import annotations

BETWEEN_LANGUAGES = {
    "translation-missing": "something stands in one language and not in the other",
    "translation-length": "a list has more entries in one language than in the other",
    "translation-placeholder": "a text has a placeholder that the same text in the other language lacks",
    "translation-same": "a text is the same, word for word, in two languages",
    "translation-behind": "a text has changed in one language since the other was last declared in step",
    "translation-order": "a list has another order than when the languages were last declared in step",
    "translation-undeclared": "texts that have not been declared in step, or languages.lock is missing or unreadable",
}
"""Found by comparing languages, so only when all of them are looked at."""

OF_SILENCERS = {
    "silencer-unclear": "a `# lint:` comment without a known code, or without a reason",
    "silencer-unused": "a `# lint: ok` comment that silences nothing",
}
"""About the comments that silence other warnings; they cannot be silenced themselves."""

CODES = {
    "heavy-text": "a text with a high LIX: long sentences, long words",
    "heavy-actions": "the actions of a principle have a LIX of 45 or more together",
    "doubled-word": "a word stands twice",
    "stray-space": "two spaces, a space at the end of a text or before a punctuation mark",
    "straight-quote": "a straight quotation mark or apostrophe",
    "foreign-quote": "a quotation mark of another language",
    "range-hyphen": "a hyphen between two numbers, where an en dash belongs",
    "pause-hyphen": "a hyphen used as a dash",
    "missing-full-stop": "a sentence without its full stop",
    "mixed-forms": "a list in which some entries begin with an imperative and some with another form of the verb",
    "screen-word": "a word that makes sense on a screen, not on paper",
    "stiff-word": "officialese, or a noun made of a verb",
    "avoided-term": "a word that the kit's terms.yaml asks to avoid",
    "mixed-address": "the reader is addressed in two ways: du and ni",
    "similar-actions": "two actions that say almost the same",
    "other-language": "a text that seems to be in another language than its folder",
    "cut-text": "a text cut short by a space and a '#': what follows is a comment and is not printed",
    "lone-heading": "a heading with an empty list below it",
    "dots-mismatch": "a number of dots or triangles that is not that of kit.yaml, or more triangles than questions",
    "step-without-sheet": "a numbered step that no sheet belongs to",
    "no-actions": "a question without actions, in a kit whose other questions have some",
    **BETWEEN_LANGUAGES,
    **OF_SILENCERS,
}
