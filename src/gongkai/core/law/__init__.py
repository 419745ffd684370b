"""The law as data and pure functions (法规): forms, terms, fees, replies, remedies."""
