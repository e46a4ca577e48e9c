"""Telling people: an outbox beside the ledger, and the mail and webhooks that empty it.

Imports only the domain; whoever composes the service imports it, no other layer does.
"""

from remiss.notices.delivered import ToldNotice, told
from remiss.notices.mail import Mail
from remiss.notices.mail_folder import Folder
from remiss.notices.overview import Overview, overview
from remiss.notices.pace import Pace
from remiss.notices.postman import Postman, over_and_over
from remiss.notices.report_mail import ReportMail
from remiss.notices.smtp import Smtp, Tls
from remiss.notices.webhook import Webhooks
from remiss.notices.webhook_target import TargetRefused, checked

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
