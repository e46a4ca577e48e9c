"""Telling people: an outbox beside the ledger, and the mail and webhooks that empty it.

Imports only the domain; whoever composes the service imports it, no other layer does.
"""

from remiss.ledger.reads.notices.delivery_overview import Overview, overview
from remiss.ledger.reads.notices.notices_of_case import ToldNotice, list_told
from remiss.notices.mail import Mail
from remiss.notices.mail_folder import MailFolder
from remiss.notices.outbox.pace import Pace
from remiss.notices.postman import Postman, over_and_over
from remiss.notices.report_mail import ReportMail
from remiss.notices.smtp import Smtp, Tls
from remiss.notices.webhooks.signed_webhook import Webhooks
from remiss.notices.webhooks.webhook_target import TargetRefused, check_target

__all__ = [
    "Mail",
    "MailFolder",
    "Overview",
    "Pace",
    "Postman",
    "ReportMail",
    "Smtp",
    "TargetRefused",
    "Tls",
    "ToldNotice",
    "Webhooks",
    "check_target",
    "list_told",
    "over_and_over",
    "overview",
]
