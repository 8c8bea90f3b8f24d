"""The libraries with one door, and where the name of an import is not that of its distribution."""

from __future__ import annotations

# The libraries with one door, and the modules that may open it.
DOORS = {
    "dask": r"brief\.press\.execution\.cluster\.dask_client",
    "distributed": r"brief\.press\.execution\.cluster\.(dask_client|worker_tasks)",
    "lxml": r"brief\.translation\.formats\..+",
    "typer": r"brief\.cli(\..+)?",
    "weasyprint": r"brief\.press\."
    r"(engine\.(drawing|engine|pictures|release)|weasyprint_patches(\..+)?)",
}

# Where the name of an import is not the name of its distribution.
DISTRIBUTIONS = {
    "css_inline": "css-inline",
    "dkim": "dkimpy",
    "dns": "dnspython",
    "email_validator": "email-validator",
    "fontTools": "fonttools",
    "markdown_it": "markdown-it-py",
    "PIL": "pillow",
    "pydantic_core": "pydantic",
    "yaml": "pyyaml",
}
