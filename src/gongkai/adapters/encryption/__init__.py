"""Encryption of personal data (个人信息加密): keys outside the database, ciphertext bound to its place."""
