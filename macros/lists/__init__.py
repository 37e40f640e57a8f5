"""A printed, numbered reference list → BibTeX.

source → corrections → entry (with names, pages, dates, identifiers) → evidence → keys → bibtex;
`cleaning` runs the whole way.
"""
