"""Slips: what the agency hands out on paper, with the letterhead of official papers and the electronic seal.

`print_receipt` prints a receipt, `print_slip` any notice. One file composes each of them from `pieces`; `sealed` makes
the QR code and the seal, `slip` sets the whole by `slip.typ`, which finds the page breaks by itself.
"""

from ibhxh.printing.slips.print_slip import print_receipt, print_slip

__all__ = ["print_receipt", "print_slip"]
