"""The generator: what was printed → what is true → what is taught → what is read → what is carried away."""
