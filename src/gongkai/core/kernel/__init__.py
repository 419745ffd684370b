"""What every floor shares: findings, rules, refusals and the loader of data files."""
