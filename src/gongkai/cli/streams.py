"""Where the output goes: a file or standard output, with every trouble of either as an `OutputError`."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from gongkai.errors import OutputError

_ADVICE = {
    errno.ENOENT: "Create its directory first.",
    errno.ENOTDIR: "Part of the path is a file: choose another.",
    errno.EISDIR: "This is a directory: name a file in it.",
    errno.EACCES: "Choose a place where you may write.",
    errno.EPERM: "Choose a place where you may write.",
    errno.EROFS: "Choose a place where you may write.",
    errno.ENOSPC: "Free some space, or write to another disk.",
    errno.EDQUOT: "Free some space, or write to another disk.",
}


@contextlib.contextmanager
def open_output(path: Path | None) -> Iterator[IO[bytes]]:
    """The file, emptied, or standard output for None; complete on disk when the block is left.

    Raises:
        OutputError: it cannot be opened, or not be written to the end. That the reader of a pipe has gone is no error
            of ours, and its `BrokenPipeError` is left to the caller.
    """
    try:
        if path is None:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        else:
            with path.open("wb") as stream:
                yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        if path is None:
            _discard_standard_output()
        advice = _ADVICE.get(error.errno or 0, "Choose another place with --output.")
        raise OutputError(str(path or "<stdout>"), f"cannot be written ({error.strerror})", advice) from error


def printable_standard_output() -> IO[str]:
    """Standard output, with question marks for what its encoding does not have."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return sys.stdout


def _discard_standard_output() -> None:
    """What could not be written must not be tried, and complained about, once more when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
