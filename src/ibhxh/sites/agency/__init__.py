"""The agency's site: what comes in, how it is settled, what goes out.

`gateway/` the interface packages come through: stored before answered · `staff/` who works here · `cases/` the queue,
the case, accept and return line by line, decisions · `register/` units, people, postings, the close of a month ·
`notices/` what is sealed and handed out. The employer's site is never imported.
"""
