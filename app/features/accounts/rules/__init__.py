"""Pure rules of accounts: passwords, growing delays, and how a browser is called."""
