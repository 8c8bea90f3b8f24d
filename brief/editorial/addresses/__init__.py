"""Web addresses: wrappers of links that programs add, and how an address is shown and encoded."""
