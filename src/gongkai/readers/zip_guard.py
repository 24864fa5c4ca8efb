"""Zip archives from unknown hands: members are read within limits, and whatever is wrong becomes `UnreadableInput`."""

from __future__ import annotations

import io
import zipfile
import zlib
from lzma import LZMAError

from gongkai.errors import UnreadableInput

MIB = 1024 * 1024
# The longest reports have a document.xml of some 5 MiB; the parser takes about ten times a member's size in memory.
MAX_MEMBER_BYTES = 64 * MIB
# Reports with many photographs reach 200 MiB. Pictures are never unpacked, but such an archive deserves suspicion.
MAX_TOTAL_BYTES = 1024 * MIB
# Equal paragraphs and blank pictures shrink a few hundred times, so the ratio counts only above a size that is rare.
MAX_RATIO = 200
RATIO_COUNTS_FROM_BYTES = 16 * MIB

_GET_AGAIN = "Get the file again from its source, or open it in Word and save it as .docx."
_BAD_ARCHIVE = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError, NotImplementedError)


class Archive:
    """The members of a zip archive by their names, which are compared as in OPC: `/` between folders, case ignored."""

    def __init__(self, data: bytes, name: str) -> None:
        """
        Raises:
            UnreadableInput: `damaged`, or `too_large` by the sizes that the archive declares.
        """
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BAD_ARCHIVE as error:
            raise self._damaged(str(error)) from error
        self._members = {_normalised(info.filename): info for info in self._zip.infolist()}
        self._refuse_bomb()

    def __contains__(self, member: str) -> bool:
        return _normalised(member) in self._members

    def has_folder(self, folder: str) -> bool:
        return any(member.startswith(f"{folder.lower()}/") for member in self._members)

    def read(self, member: str) -> bytes:
        """The unpacked bytes of a member.

        Raises:
            KeyError: there is no such member.
            UnreadableInput: `damaged`, `encrypted` or `too_large`; the declared size is not relied upon.
        """
        info = self._members[_normalised(member)]
        if info.flag_bits & 1:
            problem = "the archive is protected with a password"
            raise UnreadableInput(self._name, "encrypted", problem, "Remove the password and try again.")
        try:
            with self._zip.open(info) as file:
                content = file.read(MAX_MEMBER_BYTES + 1)
        except _BAD_ARCHIVE as error:
            raise self._damaged(str(error)) from error
        if len(content) > MAX_MEMBER_BYTES:
            raise self._too_large(f"{member!r} unpacks to more than {MAX_MEMBER_BYTES // MIB} MiB")
        return content

    def _refuse_bomb(self) -> None:
        if sum(info.file_size for info in self._members.values()) > MAX_TOTAL_BYTES:
            raise self._too_large(f"its members unpack to more than {MAX_TOTAL_BYTES // MIB} MiB")
        for member, info in self._members.items():
            if info.file_size > max(RATIO_COUNTS_FROM_BYTES, MAX_RATIO * info.compress_size):
                raise self._too_large(f"{member!r} unpacks to more than {MAX_RATIO} times its size")

    def _damaged(self, detail: str) -> UnreadableInput:
        return UnreadableInput(self._name, "damaged", f"the zip archive is truncated or corrupt ({detail})", _GET_AGAIN)

    def _too_large(self, problem: str) -> UnreadableInput:
        return UnreadableInput(self._name, "too_large", problem, "Remove large attachments, or save the text alone.")


def _normalised(member: str) -> str:
    """Some Windows programs write backslashes."""
    return member.replace("\\", "/").lstrip("/").lower()
