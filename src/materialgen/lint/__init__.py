"""A kit's words become advice: plain language, typography, and languages that stay in step. Warnings only."""
