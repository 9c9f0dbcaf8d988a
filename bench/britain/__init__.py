"""British households whose every row's truth is known, in the wordings of British banks."""
