"""What `python -m scripts.bench` measures: builds beside those of other generators, pages in a browser, Lighthouse."""
