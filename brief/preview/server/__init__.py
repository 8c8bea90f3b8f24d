"""The web server of the desk, on loopback only: pages, events, and changes of texts."""
