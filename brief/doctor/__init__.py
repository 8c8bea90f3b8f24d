"""What brief needs of a machine, what is there, and what to install where."""
