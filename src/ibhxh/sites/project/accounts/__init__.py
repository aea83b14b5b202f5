"""Accounts and signing in, the same on both sides, kept on each side by itself.

`models` account and invitation · `inviting` how one comes to be · `backend` who a password proves · `views` sign in,
accept an invitation, sign out.
"""
