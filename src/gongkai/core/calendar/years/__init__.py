"""One YAML file a year: the notice, its holidays (放假) and its make-up workdays (调休上班)."""
