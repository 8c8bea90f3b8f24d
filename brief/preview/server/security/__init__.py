"""Who may talk to the desk: its own pages, opened with its token."""
