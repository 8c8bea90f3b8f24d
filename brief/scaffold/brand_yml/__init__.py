"""Import a `_brand.yml` (brand.yml, the convention of Quarto and Shiny) as a brand of the project.

It is imported once, and not read at every build: it has no copyright line, inks or languages, and
half of its keys mean nothing on paper. After the import, `brand.yaml` has all that a page shows.

The package `brand-yml` is not used: it reads the file without positions, so that errors would have
no line, and fills in defaults, so that unused keys could not be listed.
"""
