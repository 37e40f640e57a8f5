"""The one Markdown extension: what an author may write, and every passage that reaches the reader's eye."""
