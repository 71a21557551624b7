-- Access of things that are counted: whole is the indicator, counted its unit.
-- A point of access is joined to the whole it is part of: the total that one of its documents states, else the
-- nearest earlier one. Plans belong to a family: a village planned for fibre is one that wired access will reach.
CREATE OR REPLACE TEMP MACRO access(whole, counted) AS TABLE (
    WITH facts AS (
        SELECT
            *,
            {'n': "value", 'low': low, 'high': high, 'figures': figures} AS fact,
            CASE
                WHEN technology IN ('wired', 'fibre', 'broadband') THEN 'wired'
                WHEN technology IN ('mobile', '2g', '3g', '4g', '5g') THEN 'mobile'
                WHEN technology IN ('satellite', 'starlink', 'kuiper', 'oneweb') THEN 'satellite'
                ELSE technology
            END AS family
        FROM observations
        WHERE indicator = whole
    ),
    points AS (
        SELECT
            place, technology, family, "group", period, period_start, period_end, status,
            max_by(fact, observation) FILTER (aspect = 'connected' AND unit = counted) AS connected,
            max_by(fact, observation) FILTER (aspect = 'unconnected' AND unit = counted) AS unconnected,
            max_by(fact, observation) FILTER (aspect = 'added' AND unit = counted) AS added,
            max_by(fact, observation) FILTER (aspect = 'connected' AND unit = '%') AS share,
            list_distinct(flatten(list(documents))) AS documents
        FROM facts
        WHERE aspect IN ('connected', 'unconnected', 'added') AND unit IN (counted, '%')
        GROUP BY ALL
    ),
    totals AS (
        SELECT
            p.place, p.technology, p."group", p.period, p.status, t.fact AS total, t.period AS total_period,
            CASE WHEN list_has_any(p.documents, t.documents) THEN 'same document' ELSE 'nearest earlier' END AS total_source
        FROM points AS p
        INNER JOIN facts AS t
            ON t.place IS NOT DISTINCT FROM p.place
            AND t."group" IS NOT DISTINCT FROM p."group"
            AND t.aspect = 'total' AND t.status = 'actual' AND t.unit = counted AND t.technology IS NULL
            AND (list_has_any(p.documents, t.documents) OR t.period_end <= p.period_end)
        QUALIFY row_number() OVER (
            PARTITION BY p.place, p.technology, p."group", p.period, p.status
            ORDER BY total_source DESC, t.period_end DESC NULLS LAST, t.observation
        ) = 1
    ),
    plans AS (
        SELECT
            p.place, p.technology, p."group", p.period, p.status, t.fact AS planned, t.period AS planned_period,
            t.technology AS planned_technology
        FROM points AS p
        INNER JOIN facts AS t
            ON t.place IS NOT DISTINCT FROM p.place
            AND t."group" IS NOT DISTINCT FROM p."group"
            AND t.family IS NOT DISTINCT FROM p.family
            AND t.aspect = 'connected' AND t.status = 'target' AND t.unit = counted
            AND (t.period IS NULL OR p.period IS NULL OR t.period_end >= p.period_end)
        WHERE p.status = 'actual'
        QUALIFY row_number() OVER (
            PARTITION BY p.place, p.technology, p."group", p.period, p.status
            ORDER BY t.technology IS DISTINCT FROM p.technology, t.as_of DESC NULLS LAST, t.period_end, t.observation
        ) = 1
    ),
    joined AS (
        SELECT p.*, t.total, t.total_period, coalesce(t.total_source, 'none') AS total_source,
            n.planned, n.planned_period, n.planned_technology,
            -- What a plan leaves over depends on what is connected when it begins.
            p.connected IS NOT NULL AND t.total IS NOT NULL AND p.status <> 'target' AS derived
        FROM points AS p
        LEFT JOIN totals AS t
            ON t.place IS NOT DISTINCT FROM p.place AND t.technology IS NOT DISTINCT FROM p.technology
            AND t."group" IS NOT DISTINCT FROM p."group" AND t.period IS NOT DISTINCT FROM p.period
            AND t.status = p.status
        LEFT JOIN plans AS n
            ON n.place IS NOT DISTINCT FROM p.place AND n.technology IS NOT DISTINCT FROM p.technology
            AND n."group" IS NOT DISTINCT FROM p."group" AND n.period IS NOT DISTINCT FROM p.period
            AND n.status = p.status
    )
    SELECT
        place, technology, "group", period, period_start, period_end, status,
        connected.n AS connected, connected.low AS connected_low, connected.high AS connected_high,
        total.n AS total, total.low AS total_low, total.high AS total_high, total_period, total_source,
        CASE WHEN unconnected IS NOT NULL THEN unconnected.n WHEN derived THEN total.n - connected.n END AS unconnected,
        CASE
            WHEN unconnected IS NOT NULL THEN unconnected.low
            WHEN derived THEN greatest(total.low - connected.high, 0)
        END AS unconnected_low,
        CASE WHEN unconnected IS NOT NULL THEN unconnected.high WHEN derived THEN total.high - connected.low END AS unconnected_high,
        CASE WHEN unconnected IS NOT NULL THEN 'stated' WHEN derived THEN 'derived' END AS unconnected_source,
        added.n AS added, added.low AS added_low, added.high AS added_high,
        planned.n AS planned, planned.low AS planned_low, planned.high AS planned_high, planned_technology, planned_period,
        CASE WHEN share IS NOT NULL THEN share.n WHEN derived THEN 100 * connected.n / total.n END AS share,
        CASE WHEN share IS NOT NULL THEN share.low WHEN derived THEN 100 * connected.low / total.high END AS share_low,
        CASE
            WHEN share IS NOT NULL THEN share.high
            WHEN derived THEN least(100 * connected.high / total.low, 100)
        END AS share_high,
        CASE WHEN share IS NOT NULL THEN 'stated' WHEN derived THEN 'derived' END AS share_source,
        list_sort(list_distinct(list_concat(
            coalesce(connected.figures, []), coalesce(total.figures, []), coalesce(unconnected.figures, []),
            coalesce(added.figures, []), coalesce(planned.figures, []), coalesce(share.figures, [])
        ))) AS figures
    FROM joined
    ORDER BY place, technology, "group", status, period_end, period_start
);
