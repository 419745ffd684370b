"""The two tariffs of the information processing fee (信息处理费), by day of effect."""
