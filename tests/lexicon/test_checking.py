"""Every wrong entry of a user's lexicon is one sentence with its line and the mend."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectivity.lexicon import languages
from connectivity.lexicon.checking import Fault, faults_in
from connectivity.lexicon.format import FORMAT, format_markdown, table_of
from connectivity.lexicon.loader import built_in

POINTS = '[[indicator]]\nname = "exchange_points"\nunit = "exchange_point"\nthings = ["exchange point"]\n'
THING = '[[thing]]\nunit = "kiosk"\nindicator = "facilities"\nwords = '
TOPIC = '[[topic]]\nindicator = "fine"\nwords = ["levy"]\n'
UNIT = '[[unit]]\nunit = "rack"\nwords = ["racks"]\n'


def faults(text: str) -> tuple[Fault, ...]:
    return faults_in(text, built_in("en"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing yet\n",
        'language = "en"\n',
        POINTS,
        f'{POINTS}aspects = ["total", "added"]\nlike = "data_centres"\nwords = ["peering"]\n',
        f'{THING}["kiosk"]',
        TOPIC,
        f"{UNIT}factor = 2\n",
        '[[place]]\nplace = "KE:Konza"\nwords = ["Konza Technopolis", "Konza City"]',
        '[technology]\nwimax = ["wimax"]\nfibre = ["glass line"]',
        '[cue]\nconnected = ["quorked up"]',
        f'[remove]\nthing = ["village"]\n{THING}["village"]',
        '[fraction]\nwords = { "a twelvetieth" = 0.83 }',
        '[[period.pattern]]\nmatch = "in the year of {y}"\nform = "year"',
    ],
)
def test_a_right_file_has_no_faults(text: str) -> None:
    assert faults(text) == ()


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("[thing", 1, "it is no valid TOML: .*mend that place"),
        ("\nthing = 1\nthing = 2\n", 3, "it is no valid TOML: .*mend that place"),
        ('a = "\n', 1, "it is no valid TOML"),
        (f"a = {'[' * 5000}", 1, "no valid TOML|nested too deeply"),
        ('language = "fr"', 1, "the file is for language 'fr'; it is added to 'en'"),
        ('\n[tecnology]\nx = ["y"]', 2, r"unknown table \[tecnology\]; did you mean 'technology'\?"),
        ('technology = ["x"]', 1, r"technology is not written as a table; begin it with \[technology\]"),
        ('[thing]\nunit = "a"', 1, r"thing is not written as entries; begin each with \[\[thing\]\]"),
        ('[[thing]]\nindicator = "x"\nwords = ["y"]', 1, r"\[\[thing\]\] has no 'unit'; add it"),
        ('[[thing]]\nunit = "u"\nindicator = "x"', 1, r"\[\[thing\]\] has no 'words'; add it"),
        (f'{TOPIC}\n[[topic]]\nwords = ["y"]', 5, r"\[\[topic\]\] has no 'indicator'; add it"),
        (f"{TOPIC}word = []", 4, r"\[\[topic\]\] has no key 'word'; did you mean 'words'\?"),
        (f'{THING}"kiosk"', 4, "words must be a list of words"),
        (f"{THING}[5]", 4, "words must be a list of words"),
        (f"{THING}[]", 4, "words must be a list of words"),
        (f'{THING}[\n"kiosk",\n""]', 6, "an empty word; take it out"),
        (f'{THING}["kiosk ",]', 4, "'kiosk ' has spaces around it; take them out"),
        (f'{THING}[\n"Kiosk"]', 5, "'Kiosk' has capitals; write it in lower case"),
        ('[technology]\nwimax = "wimax"', 2, "wimax must be a list of words"),
        ('[scale]\nzillion = ["zillion"]', 2, r"\[scale\] has no 'zillion'; did you mean 'million'\?"),
        ('[bound]\noops = ["oops"]', 2, r"\[bound\] has no 'oops'; use one of: about, at_least"),
        ('[cue]\nconected = ["hooked up"]', 2, r"\[cue\] has no 'conected'; did you mean 'connected'\?"),
        ('[fraction]\nwords = ["a tenth"]', 2, "words must give each word a number"),
        ('[fraction]\nwords = { "a tenth" = "ten" }', 2, "words must give each word a number"),
        ('[noun]\nirregular = ["mice"]', 2, "irregular must give each word another"),
        ('[[period.pattern]]\nmatch = "(oops"\nform = "year"', 2, "is no regular expression"),
        ('[[period.pattern]]\nmatch = "oops"', 1, r"\[\[period.pattern\]\] has no 'form'; add it"),
        ('[[period.pattern]]\nmatch = "oops"\nform = "oops"', 3, "the form 'oops' is unknown; use one of"),
        ('[group]\npatterns = ["(oops"]', 2, r"'\(oops' is no regular expression"),
        (POINTS.replace("exchange_points", "schools"), 2, "'schools' is built in; add words to it with"),
        (POINTS.replace("exchange_points", "IXPs"), 2, "the name 'IXPs' may have only small letters"),
        (POINTS + POINTS.replace('point"]', 'hub"]'), 6, "'exchange_points' is declared twice"),
        (f'{POINTS}aspects = ["total",\n"conected"]', 6, "no aspect 'conected'; did you mean 'connected'"),
        (f'{POINTS}like = "data_centre"', 5, "no built-in indicator 'data_centre'; did you mean 'data_c"),
        ('[[indicator]]\nname = "points"\nunit = "point"', 1, "nothing would find 'points'; give it things"),
        (POINTS.replace('"exchange_point"', '"setlement"'), 3, "no unit 'setlement'; did you mean 'settl"),
        (POINTS.replace('"exchange_point"', '"PB per day"'), 3, "neither known nor a noun in small letters"),
        (TOPIC.replace("fine", "fin"), 2, "there is no indicator 'fin'; did you mean 'fine'.*declared with"),
        ('[technology]\nstarlnk = ["dishy"]', 2, "no technology 'starlnk'; did you mean 'starlink'"),
        ('[technology]\nWiMAX = ["wimax"]', 2, "the name 'WiMAX' may have only small letters"),
        (f"{UNIT}factor = 0", 4, "factor must be a number above 0"),
        (f'{UNIT}factor = "2"', 4, "factor must be a number above 0"),
        ('[[place]]\nplace = "XX:Konza"\nwords = ["Konza"]', 2, "does not begin with the code of a country"),
        ('[[place]]\nplace = "KE:"\nwords = ["Konza"]', 2, "has no name behind the colon"),
        ('[remove]\nthing = ["hotspt"]', 2, "'hotspt' is no word of thing .*; did you mean 'hotspot'"),
        (f'{THING}["village"]', 4, r"means settlements \(built in\), and cannot.*thing = \[\"village\"\]"),
        (f'{THING}["villages"]', 4, "means settlements .*and cannot mean facilities too"),
        (f'{THING}["clinic"]', 4, "'clinic' means facilities already .*; take it out"),
        (f'{THING}["kiosk",\n"kiosk"]', 5, "'kiosk' means facilities already .*; take it out"),
        (f'{POINTS}\n{THING}["exchange point"]', 9, r"exchange_points \(above\), and cannot mean facilities"),
        (TOPIC.replace("levy", "penalty"), 3, "'penalty' means fine already"),
        ('[technology]\nwimax = ["wi-fi"]', 2, r"means wifi .*write \[remove\] technology = \[\"wi-fi\"\]"),
        (UNIT.replace("racks", "mbps"), 3, "'mbps' means Mbit/s .*, and cannot mean rack too"),
    ],
)
def test_a_wrong_entry_is_told_with_its_line_and_mend(text: str, line: int, problem: str) -> None:
    (fault,) = faults(text)
    assert fault.line == line
    assert re.search(problem, fault.problem), fault.problem


def test_what_only_says_the_built_in_again_is_a_fault_that_hinders_nothing() -> None:
    repeated, other = faults(f'{THING}["clinic"]'), faults(f'{THING}["village"]')
    assert [fault.harmless for fault in (*repeated, *other)] == [True, False]


def test_all_faults_are_told_at_once_in_the_order_of_lines() -> None:
    found = faults(
        '[[thing]]\nunit = "setlement"\nindicator = "setlements"\nwords = ["village"]\n\n'
        '[technolgy]\nx = ["y"]\n\n[technology]\nstarlnk = ["dishy"]\nwimax = ["WiMAX"]\n'
    )
    assert [fault.line for fault in found] == [2, 3, 4, 6, 10, 11]


WRONG = st.sampled_from(
    [
        ('[[thing]]\nunit = "kiosk"\nindicator = "facilities"\nwords = ["clinic"]', 3),
        ('[[topic]]\nindicator = "fins"\nwords = ["levy"]', 1),
        ('[[place]]\nplace = "nowhere"\nwords = ["Konza"]', 1),
        ('[[indicator]]\nname = "huts"\nunit = "hut"\nthings = ["hut"]\naspects = ["all"]', 4),
    ]
)
RIGHT = st.sampled_from(
    [
        "",
        "# a note",
        '[[unit]]\nunit = "rack{}"\nwords = ["racks{}"]',
        '[[topic]]\nindicator = "fine"\nwords = [\n"levy{}",\n]',
    ]
)


@settings(deadline=None)
@given(st.lists(RIGHT, max_size=6), WRONG, st.lists(RIGHT, max_size=6))
def test_the_line_is_right_wherever_the_fault_stands(
    before: list[str], wrong: tuple[str, int], behind: list[str]
) -> None:
    blocks = [block.replace("{}", f" no {number}") for number, block in enumerate((*before, *behind))]
    blocks = [re.sub(r'(unit = "rack) no (\d+)', r"\1_\2", block) for block in blocks]
    head = "".join(f"{block}\n" for block in blocks[: len(before)])
    tail = "".join(f"{block}\n" for block in blocks[len(before) :])
    text = f"{head}{wrong[0]}\n{tail}"
    tomllib.loads(text)
    assert [fault.line for fault in faults(text)] == [head.count("\n") + 1 + wrong[1]]


@settings(deadline=None)
@given(st.text(alphabet="ab[]={}\",.\n#'", max_size=60))
def test_no_text_makes_the_check_fail(text: str) -> None:
    assert all(1 <= fault.line <= text.count("\n") + 1 for fault in faults(text))


@pytest.mark.parametrize("language", languages())
def test_the_format_has_every_table_and_key_of_a_language(language: str) -> None:
    text = (resources.files("connectivity.lexicon") / f"{language}.toml").read_text(encoding="utf-8")
    for name, table in tomllib.loads(text).items():
        if name == "language":
            continue
        known = table_of(name)
        assert known is not None, name
        assert (known.shape == "entries") == isinstance(table, list)
        if known.keys and isinstance(table, dict):
            assert set(table) - {"pattern"} <= {key.name for key in known.keys}, name


def test_the_documentation_has_every_table_and_key() -> None:
    page = format_markdown()
    for table in FORMAT:
        assert f"### `{table.header}`" in page
        for key in table.keys:
            assert f"| `{key.name}`" in page
