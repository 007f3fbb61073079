"""What the site's keepers should see to: facts that are unconfirmed, old or missing. They are no faults and stop nothing."""

from strategysite.status.findings import findings
from strategysite.status.kinds import KINDS, Finding
from strategysite.status.law import law_sentences
from strategysite.status.report import as_markdown, as_text

__all__ = ["KINDS", "Finding", "as_markdown", "as_text", "findings", "law_sentences"]
