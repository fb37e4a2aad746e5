"""Files of records as documents: Markdown, AsciiDoc, reStructuredText, and the YAML at their top.

In: files and folders. Out: text with places, and documents: blocks, links, fields, comments, whatever the format. It
knows no word of any language, and refuses what is no text or too large.
"""
