"""The text of a file nobody says the encoding of."""

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4_000
# Half of the bytes of plain text in UTF-16 are zero; other text has none at all.
_ZEROS_OF_UTF16 = 0.2


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and the encoding's name: by its mark, else UTF-8 if it is, else Windows.

    British banks' files without a mark are UTF-8 or cp1252; a text is UTF-8 by accident only
    if it has no sign beyond ASCII, and then both read it alike.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, errors="replace"), name.removesuffix("-sig")
    head = content[:_LOOKED_AT]
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if zeros and zeros.count(0) > _ZEROS_OF_UTF16 * 2 * len(zeros):
            return content.decode(name, errors="replace"), "utf-16"
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "cp1252"
