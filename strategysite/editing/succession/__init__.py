"""How a new strategy takes over: its document becomes data and pages, the old one moves to the
archive, old addresses lead on.

The way through: what came (incoming), from Word (word, with word_faults and word_numbers) or as
text, has its lines set right (paper, then tidying, with columns for a PDF's tables, and perhaps for
what nobody can know) and is read as typed blocks (document, by what each line is: lines). Where
most of it says what the site has, the pages stay and what is changed is set in (revising, with
aligning for the lines, placing for the pages, revised_data for the data and passages for the
Markdown). Else tables and lists become data (tables) and the text new pages (page_texts). All of it
is the files as they are to be (files, with data_texts for those of data/, and moving for the old
pages and the menu). telling says what was done, doubts has the words for what somebody must see to,
and taking_over leads it all.
"""

from strategysite.editing.succession.taking_over import Succession, new_strategy
from strategysite.editing.succession.undoing import undo

__all__ = ["Succession", "new_strategy", "undo"]
