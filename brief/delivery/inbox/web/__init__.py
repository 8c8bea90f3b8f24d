"""The web server for one-click unsubscription and language choice (RFC 8058)."""
