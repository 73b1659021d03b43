"""ichnite and other people's programs, run by turns on the same work; needs nothing but Python 3.11. `bench/run --help`."""
