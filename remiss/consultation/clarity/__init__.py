"""How the rubric reads a reply: words, what a sentence does, which question it answers, weighing.

Pure, deterministic, linear in the length of the reply. May import only `consultation`.
"""
