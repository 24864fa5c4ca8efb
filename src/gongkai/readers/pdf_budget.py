"""What one PDF may use up, and unpacking within that: a file of a few kilobytes can ask for gigabytes or for hours."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Literal

from pdfminer.lzw import LZWDecoder

from gongkai.errors import UnreadableInput

MIB = 1024 * 1024
Resource = Literal["unpacked", "drawing", "objects", "marks"]

# Reports of 6 pages, printed from Word and from browsers, use 0.2 MiB, 0.2 MiB, 1,200 and 5,000 of these; a font that
# is embedded whole takes 65,000 objects more. The limits let a hundred times as much pass, or a few dozen such fonts.
LIMITS: dict[Resource, int] = {
    "unpacked": 256 * MIB,  # bytes out of compressed streams
    "drawing": 32 * MIB,  # bytes of drawing instructions run, a form counted each time it is drawn
    "objects": 2_000_000,  # look-ups of indirect objects and codes in font tables
    "marks": 600_000,  # characters, lines and pictures drawn
}
# Of the processor, not of the clock, so that a busy machine changes nothing. A page takes a tenth of a second.
MAX_SECONDS = 60.0
_CHUNK = 4096  # bytes unpacked at once
_END_OF_RUNS = 128  # less is a number of bytes to copy, more is 257 less the number of times to repeat one

_ADVICE = "Print the file to a new PDF, or use the web page or the Word file of the report."


class Budget:
    """Counts down while a file is read; `spend` raises `UnreadableInput` once a limit or the time is exceeded."""

    def __init__(self, name: str, limits: dict[Resource, int] = LIMITS, seconds: float = MAX_SECONDS) -> None:
        self.name = name
        self.n_damaged_streams = 0
        self._left = dict(limits)
        self._deadline = time.thread_time() + seconds

    def spend(self, resource: Resource, amount: int) -> None:
        self._left[resource] -= amount
        if self._left[resource] < 0:
            raise self._exceeded(resource)
        if time.thread_time() > self._deadline:
            raise self.too_complex("reading it takes too long")

    def unpack(self, filter_name: str, data: bytes) -> bytes:
        """`data` decoded by one of the filters that can make them longer.

        A damaged stream gives what stands before the damage, and is counted in `n_damaged_streams`.
        """
        content = bytearray()
        try:
            for piece in _UNPACK[filter_name](data):
                self.spend("unpacked", len(piece))
                content += piece
        except (zlib.error, IndexError, TypeError):
            self.n_damaged_streams += 1
        return bytes(content)

    def too_complex(self, problem: str) -> UnreadableInput:
        return UnreadableInput(self.name, "too_complex", f"the PDF is no report: {problem}", _ADVICE)

    def _exceeded(self, resource: Resource) -> UnreadableInput:
        if resource == "unpacked":
            return UnreadableInput(self.name, "too_large", "the PDF unpacks to far more than a report holds", _ADVICE)
        return self.too_complex(f"limit of {resource} exceeded")


def _inflated(data: bytes) -> Iterator[bytes]:
    engine = zlib.decompressobj()
    for start in range(0, len(data), _CHUNK):
        chunk, before = data[start : start + _CHUNK], engine.copy()
        try:
            yield engine.decompress(chunk)
        except zlib.error as error:
            yield from _up_to_damage(before, chunk)
            if "data check" in str(error):  # all is unpacked, only the checksum at the end is wrong
                return
            raise
    if not engine.eof:
        raise zlib.error("the end is missing")


def _up_to_damage(engine: zlib._Decompress, chunk: bytes) -> Iterator[bytes]:
    for position in range(len(chunk)):
        try:
            yield engine.decompress(chunk[position : position + 1])
        except zlib.error:
            return


def _lzw(data: bytes) -> Iterator[bytes]:
    return LZWDecoder(BytesIO(data)).run()


def _run_lengths(data: bytes) -> Iterator[bytes]:
    position = 0
    while position < len(data) and data[position] != _END_OF_RUNS:
        length = data[position]
        if length < _END_OF_RUNS:
            yield data[position + 1 : position + 2 + length]
            position += 2 + length
        else:
            yield data[position + 1 : position + 2] * (257 - length)
            position += 2


_UNPACK = {
    "FlateDecode": _inflated,
    "Fl": _inflated,
    "LZWDecode": _lzw,
    "LZW": _lzw,
    "RunLengthDecode": _run_lengths,
    "RL": _run_lengths,
}
EXPANDING_FILTERS = frozenset(_UNPACK)
