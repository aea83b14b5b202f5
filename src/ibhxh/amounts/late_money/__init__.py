"""Late money (lãi chậm đóng, tiền chậm đóng): what late contributions bear, each day of delay by its own law.

`delay` due day, days late, amount that counts · `monthly` interest at a year's yield · `daily` a share for each day ·
`found` a delay cut where the rule changes, and its why · `kinds` the questions. Which rule holds when is data in
`law/late_rules.yaml`; yields are parameters (`investment_yield`, `interbank_9m`), of which the law pack knows a few
years only: others are loaded as overlays.
"""

from ibhxh.amounts.late_money.errors import YieldNotLoaded
from ibhxh.amounts.late_money.found import LateMoney, late_money
from ibhxh.amounts.late_money.kinds import KINDS

__all__ = ["KINDS", "LateMoney", "YieldNotLoaded", "late_money"]
