"""XMP metadata (ISO 16684-1) that names the title and language and claims PDF/UA-1 (ISO 14289-1, 5)."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 cannot hold, not even escaped (2.2). A title need not be drawn: no missing glyph is told of it."""


def _escape(text: str) -> str:
    """Return a text as XML holds it."""
    return escape(_NOT_IN_XML.sub("", text))


def xmp_packet(title: str, subject: str, language: str, producer: str) -> bytes:
    """Return the XMP packet; it holds no date, name or path, so that equal input gives equal bytes."""
    names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    body = (
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_escape(title)}</rdf:li></rdf:Alt></dc:title>'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{_escape(subject)}</rdf:li></rdf:Alt></dc:description>'
        f"<dc:language><rdf:Bag><rdf:li>{_escape(language)}</rdf:li></rdf:Bag></dc:language>"
        f"<pdf:Producer>{_escape(producer)}</pdf:Producer><xmp:CreatorTool>{_escape(producer)}</xmp:CreatorTool>"
        "<pdfuaid:part>1</pdfuaid:part>"
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{names}>{body}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()
