"""Applications in the office (依申请公开办理): lists, the case, its acts, the register, statistics."""
