"""`python -m remiss.cli`: the command without its installed script."""

from remiss.cli.program import main

main()
