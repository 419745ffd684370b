"""Damage (损坏): what copying, converting and careless hands do to reports, with its effect on the truth.

A :class:`~tests.damage.sample.Sample` is a report and what is really printed in it. An operator of
``labels``, ``figures``, ``structure`` or ``words`` changes the report and says how the truth
changes; ``copies`` writes the result into files of every kind; ``score`` compares what was read.
"""
