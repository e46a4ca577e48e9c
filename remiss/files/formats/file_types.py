"""The types of files that are taken: what programs call each, and how its name ends."""

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOC, XLS = "application/msword", "application/vnd.ms-excel"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
PNG, JPEG, TIFF, HEIC = "image/png", "image/jpeg", "image/tiff", "image/heic"
TEXT, TEXT_UTF16 = "text/plain; charset=utf-8", "text/plain; charset=utf-16"
SIGNATURE = "application/pkcs7-signature"
BUNDLE = "application/zip"
EXTENSIONS = {
    PDF: "pdf",
    DOCX: "docx",
    XLSX: "xlsx",
    DOC: "doc",
    XLS: "xls",
    ODT: "odt",
    ODS: "ods",
    PNG: "png",
    JPEG: "jpg",
    TIFF: "tif",
    HEIC: "heic",
    TEXT: "txt",
    TEXT_UTF16: "txt",
    SIGNATURE: "p7s",
    BUNDLE: "zip",
}
"""The one an attachment is saved under."""
