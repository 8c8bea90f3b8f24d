"""Files of people: CSV for an import, and the lists of suppressed addresses of other programs."""
