"""The pages of one edition (稿件): drafting, review, release, comparison."""
