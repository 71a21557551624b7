"""A small set of frames in which every form of chart has something to show; the facts are made up."""

from __future__ import annotations

from typing import Any


def load(frames: Any) -> dict[str, Any]:
    """The keyword arguments of `plan_charts`."""
    schools = [
        {"period": "2023-10", "value": 10.0, "figures": ["sky@10"]},
        {
            "period": "2024-04",
            "value": 447.0,
            "figures": ["sky@30"],
            "relation": "revised",
            "superseded": [
                {"value": 520.0, "low": 520.0, "high": 520.0, "as_of": "2024-05-01", "figures": ["old@5"]}
            ],
        },
        {"period": "2024-08", "value": 1731.0, "figures": ["sky@60"], "corrected": True},
        {"period": "2025-12", "value": 2000.0, "status": "target", "figures": ["sky@90"]},
    ]
    stations = [
        {"period": "2021", "value": 100.0, "figures": ["mast@1"]},
        {"period": "2022", "value": 380.0, "figures": ["mast@2"]},
        {
            "period": "2023",
            "value": 500.0,
            "low": 450.0,
            "high": 620.0,
            "relation": "contradicted",
            "figures": ["mast@3"],
        },
        {"period": "2025", "value": 1150.0, "high": frames.OPEN, "figures": ["mast@4"]},
    ]
    stations = [
        {"indicator": "base_stations", "technology": "5g", "aspect": "total", "unit": "base_station", **row}
        for row in stations
    ]
    older = [
        {
            **row,
            "technology": "4g",
            "value": value,
            "low": value,
            "high": value,
            "relation": "single",
            "figures": [f"mast@{i + 10}"],
        }
        for i, (row, value) in enumerate(zip(stations, (9000.0, 9900.0, 10_400.0, 10_800.0), strict=True))
    ]
    shares = [
        {"period": "2022", "value": 12.5, "figures": ["shop@1"]},
        {"period": "2023", "value": 13.0, "figures": ["shop@2"]},
        {"period": "2024-01/2024-11", "value": 14.5, "figures": ["shop@3"]},
        {"period": "2029", "value": 18.5, "status": "target", "figures": ["shop@4"]},
    ]
    shop = {"technology": None, "aspect": "total", "place": "KZ"}
    shares = [
        {"indicator": "ecommerce_share", "unit": "%", "of": "retail_sales", **shop, **row} for row in shares
    ]
    sales = [
        {"period": "2023", "unit": "KZT", "value": 2.2e12, "high": frames.OPEN, "figures": ["shop@5"]},
        {
            "period": "2024-01/2024-11",
            "unit": "KZT",
            "value": 3.2e12,
            "low": 3.15e12,
            "high": 3.25e12,
            "figures": ["shop@6"],
        },
        {
            "period": "2023",
            "unit": "USD",
            "value": 4.8e9,
            "low": 4.75e9,
            "high": 4.85e9,
            "figures": ["shop@7"],
        },
        {
            "period": "2024-01/2024-11",
            "unit": "USD",
            "value": 6e9,
            "high": frames.OPEN,
            "figures": ["shop@8"],
        },
    ]
    sales = [{"indicator": "ecommerce_sales", **shop, **row} for row in sales]
    rows = frames.observations([*schools, *stations, *older, *shares, *sales])
    docs = {
        "sky": ("Steppe Wire", "2024-09-02"),
        "old": ("Steppe Wire", "2024-05-01"),
        "mast": ("Mast Review", "2026-01"),
        "shop": ("Market Notes", "2025-01-14"),
        "gap": ("Ministry of Digital Things", "2024-06-18"),
    }
    ids = sorted(
        {f for row in rows.collect().iter_rows(named=True) for f in row["figures"]}
        | {"old@5", "gap@1", "gap@2", "gap@3", "gap@4", "gap@5", "rate@1"}
    )
    return {
        "observations": rows,
        "gaps": frames.gaps(
            _gap(
                "wired", 2606.0, 6290.0, planned=3010.0, left_over=674.0, figures=["gap@1", "gap@2", "gap@3"]
            ),
            _gap("mobile", 4866.0, 6290.0, figures=["gap@4", "gap@2"]),
            _gap("4g", 300.0, 1100.0, place="KG", planned=60.0, left_over=740.0, figures=["gap@5"]),
            _gap(
                "fibre",
                4.0,
                1800.0,
                place="UZ:Republic of Karakalpakstan",
                planned=1790.0,
                left_over=6.0,
                figures=["gap@1"],
            ),
            {
                "place": "MN",
                "indicator": "settlements",
                "technology": "broadband",
                "period": "2023",
                "share": 71.0,
                "share_low": 65.0,
                "share_high": 75.0,
                "figures": ["gap@2"],
            },
        ),
        "targets": frames.targets(
            {
                "indicator": "schools",
                "technology": "starlink",
                "place": "KZ",
                "unit": "school",
                "target": 2000.0,
                "deadline": "2025-12",
                "last": 1731.0,
                "last_period": "2024-08",
                "required_pace": 16.8,
                "remaining": 269.0,
                "verdict": "on track",
                "figures": ["sky@60", "sky@90"],
                "moved_from": [{"value": 1900.0, "deadline": "2025-03", "as_of": "2023-11-01"}],
            },
            {
                "indicator": "ecommerce_share",
                "place": "KZ",
                "unit": "%",
                "target": 18.5,
                "deadline": "2029",
                "last": 14.5,
                "last_period": "2024-01/2024-11",
                "required_pace": 0.0656,
                "remaining": 4.0,
                "verdict": "behind",
                "figures": ["shop@3", "shop@4"],
            },
            {
                "indicator": "base_stations",
                "technology": "5g",
                "place": "KZ",
                "unit": "base_station",
                "target": 3000.0,
                "deadline": None,
                "last": 1150.0,
                "last_period": "2025",
                "remaining": 1850.0,
                "verdict": "no deadline",
                "figures": ["mast@4"],
            },
        ),
        "currency": frames.currency(
            {
                "doc": "shop",
                "pair": "USD/KZT",
                "figure_base": "shop@7",
                "figure_quote": "shop@5",
                "implied": 458.3,
                "implied_low": 453.6,
                "implied_high": None,
                "quoted": 502.5,
                "quoted_low": 501.2,
                "quoted_high": 503.8,
                "quoted_figure": "rate@1",
                "agrees": True,
                "figures": ["shop@7", "shop@5", "rate@1"],
            },
            {
                "doc": "shop",
                "pair": "USD/KZT",
                "figure_base": "shop@8",
                "figure_quote": "shop@6",
                "implied": 533.3,
                "implied_low": None,
                "implied_high": 541.7,
                "quoted": 502.5,
                "quoted_low": 501.2,
                "quoted_high": 503.8,
                "quoted_figure": "rate@1",
                "agrees": False,
                "figures": ["shop@8", "shop@6", "rate@1"],
            },
        ),
        "figures": frames.figures(*({"figure": f, "doc": f.split("@")[0]} for f in ids)),
        "documents": frames.documents(
            *({"doc": d, "publisher": p, "published": day} for d, (p, day) in docs.items())
        ),
    }


def _gap(technology: str, connected: float, total: float, **more: Any) -> dict[str, Any]:
    return {
        "place": "KZ",
        "indicator": "settlements",
        "technology": technology,
        "period": "2024-06-18",
        "connected": connected,
        "total": total,
        "total_period": "2024-06-18",
        "total_source": "same document",
        "share": connected / total * 100,
        "gap": total - connected,
        **more,
    }
