"""State of the Region editions: living figures in text, drafted paragraphs, pictures and checks.

    chapter = resolve.chapter(part, edition, evidence)     # the text with its figures, and what is wrong
    html.html(chapter.tree, address=…)                     # the same tree gives Typst and Word
    checks.run(chapters, evidence)                         # what the published reports got wrong

Pure: what is written, figures and names come in; trees, records and findings go out. ``docs/methods`` has the
grammar of tokens and what each check does.
"""
