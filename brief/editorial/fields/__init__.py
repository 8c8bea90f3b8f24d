"""Read fields of YAML files: validators of single values, and errors in plain words."""
