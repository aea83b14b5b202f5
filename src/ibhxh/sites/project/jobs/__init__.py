"""Work that is done after the answer: a table of jobs, written in the same transaction as what asks for them.

`models` the table · `queue` enqueue and register handlers · `worker` claims with a lease, runs, retries, parks.
A job is done at least once; its handler makes doing it twice harmless.
"""
