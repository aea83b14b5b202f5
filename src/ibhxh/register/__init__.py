"""The register of a unit: who stands how in a month, what that makes due, and the month's account.

Both sides keep one, each from what it knows: the agency from the lines it accepted, the unit from the lines it filed.
Lines of lists become `Movement`s; movements folded over the people give the standing of a month; the difference that a
movement makes is a `Posting`, and postings are never changed, only followed by others. Closing a month sums them up to
the `Account` (C12-TS) beside the list of `Participants` (D09-TS).

`participant` and `movement` what is known · `line_movements` lines of a list → movements · `standing` the fold, with
`month_status` for what the law makes of it · `obligation` → `posting` → `account` and `participant_list`, put together
by `close_month` · `identities` what must hold in every account · `payment` money in, `payment_due` what to pay next ·
`past` the people as the checks that look back ask of them.
"""

from ibhxh.register.account import Account, Columns
from ibhxh.register.account_lines import ACCOUNT_LINES, COLUMN_OF_FUND, COLUMNS, LINE, AccountLine, Measure
from ibhxh.register.allocation import Allocation, allocate
from ibhxh.register.booking import open_month, post
from ibhxh.register.close_month import MonthClose, close_month, participants_of
from ibhxh.register.errors import LineNotPlaced, NotAnAccount
from ibhxh.register.identities import BrokenIdentity, broken_identities
from ibhxh.register.line_movements import Taken, movements_of, movements_of_sheets
from ibhxh.register.movement import LineRef, Movement
from ibhxh.register.participant import Participant
from ibhxh.register.participant_list import ParticipantRow, Participants
from ibhxh.register.past import FiledLine, past_of
from ibhxh.register.payment import Payment
from ibhxh.register.payment_due import PaymentDue, payment_due, payment_reference
from ibhxh.register.posting import Posting
from ibhxh.register.reckoning import Reckoning
from ibhxh.register.standing import month_standing

__all__ = [
    "ACCOUNT_LINES",
    "COLUMNS",
    "COLUMN_OF_FUND",
    "LINE",
    "Account",
    "AccountLine",
    "Allocation",
    "BrokenIdentity",
    "Columns",
    "FiledLine",
    "LineNotPlaced",
    "LineRef",
    "Measure",
    "MonthClose",
    "Movement",
    "NotAnAccount",
    "Participant",
    "ParticipantRow",
    "Participants",
    "Payment",
    "PaymentDue",
    "Posting",
    "Reckoning",
    "Taken",
    "allocate",
    "broken_identities",
    "close_month",
    "month_standing",
    "movements_of",
    "movements_of_sheets",
    "open_month",
    "participants_of",
    "past_of",
    "payment_due",
    "payment_reference",
    "post",
]
