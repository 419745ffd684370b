"""A data set (数据集) out of many annual reports: tidy long tables with their code book."""
