"""A plan becomes PDF files."""
