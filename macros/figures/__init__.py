"""The figures of this course, a folder each, found by being there; beside them drawings that several share."""
