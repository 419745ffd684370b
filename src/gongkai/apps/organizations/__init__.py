"""Public bodies (公开主体), their names, profiles and columns."""
