"""A telephone's HEIC as a JPEG, upright: `python -m remiss.files.heic_as_jpeg`, on its own.

The decoder is a large library in C++ and reads what anybody may have made: it runs in a process
that is bounded, writes nothing and may be killed.
"""

import sys

from remiss.files.extracted_text import confine

MOST_PIXELS = 60_000_000
QUALITY = 90


def main() -> None:
    """Print the picture named on the command line as a JPEG, or fail."""
    confine()
    from pi_heif import register_heif_opener  # noqa: PLC0415 -- bounded first
    from PIL import Image  # noqa: PLC0415 -- as above

    register_heif_opener()
    with Image.open(sys.argv[1], formats=("HEIF",)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError(picture.size)
        picture.convert("RGB").save(sys.stdout.buffer, "JPEG", quality=QUALITY)


if __name__ == "__main__":
    main()
