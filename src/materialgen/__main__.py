"""``python -m materialgen``."""

from materialgen.cli import main

if __name__ == "__main__":
    main(prog_name="materialgen")
