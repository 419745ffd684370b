"""Sending e-mail and SMS (消息发送): one interface, a folder of files or a mail server behind it."""
