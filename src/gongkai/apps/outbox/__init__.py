"""The outbox (待办队列): what is to happen after a transaction, written inside it."""
