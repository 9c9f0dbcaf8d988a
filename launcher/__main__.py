"""`python -m launcher` runs everything until Ctrl-C."""

import sys

from launcher.supervisor import main

if __name__ == "__main__":
    sys.exit(main())
