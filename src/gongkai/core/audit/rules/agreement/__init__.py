"""Y-03: title, file name, preface, signature and text agree on year and body (前后一致)."""
