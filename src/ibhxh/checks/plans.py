"""Plan codes by what they do to a participation. The code list `plans` has them one by one; here are sets for rules."""

from __future__ import annotations

#: A person begins at this unit, with all funds or, TL, the employment-injury fund alone.
JOINS = ("TM", "TD", "TC", "TH", "TL")
#: Begins with all funds.
JOINS_IN_FULL = ("TM", "TD", "TC")
#: Ends at this unit.
LEAVES = ("GH", "GD", "GC")
#: Away; comes back with ON.
ABSENCES = ("OF", "TS", "KL")
RETURN = "ON"
WAGE_CHANGE = "DC"
#: Back payment of a wage difference; its wage is the difference, not a month's wage.
ARREARS = ("AD", "AT")
#: Plans without which there is no wage to go by.
NAMES_A_WAGE = (*JOINS, WAGE_CHANGE, "AD")

#: Effects (column `effect` of the code list) of lines whose wage is a whole month's.
MONTHLY_WAGE_EFFECTS = ("start", "wage", "resume", "stop", "suspend")
#: Of these the month measured is the last one paid, the one before “from month”.
ENDING_EFFECTS = ("stop", "suspend")
