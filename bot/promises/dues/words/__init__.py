"""Words about time, one table per language: "KIND value" to the phrases that mean it, written as `folded` text and parted by "|".

`ALWAYS` holds words that mean this in any text; `ONLY` those that mean something else in another language ("so", "mar", "out").
"""
