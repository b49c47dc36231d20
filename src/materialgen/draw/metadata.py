"""XMP metadata (ISO 16684-1): title, subject and language, and what the file conforms to.

The claims are PDF/UA-1 (ISO 14289-1, clause 5) and PDF/A-2a (ISO 19005-2, 6.6.4).
"""

from __future__ import annotations

import re
from html import escape  # the same five characters; xml.sax.saxutils would load the network's modules

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}

_UA_SCHEMA = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li><rdf:Description pdfaSchema:schema="PDF/UA identification"'
    f' pdfaSchema:namespaceURI="{_NAMESPACES["pdfuaid"]}" pdfaSchema:prefix="pdfuaid">'
    '<pdfaSchema:property><rdf:Seq><rdf:li pdfaProperty:name="part" pdfaProperty:valueType="Integer"'
    ' pdfaProperty:category="internal" pdfaProperty:description="part"/></rdf:Seq></pdfaSchema:property>'
    "</rdf:Description></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)
"""PDF/A does not know the name with which PDF/UA is claimed, so the packet explains it (ISO 19005-2, 6.6.2.3.3)."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 cannot hold, not even escaped (2.2). A title need not be drawn: no missing glyph is told of it."""


def _escape(text: str) -> str:
    """Return a text as XML holds it."""
    return escape(_NOT_IN_XML.sub("", text), quote=False)


def xmp_packet(title: str, subject: str, language: str, author: str, producer: str) -> bytes:
    """Return the XMP packet; it holds no date or path, so that equal input gives equal bytes.

    It says what the information dictionary says (ISO 32000-1, 14.3.3), and more.
    """
    names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    plain = {
        "pdf:Producer": producer,
        "xmp:CreatorTool": producer,
        "pdfuaid:part": "1",
        "pdfaid:part": "2",
        "pdfaid:conformance": "A",
    }
    attributes = "".join(f' {name}="{escape(text)}"' for name, text in plain.items())
    body = (
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_escape(title)}</rdf:li></rdf:Alt></dc:title>'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{_escape(subject)}</rdf:li></rdf:Alt></dc:description>'
        f"<dc:creator><rdf:Seq><rdf:li>{_escape(author)}</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:language><rdf:Bag><rdf:li>{_escape(language)}</rdf:li></rdf:Bag></dc:language>"
        f"{_UA_SCHEMA}"
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{names}{attributes}>{body}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()
