"""The case file (卷宗): all papers of a case in one PDF with index, and a package to hand over."""
