"""Import: check a returned file, and write its translations into the language file."""
