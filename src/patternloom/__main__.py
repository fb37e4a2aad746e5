"""`python -m patternloom`."""

from patternloom.cli import main

raise SystemExit(main())
