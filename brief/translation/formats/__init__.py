"""The formats that translators' tools read and write."""
