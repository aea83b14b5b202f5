"""Benefits in đồng: one file for each, each ending in the kinds that people ask for.

Days and months are counted by the pure functions of `days`; the money is `Calculation`s over dated law, so that every
figure tells its steps. Whether somebody is entitled at all is told only where it is a matter of counting.
"""
