"""The running instance (实例): settings, addresses, the WSGI door."""
