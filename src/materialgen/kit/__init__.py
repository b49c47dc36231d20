"""YAML files become a validated kit in which every text remembers its place."""
