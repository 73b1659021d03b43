"""ichnite and other people's programs, run by turns on the same work: `bench/run --help`. Standard library only."""
