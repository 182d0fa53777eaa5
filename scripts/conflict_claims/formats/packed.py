"""Files that are compressed by gzip or zstd, read up to the first fault in them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pyarrow as pa

CODECS = {".gz": "gzip", ".zst": "zstd"}
"""How a file is compressed, in the words of pyarrow, by the ending of its name."""

RESTORE = "restore the file and do this again; what could be read is taken, but may be wrong near the fault"
"""How to mend a file that cannot be read to its end."""

_STEP = 1 << 18


class Packed:
    """A compressed file that gives what can be read before a fault, and raises then; Arrow gives no part of a step."""

    def __init__(self, path: Path, codec: str) -> None:
        """Open the file.

        Raises:
            OSError: it cannot be opened.
        """
        self.path, self.codec = path, codec
        self.at = 0
        self.fault: OSError | None = None
        self.stream = self._opened()
        if not path.stat().st_size:  # Arrow takes it for one that holds nothing
            self.fault = OSError(f"an empty file, which no {codec} file is")

    def close(self) -> None:
        """Close the file."""
        self.stream.close()

    def read(self, size: int, /) -> bytes:
        """The next bytes, up to `size`; none at the end.

        Raises:
            OSError: what was read before is all that can be read.
        """
        try:
            data: bytes = b"" if self.fault else self.stream.read(size)
        except (OSError, pa.ArrowException) as error:
            self.fault, data = OSError(str(error).split("\n")[0]), self._again(size)
        if self.fault and not data:
            raise self.fault
        self.at += len(data)
        return data

    def _again(self, size: int) -> bytes:
        """The bytes of a step that failed, one at a time, up to the fault."""
        kept = bytearray()
        with suppress(OSError, pa.ArrowException), self._opened() as stream:
            left = self.at
            while left and (passed := len(stream.read(min(left, _STEP)))):
                left -= passed
            while len(kept) < size and (byte := stream.read(1)):
                kept += byte
        return bytes(kept)

    def _opened(self) -> pa.NativeFile:
        name = os.fsencode(self.path).decode("utf-8", "replace")
        # Arrow takes names in UTF-8 alone.
        source = name if name == str(self.path) else self.path.open("rb")
        return pa.input_stream(source, compression=self.codec, buffer_size=_STEP)
