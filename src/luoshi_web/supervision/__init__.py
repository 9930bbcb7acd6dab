"""Supervision (督查): the office accepts, returns, closes and words; what is reckoned of each target; the board."""
