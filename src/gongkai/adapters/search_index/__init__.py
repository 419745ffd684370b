"""The search index of a node (检索索引): tantivy in a folder of its own, fed by the worker."""
