"""`python -m rajut.cli`, where `rajut` is not on the path."""

from rajut.cli import main

main()
