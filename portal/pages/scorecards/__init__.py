"""Scorecards: lists of peers, one agency's card, and the cases behind each figure."""
