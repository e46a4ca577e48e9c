"""Commands to cases, one file a chapter of their life; approvals that come before an opening.

Each command becomes one Update.
"""
