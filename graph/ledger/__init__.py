"""The store of record: one SQLite file of articles, mentions, claims, judgements. All else is rebuilt from it."""

from graph.ledger.ledger import Ledger
from graph.ledger.rows import Card, Position, Withdrawal

__all__ = ["Card", "Ledger", "Position", "Withdrawal"]
