"""What is other than in the print at hand: which sheets must be printed again, and why."""
