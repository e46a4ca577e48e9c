"""`python -m remiss.cli`: the command without its installed script."""

from remiss.cli.app import main

main()
