"""From an incident's rival claims to tolls: which claims count, four published rules, links across articles.

Pure functions over plain records; who reads them from tables is no matter of this room.
"""

from conflict_claims.tolls.claims import Claim, Link, Source
from conflict_claims.tolls.incidents import Account, Toll, account, accounts
from conflict_claims.tolls.rules import RULES

__all__ = ["RULES", "Account", "Claim", "Link", "Source", "Toll", "account", "accounts"]
