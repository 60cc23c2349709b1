//! When the surveys of a protocol are open, as a picture: a band for each wave, and for each cohort that has an opening of
//! its own, along the days from what they are counted from. Drawn for a phone's width.

mod contacts;

use leptos::prelude::*;
use surveys::{
    protocol::{Plan, Protocol, cohort_in_words},
    waves::{Anchor, Wave},
};

pub(crate) use self::contacts::Contacts;

/// How wide the picture is, and what stays free at both sides.
const WIDTH: f64 = 340.0;
const SIDE: f64 = 6.0;
/// A wave: its name, its days in words, its band.
const ROW: f64 = 74.0;
const BAND: f64 = 14.0;
/// The days above the waves, and the line below them.
const HEAD: f64 = 30.0;
const AXIS: f64 = 30.0;

/// One opening of a wave.
struct Row<'p> {
    plan: &'p Plan,
    name: String,
    opens: i64,
}

impl Row<'_> {
    const fn wave(&self) -> &Wave {
        &self.plan.wave
    }

    /// The last days on which it is open, and on which an answer is still taken late: nothing is late before it closes, nor
    /// where it never does.
    fn ends(&self) -> (Option<i64>, Option<i64>) {
        let day = |after: Option<u16>| after.map(|after| self.opens + i64::from(after));
        let open = day(self.wave().open_for);
        let is_later = |last: &i64| open.is_some_and(|open| *last > open);
        (open, day(self.wave().grace).filter(is_later))
    }

    fn last(&self) -> i64 {
        let (open, grace) = self.ends();
        grace.or(open).unwrap_or(self.opens)
    }

    /// `Days 122 to 178, late until 206, weekly on Monday`
    fn in_words(&self) -> String {
        let (open, grace) = self.ends();
        let open = match open {
            Some(last) => format!("Days {} to {last}", self.opens),
            None if self.wave().until_randomised => {
                format!("From day {} until randomisation", self.opens)
            }
            None => format!("From day {} on", self.opens),
        };
        let late = grace.map(|last| format!(", late until {last}")).unwrap_or_default();
        let batch = self.wave().batch.map(|batch| format!(", {batch}")).unwrap_or_default();
        format!("{open}{late}{batch}")
    }
}

/// The waves by what their days are counted from, in their order.
#[component]
pub(crate) fn Timeline(protocol: Protocol) -> impl IntoView {
    let mut anchors: Vec<Anchor> = Vec::new();
    for plan in &protocol.waves {
        if !anchors.contains(&plan.wave.anchor) {
            anchors.push(plan.wave.anchor);
        }
    }
    let each = anchors.into_iter().map(|anchor| {
        let plans = protocol.waves.iter().filter(|plan| plan.wave.anchor == anchor);
        let rows: Vec<_> = plans.flat_map(rows).collect();
        picture(anchor, &rows)
    });
    each.collect_view()
}

/// One, and another for each cohort that has other days.
fn rows(plan: &Plan) -> Vec<Row<'_>> {
    let wave = &plan.wave;
    let own = wave.cohorts.iter().filter(|own| own.opens_after != wave.opens_after);
    let others = own.map(|own| Row {
        plan,
        name: format!("{}: people {}", wave.title, cohort_in_words(own.cohort)),
        opens: own.opens_after.into(),
    });
    let (name, opens) = (wave.title.clone(), wave.opens_after.into());
    std::iter::once(Row { plan, name, opens }).chain(others).collect()
}

