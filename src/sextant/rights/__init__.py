"""Rights in figures: what is owed, in euros and in days, with the article, its date and its doubt.

Amounts are data (``amounts/``), dated and cited; sheets (``topics/``) say in sentences what no figure says. Where
the text was not seen, the answer is *inconnu*: nothing here guesses.
"""
