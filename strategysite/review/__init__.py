"""What the site's keepers should see to: facts that are unconfirmed, old or missing. They are no
faults and stop nothing."""

from strategysite.review.findings import findings
from strategysite.review.kinds import KINDS, Finding
from strategysite.review.report import as_markdown, as_text

__all__ = ["KINDS", "Finding", "as_markdown", "as_text", "findings"]
