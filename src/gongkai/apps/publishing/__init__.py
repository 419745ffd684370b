"""Publishing (信息发布): documents, editions, review, release, register."""
