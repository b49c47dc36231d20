"""An organisation's own look: name, contact, logo, colours and fonts, read from a folder of its own."""

from materialgen.brand.load import find_brands, load_brand
from materialgen.brand.model import Brand, Drawing, FontFile, Logo, Path, Raster, Sender

__all__ = ["Brand", "Drawing", "FontFile", "Logo", "Path", "Raster", "Sender", "find_brands", "load_brand"]
