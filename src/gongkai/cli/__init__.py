"""The command line: reads arguments, calls the core and the adapters, prints. No database."""
