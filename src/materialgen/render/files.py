"""Writing files so that a reader sees the old file or the new one, never half of one."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from materialgen.problems import Problem, ProblemsFoundError, Where


def prepare_folder(folder: Path) -> None:
    """Make the folder, its parents included, and see that files can be written there.

    Raises:
        ProblemsFoundError: It cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise cannot_write(folder, error) from None


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> bool:
    """Replace a file whole.

    Args:
        path: The file; its folder exists.
        data: Its new content.
        durable: Whether to wait until it is on the disk, so that not even a power cut leaves half of it.

    Returns:
        Whether the content is other than before; an equal file is left as it is.

    Raises:
        ProblemsFoundError: It cannot be written; the old file stays.
    """
    temporary = None
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        handle, temporary = tempfile.mkstemp(prefix=".materialgen-", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        # mkstemp makes the file private; give it the permissions that a plain open would have given or left.
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise cannot_write(path, error) from None
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
    return True


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode) if path.is_file() else 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def cannot_write(path: Path, error: OSError) -> ProblemsFoundError:
    """Return what is told when a file or folder cannot be written."""
    message = f"it cannot be written: {error.strerror or error}"
    hint = "choose another folder with --out, or free the disk"
    return ProblemsFoundError([Problem("cannot-write", message, Where(path.as_posix()), hint)])
