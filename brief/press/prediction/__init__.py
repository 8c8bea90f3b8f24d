"""Predict a page's layout from templates, so that one layout of the page itself is enough.

In sequence: `outline` (the page's structure and texts), `sample_page` (the same structure with
placeholder texts), `page_template` (what a layout of a sample page shows), `compose` (a template
put together from those of small model pages), `predict` (the template filled with the page's own
texts). `template_store` runs the sequence and caches the templates. See docs/prediction.md.
"""
