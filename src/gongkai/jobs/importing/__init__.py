"""Taking over an old site's records (历史数据迁移): reading, checking, writing in batches, reporting."""
