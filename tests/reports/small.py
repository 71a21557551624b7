"""A small report by hand: two made-up documents, their figures and the analyses of them."""

from __future__ import annotations

from typing import Any

NOTICE = (
    "Villages of Aral get lines\n\n"
    "Wired internet reaches 2,600 of the 6,200 villages of Aralia. Plans name 3,000 more.\n"
    "Sales came to 2.2 trillion KZT ($4.8 billion) in 2023.\n\n"
    "By August 120 schools had dishes; the goal is 200 by the end of 2025. About 9-10 sites wait."
)
HOSTILE = (
    "<script>alert('title')</script> & co\n\n"
    "A | table [link](javascript:alert(1)) with `code` says </mark><img src=x onerror=alert(2)> 77 schools.\n"
    "\x1b[31mRed\x1b[0m \u202etext [bold]of[/bold] 5 schools"
)


def load(frames: Any) -> dict[str, Any]:
    """The arguments of `build_report`."""
    notice = {
        "doc": "notice",
        "title": "Villages of Aral get lines",
        "publisher": "Aral Courier",
        "published": "2024-09-02",
        "url": "https://example.org/notice",
        "text": NOTICE,
    }
    hostile = {
        "doc": 'x"><b>#1',
        "title": None,
        "publisher": "A & <B>",
        "published": None,
        "url": "javascript:alert(3)",
        "text": HOSTILE,
    }
    figures = [
        _figure(notice, "2,600", 2600.0, aspect="connected", technology="wired"),
        _figure(notice, "6,200", 6200.0),
        _figure(
            notice, "3,000", 3000.0, aspect="connected", status="target", technology="fibre", period=None
        ),
        _figure(
            notice,
            "2.2 trillion KZT",
            2.2e12,
            low=2.15e12,
            high=2.25e12,
            unit="KZT",
            indicator="ecommerce_sales",
            period="2023",
        ),
        _figure(
            notice,
            "$4.8 billion",
            4.8e9,
            low=4.75e9,
            high=4.85e9,
            unit="USD",
            indicator="ecommerce_sales",
            period="2023",
        ),
        _figure(
            notice,
            "120",
            120.0,
            unit="school",
            indicator="schools",
            technology="satellite",
            aspect="connected",
            period="2024-08",
        ),
        _figure(
            notice,
            "200",
            200.0,
            after="is ",
            unit="school",
            indicator="schools",
            technology="satellite",
            aspect="connected",
            status="target",
            period="2025-12",
        ),
        _figure(notice, "9-10", 9.0, high=10.0, unit="facility", indicator="facilities"),
        _figure(notice, "10", 10.0, unit="facility", indicator="facilities"),
        _figure(
            hostile,
            "77",
            77.0,
            unit="school",
            indicator="schools",
            group="<i>aged</i> | 9-10 *x*",
            period=None,
        ),
        _figure(hostile, "5", 5.0, unit="school", indicator="schools", period=None),
    ]
    ids = {figure["surface"]: figure["figure"] for figure in figures}
    return {
        "documents": frames.documents(notice, hostile),
        "figures": frames.figures(*figures),
        "observations": frames.observations(
            [
                {
                    "period": "2024-02",
                    "value": 60.0,
                    "technology": "satellite",
                    "place": "KZ",
                    "figures": [ids["5"]],
                    "series": "s",
                },
                {
                    "period": "2024-08",
                    "value": 120.0,
                    "technology": "satellite",
                    "place": "KZ",
                    "figures": [ids["120"]],
                    "series": "s",
                },
            ]
        ),
        "gaps": frames.gaps(
            {
                "place": "KZ",
                "indicator": "settlements",
                "technology": "wired",
                "period": "2024-09-02",
                "connected": 2600.0,
                "total": 6200.0,
                "total_period": "2024-09-02",
                "total_source": "same document",
                "share": 41.935,
                "gap": 3600.0,
                "gap_stated": None,
                "planned": 3000.0,
                "left_over": 600.0,
                "figures": [ids["2,600"], ids["6,200"], ids["3,000"]],
                "connected_figures": [ids["2,600"]],
                "total_figures": [ids["6,200"]],
                "planned_figures": [ids["3,000"]],
                "stated_figures": [],
                "formula": "6,200 - 2,600 = 3,600; 2,600 / 6,200 = 41.9 %; 3,600 - 3,000 = 600",
            }
        ),
        "growth": frames.growth(
            {
                "series": "s",
                "indicator": "schools",
                "technology": "satellite",
                "aspect": "connected",
                "status": "actual",
                "place": "KZ",
                "unit": "school",
                "basis": "consecutive",
                "period_from": "2024-02",
                "period_to": "2024-08",
                "value_from": 60.0,
                "value_to": 120.0,
                "months": 6.0,
                "absolute": 60.0,
                "percent": 100.0,
                "per_month": 10.0,
                "doubling_months": 6.0,
                "comparable": True,
                "note": None,
                "figures": [ids["5"], ids["120"]],
                "formula": "120 - 60 = 60 in 6 months",
            }
        ),
        "targets": frames.targets(
            {
                "series": "t",
                "indicator": "schools",
                "technology": "satellite",
                "place": "KZ",
                "unit": "school",
                "target": 200.0,
                "deadline": "2025-12",
                "last": 120.0,
                "last_period": "2024-08",
                "remaining": 80.0,
                "achieved_pace": 10.0,
                "required_pace": 5.0,
                "ratio": 2.0,
                "verdict": "on track",
                "verdict_text": "twice the pace",
                "moved_from": [{"value": 180.0, "deadline": "2025-06", "as_of": "2024-01-01"}],
                "figures": [ids["200"], ids["120"]],
                "formula": "(200 - 120) / 16 months = 5 a month",
            }
        ),
        "currency": frames.currency(
            {
                "doc": "notice",
                "pair": "USD/KZT",
                "figure_base": ids["$4.8 billion"],
                "figure_quote": ids["2.2 trillion KZT"],
                "implied": 458.333,
                "implied_low": 443.3,
                "implied_high": 473.7,
                "quoted": None,
                "agrees": None,
                "figures": [ids["$4.8 billion"], ids["2.2 trillion KZT"]],
                "formula": "2.2 trillion / 4.8 billion = 458.3",
            }
        ),
        "findings": frames.findings(
            {
                "kind": "currency pair",
                "severity": "warning",
                "place": "KZ",
                "indicator": "ecommerce_sales",
                "figures": [ids["$4.8 billion"]],
                "stated": 1.0,
                "statement": "458.3 KZT for one USD is not 502.5",
            },
            {
                "kind": "sum",
                "severity": "error",
                "place": None,
                "indicator": "schools",
                "figures": [ids["77"], "gone@9"],
                "stated": 1.0,
                "statement": "77 <b>is</b> not 5 | 6",
            },
        ),
    }


def _figure(
    document: dict[str, Any], surface: str, value: float, after: str = "", **more: Any
) -> dict[str, Any]:
    text = document["text"]
    start = text.index(after + surface) + len(after)
    row = {
        "figure": f"{document['doc']}@{start}",
        "doc": document["doc"],
        "start": start,
        "end": start + len(surface),
        "sentence_start": text.rfind("\n", 0, start) + 1,
        "sentence_end": (text + "\n").index("\n", start),
        "surface": surface,
        "value": value,
        "low": value,
        "high": value,
        "unit": "settlement",
        "bound": "exact",
        "indicator": "settlements",
        "aspect": "total",
        "status": "actual",
        "place": "KZ",
        "period": "2024-09-02",
        "period_source": "stated",
        "confidence": 0.9,
    }
    return {**row, **more}
