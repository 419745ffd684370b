"""Staff (工作人员), their dated roles, and what they may do."""
