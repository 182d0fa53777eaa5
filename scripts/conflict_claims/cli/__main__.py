"""`python -m conflict_claims.cli`: the command without its console script."""

import sys

from conflict_claims.cli.main import main

sys.exit(main())
