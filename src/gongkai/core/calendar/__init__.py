"""The calendar of working days (工作日), from the State Council's yearly notices."""
