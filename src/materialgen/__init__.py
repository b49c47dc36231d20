"""materialgen turns workshop content and sheet layouts into print-ready PDF kits, offline."""

__version__ = "0.1.0"
