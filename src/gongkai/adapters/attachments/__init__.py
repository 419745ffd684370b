"""Attachments (附件): what text a file holds, in the open and out of sight."""
