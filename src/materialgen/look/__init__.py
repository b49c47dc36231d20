"""The visual system that all layouts share: colours, type scale, signs, the anatomy of a sheet."""
