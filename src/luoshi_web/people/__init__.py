"""People: accounts, roles in time, rights in one table, signing in, invitations."""
