"""Screening of text before release (发布前检查): wording, document form, personal data, secrecy marks."""
