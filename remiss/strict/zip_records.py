"""The records of a ZIP file (APPNOTE 6.3), as whoever reads one strictly needs them."""

import struct

LOCAL_MARK, ENTRY_MARK, END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
LOCAL = struct.Struct("<4s5H3I2H")
"""Before a member: mark, version, flags, method, time, date, crc, two sizes, two lengths."""
ENTRY = struct.Struct("<4s6H3I5H2I")
"""A member in the table of contents: as `LOCAL`, and where it begins."""
END = struct.Struct("<4s4H2IH")
"""The end: disks, counts, length and start of the table of contents, length of a comment."""

DESCRIPTOR_MARK, LARGE_END_MARK, LOCATOR_MARK = b"PK\x07\x08", b"PK\x06\x06", b"PK\x06\x07"
LARGE_END = struct.Struct("<4sQ2H2I4Q")
"""ZIP64's end: its length, versions, disks, counts, length and start of the table of contents."""
LOCATOR = struct.Struct("<4sIQI")
"""Behind it, where it begins, between a disk's number and how many there are."""
LARGE_SIZES = 1
"""The extra field that holds what is too large for 32 bits."""
IN_LARGE_SIZES, DISK_IN_LARGE_SIZES = 0xFFFF_FFFF, 0xFFFF
"""What stands in place of a number that the extra field, or ZIP64's end, holds."""
