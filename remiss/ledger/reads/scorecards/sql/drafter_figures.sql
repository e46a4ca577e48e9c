-- name: drafter_figures
-- What the shares of people add up to; it goes on where `drafter_shares` ends.
tally as (
    select
        o.agency,
        grouping(s.person ->> 'id') = 1 as whole,
        s.person ->> 'id' as id,
        max(s.person ->> 'name') as name,
        jsonb_build_object(
            'consultations', coalesce(sum(amount) filter (where what = 'consultations'), 0),
            'questions', coalesce(sum(amount) filter (where what = 'questions'), 0),
            'asked', coalesce(sum(amount) filter (where what = 'asked'), 0),
            'agencies_per_question', round(
                sum(amount) filter (where what = 'asked')::numeric
                / nullif(sum(amount) filter (where what = 'questions'), 0), 2
            ),
            'overrides', coalesce(sum(amount) filter (where what = 'overrides'), 0),
            'override_reasons', coalesce(
                jsonb_agg(override order by override ->> 'at', stream, override ->> 'agency')
                    filter (where what = 'overrides'), '[]'
            ),
            'not_ours', coalesce(sum(amount) filter (where what = 'not_ours'), 0),
            'reviews_lapsed', coalesce(sum(amount) filter (where what = 'reviews_lapsed'), 0),
            'returned', coalesce(sum(amount) filter (where what = 'returned'), 0),
            'contests_upheld', coalesce(sum(amount) filter (where what = 'contests_upheld'), 0),
            'clarifications', jsonb_build_object(
                'answered',
                coalesce(sum(amount) filter (where what = 'clarifications_answered'), 0),
                'late', coalesce(sum(amount) filter (where what = 'clarifications_late'), 0),
                'days_late',
                coalesce(sum(amount) filter (where what = 'clarification_days_late'), 0),
                'escalated',
                coalesce(sum(amount) filter (where what = 'clarifications_escalated'), 0)
            ),
            'extensions_lapsed', coalesce(sum(amount) filter (where what = 'extensions_lapsed'), 0),
            'declines_lapsed', coalesce(sum(amount) filter (where what = 'declines_lapsed'), 0),
            'comments', jsonb_build_object(
                'disposed', coalesce(sum(amount) filter (where what = 'comments'), 0),
                'adopted', coalesce(sum(amount) filter (where what = 'adopted'), 0),
                'adopted_in_part', coalesce(sum(amount) filter (where what = 'adopted_in_part'), 0),
                'adopted_later', coalesce(sum(amount) filter (where what = 'adopted_later'), 0),
                'kept', coalesce(sum(amount) filter (where what = 'kept'), 0),
                'objected', coalesce(sum(amount) filter (where what = 'objected'), 0),
                'adopted_rate', round(
                    coalesce(
                        sum(amount) filter (where what in ('adopted', 'adopted_in_part')), 0
                    )::numeric
                    / nullif(
                        sum(amount) filter (
                            where what in ('adopted', 'adopted_in_part', 'adopted_later', 'kept')
                        ), 0
                    ), 2
                )
            )
        ) as figures
    from share s
    join opened o using (stream)
    group by grouping sets ((o.agency), (o.agency, s.person ->> 'id'))
)

select jsonb_build_object(
    'agency', t.agency,
    'name', (
        select e.body #> '{event,drafting_agency,name}'
        from consultation c
        join event e on e.stream = c.id and e.version = 1
        where c.drafting_agency = t.agency
        order by c.opened_at desc
        limit 1
    ),
    'figures', t.figures,
    'people', (
        select jsonb_agg(
            jsonb_build_object(
                'person', jsonb_build_object('id', p.id, 'name', p.name), 'figures', p.figures
            ) order by p.id
        )
        from tally p
        where p.agency = t.agency and not p.whole
    )
)::text as body
from tally t
where t.whole
order by t.agency
