r"""Numbers, intervals, periods and names as readers meet them: one place for charts, reports and tables.

All is English unless another language is spoken: see `speaking`.

>>> amount(3.2e12, "KZT"), interval(4.75e9, 4.85e9, "USD"), period_words("2024-01/2024-11")
('3.2 tn KZT', '4.75–4.85 bn USD', 'January to November 2024')
>>> with speaking("ru"):
...     amount(2, "settlement"), amount(3.2e12, "KZT").replace("\xa0", " "), place_words("KZ")
('2\xa0села', '3,2 трлн тенге', 'Казахстан')
"""

from __future__ import annotations

from connectivity.wording.catalogue import LANGUAGES, language, marked, name_of, speaking, tr, trn
from connectivity.wording.names import (
    aspect_words,
    group_words,
    indicator_words,
    place_words,
    status_words,
    subject,
    technology_words,
    vocabulary,
    word_for,
)
from connectivity.wording.numbers import (
    amount,
    amount_with_interval,
    at_least,
    at_most,
    digit_signs,
    grouped,
    interval,
    is_sign,
    number,
    percent_sign,
    plural,
    scale_words,
    unit_words,
)
from connectivity.wording.periods import date_words, period_short, period_span, period_words
from connectivity.wording.texts import ended, held, joined, plain, released

__all__ = [
    "LANGUAGES",
    "amount",
    "amount_with_interval",
    "aspect_words",
    "at_least",
    "at_most",
    "date_words",
    "digit_signs",
    "ended",
    "group_words",
    "grouped",
    "held",
    "indicator_words",
    "interval",
    "is_sign",
    "joined",
    "language",
    "marked",
    "name_of",
    "number",
    "percent_sign",
    "period_short",
    "period_span",
    "period_words",
    "place_words",
    "plain",
    "plural",
    "released",
    "scale_words",
    "speaking",
    "status_words",
    "subject",
    "technology_words",
    "tr",
    "trn",
    "unit_words",
    "vocabulary",
    "word_for",
]
