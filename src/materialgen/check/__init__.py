"""Reading back what was built: is every PDF whole, right, legible and accessible, and what the content says?

Knows the plan and the files, not how they were drawn. Its readers (pypdf, PDFium, veraPDF) are never imported by a
build.
"""
