"""Files of an old site (原站点数据): tables, pages and attachments as they were handed over."""
