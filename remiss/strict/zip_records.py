"""The three records of a ZIP file (APPNOTE 6.3), as whoever reads one strictly needs them.

ZIP64 has others; a file within the limits set here never needs them.
"""

import struct

LOCAL_MARK, ENTRY_MARK, END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
LOCAL = struct.Struct("<4s5H3I2H")
"""Before a member: mark, version, flags, method, time, date, crc, two sizes, two lengths."""
ENTRY = struct.Struct("<4s6H3I5H2I")
"""A member in the table of contents: as `LOCAL`, and where it begins."""
END = struct.Struct("<4s4H2IH")
"""The end: disks, counts, length and start of the table of contents, length of a comment."""
