"""Rules over the arithmetic inside the prose (正文数字自洽, A-01 to A-10)."""