fn picture(anchor: Anchor, rows: &[Row<'_>]) -> impl IntoView + use<> {
    let last = rows.iter().map(Row::last).max().unwrap_or_default().max(1);
    let has_end = rows.iter().any(|row| row.last() > 0);
    let first = rows.iter().map(|row| row.opens + earliest(row.plan)).min().unwrap_or_default();
    let scale = Scale { first: first.min(0), last };
    let height = HEAD + ROW * count(rows.len()) + if has_end { AXIS } else { 0.0 };
    let bands = rows.iter().enumerate().map(|(place, row)| band(row, &scale, place));
    let bands = bands.collect_view();
    let axis = has_end.then(|| axis(&scale, height - AXIS));
    let words: Vec<_> =
        rows.iter().map(|row| format!("{}: {}", row.name, row.in_words())).collect();
    let label = format!("Days from {}. {}", anchor.in_words(), words.join(". "));
    let rem = |pixels: f64| format!("{}rem", pixels / 16.0);
    view! {
        <div class="map">
            <svg
                class="timeline" role="img" aria-label=label viewBox=format!("0 0 {WIDTH} {height}")
                width=rem(WIDTH) height=rem(height)
            >
                <text class="timeline__head" x=SIDE.to_string() y="20">
                    {format!("Days from {}", anchor.in_words())}
                </text>
                {axis} {bands}
            </svg>
        </div>
    }
}

/// The first contact may come before the opening.
fn earliest(plan: &Plan) -> i64 {
    plan.steps.iter().map(|step| plan.days(step).0).min().unwrap_or_default().min(0)
}

struct Scale {
    first: i64,
    last: i64,
}

impl Scale {
    fn x(&self, day: i64) -> f64 {
        let part = share(day - self.first, self.last - self.first);
        (part * 2.0_f64.mul_add(-SIDE, WIDTH) + SIDE).clamp(SIDE, WIDTH - SIDE)
    }
}

fn band(row: &Row<'_>, scale: &Scale, place: usize) -> impl IntoView + use<> {
    let top = HEAD + ROW * count(place);
    let (open, grace) = row.ends();
    let begins = scale.x(row.opens);
    let ends = open.map_or(WIDTH - SIDE, |last| scale.x(last));
    let y = top + 42.0;
    let late = grace.map(|last| {
        let width = scale.x(last) - ends;
        view! {
            <rect
                class="timeline__late" x=ends.to_string() y=y.to_string() width=width.to_string()
                height=BAND.to_string()
            />
        }
    });
    // Nobody knows the last day of one that randomisation closes.
    let class = if open.is_some() { "timeline__open" } else { "timeline__open timeline__open--on" };
    let contacts = row.plan.steps.iter().map(|step| {
        let x = scale.x(row.opens + row.plan.days(step).0);
        let line = format!("M{x:.1},{}v{}", y - 4.0, BAND + 8.0);
        view! { <path class="timeline__tick" d=line /> }
    });
    view! {
        <text class="timeline__name" x=SIDE.to_string() y=(top + 16.0).to_string()>{row.name.clone()}</text>
        <text class="timeline__days" x=SIDE.to_string() y=(top + 33.0).to_string()>{row.in_words()}</text>
        <rect
            class=class x=begins.to_string() y=y.to_string() width=(ends - begins).to_string()
            height=BAND.to_string()
        />
        {late}
        {contacts.collect_view()}
    }
}

/// A line with the days, as many as can be read.
fn axis(scale: &Scale, top: f64) -> impl IntoView + use<> {
    const STEPS: [i64; 6] = [7, 14, 30, 90, 180, 360];
    let range = scale.last - scale.first;
    let step = STEPS.into_iter().find(|step| range / step <= 6).unwrap_or(720);
    let days = (0..=scale.last / step).map(|nth| nth * step);
    let ticks = days.map(|day| {
        let x = scale.x(day);
        let anchor = if day == 0 { "start" } else { "middle" };
        view! {
            <path class="timeline__axis" d=format!("M{x:.1},{top}v5") />
            <text class="timeline__days" x=x.to_string() y=(top + 20.0).to_string() text-anchor=anchor>
                {day.to_string()}
            </text>
        }
    });
    let line = format!("M{SIDE},{top}H{}", WIDTH - SIDE);
    view! { <path class="timeline__axis" d=line /> {ticks.collect_view()} }
}

/// The part of a length that so many days are.
fn share(days: i64, of: i64) -> f64 {
    let number = |days: i64| f64::from(i32::try_from(days).unwrap_or(i32::MAX));
    number(days) / number(of).max(1.0)
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
