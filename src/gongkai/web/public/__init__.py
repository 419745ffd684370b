"""What readers meet besides the rendered pages: serving the tree, health, limits, error pages."""
