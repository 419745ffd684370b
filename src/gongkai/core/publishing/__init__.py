"""Publishing (信息发布): life cycle, kinds of document, columns, index numbers, terms."""
