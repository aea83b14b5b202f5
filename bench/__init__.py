"""Measurements: each module's `run()` gives figures as ratios of one run, against the barest way to do the same work.

An absolute time says little on a shared machine; that ours takes so many times the floor says something anywhere.
"""
