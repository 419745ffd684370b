"""The annual report (年度报告): its model, its cells, how a printed one is read and a new one compiled."""
