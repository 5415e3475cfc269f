"""A picture without what it says of where, when and by whom it was taken: its pixels are left as they are.

Nothing is decoded or compressed again. Of a JPEG, only what draws it is kept (and its orientation); of a PNG, only
what draws it. Everything after the end of the picture is dropped: some telephones put a short film there.
"""

from __future__ import annotations

import struct
import zlib

from sextant.errors import BadInput

_DRAWS_PNG = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs",
}  # fmt: skip
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_START, _END, _SCAN, _EXIF, _ADOBE, _ICC = 0xD8, 0xD9, 0xDA, 0xE1, 0xEE, 0xE2
_ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ORIENTATION = 0x0112
MOST_PIXELS = 60_000_000


def stripped_jpeg(content: bytes) -> bytes:
    """A JPEG with what draws it and nothing else. Raises BadInput when it is cut or is no JPEG."""
    if not content.startswith(_JPEG):
        raise _unreadable()
    kept, at, turned = [], 2, 1
    try:
        while True:
            if content[at] != 0xFF:
                raise _unreadable()
            while content[at + 1] == 0xFF:  # padding
                at += 1
            marker = content[at + 1]
            if marker == _END:
                break
            if marker in _ALONE:
                at += 2
                continue
            (length,) = struct.unpack_from(">H", content, at + 2)
            end = at + 2 + length
            segment = content[at + 4 : end]
            if end > len(content) or length < 2:
                raise _unreadable()
            if marker == _EXIF and segment.startswith(b"Exif\0\0"):
                turned = _orientation(segment[6:])
            if marker in _FRAMES:
                _refuse_large(*struct.unpack_from(">HH", segment, 1))
            end = _scan_end(content, end) if marker == _SCAN else end
            if _draws(marker, segment):
                kept.append(content[at:end])
            at = end
    except (IndexError, struct.error):
        raise _unreadable() from None
    return b"\xff\xd8" + _turn(turned) + b"".join(kept) + b"\xff\xd9"


def stripped_png(content: bytes) -> bytes:
    """A PNG with what draws it and nothing else. Raises BadInput when it is cut, altered, or is no PNG."""
    if not content.startswith(_PNG):
        raise _unreadable()
    kept, at = [_PNG], len(_PNG)
    while True:
        if at + 12 > len(content):
            raise _unreadable()
        (length,) = struct.unpack_from(">I", content, at)
        name, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise _unreadable()
        (check,) = struct.unpack_from(">I", content, end - 4)
        if zlib.crc32(content[at + 4 : end - 4]) != check:
            raise _unreadable()
        if name == b"IHDR":
            _refuse_large(*struct.unpack_from(">II", content, at + 8))
        if name in _DRAWS_PNG:
            kept.append(content[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end


def _draws(marker: int, segment: bytes) -> bool:
    """Whether a segment is needed to draw: tables, frames, scans, colours; no comment, no application data."""
    if marker == _ICC:
        return segment.startswith(b"ICC_PROFILE\0")
    if marker == _ADOBE:
        return segment.startswith(b"Adobe")
    return not (0xE1 <= marker <= 0xEF or marker == 0xFE)


def _scan_end(content: bytes, at: int) -> int:
    """Where the compressed data of a scan ends: at the next marker that is not part of it."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise _unreadable()
        if content[at + 1] == 0 or 0xD0 <= content[at + 1] <= 0xD7:
            at += 2
        else:
            return at


def _orientation(tiff: bytes) -> int:
    """Which way up the picture is, 1 to 8; 1 when it is not told or cannot be read."""
    try:
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        (first,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, first)
        for number in range(count):
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except (KeyError, struct.error):
        pass
    return 1


def _turn(orientation: int) -> bytes:
    """The one fact of the camera that is kept: which way up."""
    if orientation == 1:
        return b""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _refuse_large(one: int, other: int) -> None:
    if not 0 < one * other <= MOST_PIXELS:
        raise BadInput(
            f"cette image a {one * other // 1_000_000} millions de points, {MOST_PIXELS // 1_000_000} au plus",
            remedy="Réduisez-la, puis déposez-la de nouveau.",
        )


def _unreadable() -> BadInput:
    return BadInput(
        "cette image est coupée ou ne se lit pas",
        remedy="Ouvrez-la, puis enregistrez-la de nouveau en JPEG ou PNG.",
    )
