"""Taking over an old site's records (历史数据迁移): what a row means, and what is wrong with it. Pure."""
