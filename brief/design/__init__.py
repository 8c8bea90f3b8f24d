"""How it looks: brands, layouts, styles, and the view in which every string is final."""
