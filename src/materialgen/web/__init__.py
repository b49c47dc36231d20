"""HTML editions: what a page on the screen is made of, as ``draw`` and ``look`` are for paper."""
