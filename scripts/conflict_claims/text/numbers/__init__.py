"""Numbers in words: what a casualty span says about how many, and where running text says it.

The words and their bounds stand in `conflict_claims_schemas.wordings`; here is the grammar over them,
from words (`words`) to numbers (`cardinals`, `ranges`), quantities (`quantities`), and their sum
(`toll`). No library known to us reads bounds or vague plurals.
"""

from conflict_claims.text.numbers.counts import find_counts
from conflict_claims.text.numbers.reading import Count, Reading
from conflict_claims.text.numbers.toll import read_toll

__all__ = ["Count", "Reading", "find_counts", "read_toll"]
