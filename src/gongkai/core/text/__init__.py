"""Chinese text of the administration: numerals, dates, normalising, sentences and the figures in them."""
