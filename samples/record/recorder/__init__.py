"""The parts of samples/record/record; see README.md beside it."""
