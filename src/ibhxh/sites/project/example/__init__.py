"""The example world: the invented factory, its agency, their keys, on a clock of their own. Nobody in it is real.

`cast` who lives there · `world` makes it in an empty folder of data; what each site puts into its own tables lies
with that site, in `example`.
"""
