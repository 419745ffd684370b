"""Settings of the documentation build (`make docs`)."""

project = "Gongkai"
author = "The Gongkai authors"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "generate_*.py"]
html_theme = "furo"
html_title = "Gongkai 公开"
language = "en"
myst_heading_anchors = 3
