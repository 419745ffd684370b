"""Rules over table 2 (主动公开政府信息情况): T2."""
