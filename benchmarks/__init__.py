"""What was measured, and the commands that measure it; RESULTS.md has the figures."""
