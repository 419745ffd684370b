"""Rules over table 3 (收到和处理政府信息公开申请情况): T3."""
