"""The mail that brings an edition: its texts, headers and attachment."""
