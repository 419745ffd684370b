"""The wording of every reply and notice (文书模板), our own, one file a family."""
