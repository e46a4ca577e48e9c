"""Telling people: an outbox beside the ledger, and the mail and webhooks that empty it.

Imports only the domain; whoever composes the service imports it, no other layer does.
"""

from notices.folder import Folder
from notices.mail import Mail
from notices.overview import Overview, overview
from notices.pace import Pace
from notices.postman import Postman, over_and_over
from notices.reports import ReportMail
from notices.smtp import Smtp, Tls
from notices.targets import TargetRefused, checked
from notices.told import ToldNotice, told
from notices.webhooks import Webhooks

__all__ = [
    "Folder",
    "Mail",
    "Overview",
    "Pace",
    "Postman",
    "ReportMail",
    "Smtp",
    "TargetRefused",
    "Tls",
    "ToldNotice",
    "Webhooks",
    "checked",
    "over_and_over",
    "overview",
    "told",
]
