"""The answer where the ledger has no case of that id, for whoever may know of every case."""

from remiss.texts import BilingualError


class UnknownCaseError(BilingualError, key="ledger.no_such_case"):
    """The ledger has no case of this id; raised with it as `consultation`."""
