"""The public tree as files (静态站点): written atomically, every byte on a signed, chained manifest."""
