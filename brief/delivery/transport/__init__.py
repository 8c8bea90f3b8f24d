"""The connection to the mail server: encryption, login, the transaction, and its replies."""
