"""Rules from year to year, same body (年际衔接): V."""
