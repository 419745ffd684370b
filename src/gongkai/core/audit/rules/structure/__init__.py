"""Rules on the parts of a report (结构): S-01 to S-05."""
