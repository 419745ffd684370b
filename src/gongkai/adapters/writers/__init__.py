"""Writers of files: reports and findings, each into one format."""
