"""`python -m analysis.cli` is the command `koujing`."""

import sys

from . import main

sys.exit(main())
