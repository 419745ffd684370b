"""Reading and auditing many files: worker processes, a spool on disk, one ordered result."""
