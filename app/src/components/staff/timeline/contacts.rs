//! The contacts of one wave, as a picture: time runs down along its band, and each contact stands beside its day with its
//! name and a mark for each way in which it goes.

use leptos::prelude::*;
use surveys::{
    protocol::{Plan, Step},
    stopping::Way,
    waves::{Batch, Wave},
};

use super::{WIDTH, count, share};

/// Where the band is, and where words begin.
const BAND: f64 = 56.0;
const THICK: f64 = 12.0;
const MARKS: f64 = 100.0;
/// What a contact takes: its name, and below it its ways.
const ROOM: f64 = 42.0;
const TOP: f64 = 26.0;
/// What a day of the band takes: its number, and below it what happens then.
const LABEL: f64 = 30.0;

/// A contact on the picture.
struct Spot<'p> {
    step: &'p Step,
    first: i64,
    last: i64,
    /// Where its day is, and where its words are.
    at: f64,
    words: f64,
}

#[component]
pub(crate) fn Contacts(plan: Plan) -> impl IntoView {
    let days: Vec<_> = plan.steps.iter().map(|step| plan.days(step)).collect();
    let first = days.iter().map(|(first, _)| *first).min()?.min(0);
    let ends = ends(&plan.wave);
    let last_step = days.iter().map(|(_, last)| *last).max()?;
    let last = ends.into_iter().flatten().max().unwrap_or(last_step).max(last_step);
    let tall = ROOM * count(days.len()).max(4.0);
    let y = |day: i64| share(day - first, last - first).mul_add(tall, TOP);
    let spots = spots(&plan, &days, y);
    let marked = marked(ends, y);
    let below = marked.last().map_or(0.0, |(at, ..)| at + LABEL);
    let height = spots.last().map_or(tall, |spot| spot.words + ROOM).max(TOP + tall + 20.0);
    let height = height.max(below);
    let [open, grace] = ends;
    let late = grace.map(|grace| {
        let from = y(open.unwrap_or(0));
        band("timeline__late", from, y(grace))
    });
    let open_until = open.map_or(height - 8.0, y);
    let marked = marked.into_iter().map(|(at, day, what)| label(at, day, what));
    let label = format!(
        "The contacts of “{}” in their order; the table below says the same",
        plan.wave.title
    );
    let rem = |pixels: f64| format!("{}rem", pixels / 16.0);
    let view = view! {
        <div class="map">
            <svg
                class="timeline" role="img" aria-label=label viewBox=format!("0 0 {WIDTH} {height}")
                width=rem(WIDTH) height=rem(height)
            >
                <path class="timeline__axis" d=format!("M{},{TOP}V{:.1}", BAND + THICK / 2.0, y(last)) />
                {band("timeline__open", y(0), open_until)} {late}
                {marked.collect_view()}
                {spots.iter().map(contact).collect_view()}
            </svg>
        </div>
    };
    Some(view)
}

/// The last days on which it is open, and on which an answer is taken: of a wave that is issued in batches, for whoever has
/// waited longest, since its end does not wait with them.
fn ends(wave: &Wave) -> [Option<i64>; 2] {
    let wait = wave.batch.map_or(0, Batch::longest_wait);
    let [open, grace] =
        [wave.open_for, wave.grace].map(|day| day.map(|day| i64::from(day.saturating_sub(wait))));
    // Nothing is late before it closes, nor where it never does.
    [open, grace.filter(|last| open.is_some_and(|open| *last > open))]
}

/// The days of the band, each where it is, or below the one before where there is no room for both.
fn marked(
    [open, grace]: [Option<i64>; 2],
    y: impl Fn(i64) -> f64,
) -> Vec<(f64, i64, &'static str)> {
    let days =
        [Some((0, "opens")), open.map(|day| (day, "closes")), grace.map(|day| (day, "ends"))];
    let mut least = 0.0_f64;
    let place = |(day, what)| {
        let at = y(day).max(least);
        least = at + LABEL;
        (at, day, what)
    };
    days.into_iter().flatten().map(place).collect()
}

/// Each at its day, and its words no nearer to those above than can be read.
fn spots<'p>(plan: &'p Plan, days: &[(i64, i64)], y: impl Fn(i64) -> f64) -> Vec<Spot<'p>> {
    let mut spots: Vec<_> = plan
        .steps
        .iter()
        .zip(days)
        .map(|(step, (first, last))| {
            let at = y(*first);
            Spot { step, first: *first, last: *last, at, words: at }
        })
        .collect();
    spots.sort_by_key(|spot| spot.first);
    let mut least = 0.0_f64;
    for spot in &mut spots {
        spot.words = spot.at.max(least);
        least = spot.words + ROOM;
    }
    spots
}

fn band(class: &'static str, from: f64, to: f64) -> impl IntoView + use<> {
    view! {
        <rect
            class=class x=BAND.to_string() y=from.to_string() width=THICK.to_string()
            height=(to - from).max(0.0).to_string()
        />
    }
}

/// A day of the band, at its left.
fn label(y: f64, day: i64, what: &'static str) -> impl IntoView + use<> {
    let x = (BAND - 6.0).to_string();
    view! {
        <text class="timeline__days" x=x.clone() y=(y + 2.0).to_string() text-anchor="end">
            {format!("day {day}")}
        </text>
        <text class="timeline__days" x=x y=(y + 16.0).to_string() text-anchor="end">{what}</text>
    }
}

fn contact(spot: &Spot<'_>) -> impl IntoView + use<> {
    let Spot { step, first, last, at, words } = spot;
    let line = format!("M{},{at:.1}h8L{},{words:.1}", BAND + THICK, MARKS - 12.0);
    let day =
        if first == last { format!("day {first}") } else { format!("days {first} to {last}") };
    let name = format!("{day}: {}", step.key);
    let mut ways: Vec<Way> = step.sends.iter().map(|send| send.way).collect();
    ways.dedup();
    let otherwise = step.otherwise.iter().map(|send| send.way.noun());
    let otherwise: Vec<_> = otherwise.collect();
    let nouns: Vec<_> = ways.iter().map(|way| way.noun()).collect();
    let or = if otherwise.is_empty() {
        String::new()
    } else {
        format!(", else {}", otherwise.join(", "))
    };
    let unless: Vec<_> = step.unless.iter().map(|way| way.noun()).collect();
    let unless =
        if unless.is_empty() { String::new() } else { format!(", if no {}", unless.join(" or ")) };
    let below = format!("{}{or}{unless}", nouns.join(", "));
    let marks =
        ways.iter().enumerate().map(|(nth, way)| mark(*way, MARKS + 17.0 * count(nth), *words));
    let x = MARKS + 17.0 * count(ways.len()) - 4.0;
    view! {
        <path class="timeline__line" d=line />
        {marks.collect_view()}
        <text class="timeline__name" x=x.to_string() y=(words + 4.0).to_string()>{name}</text>
        <text class="timeline__days" x=x.to_string() y=(words + 21.0).to_string()>{below}</text>
    }
}

/// A shape for each way: no colour has to be told from another.
fn mark(way: Way, x: f64, y: f64) -> AnyView {
    match way {
        Way::Email => view! {
            <circle class="timeline__mark" cx=x.to_string() cy=y.to_string() r="6" />
        }
        .into_any(),
        Way::Sms => view! {
            <rect
                class="timeline__mark" x=(x - 6.0).to_string() y=(y - 5.5).to_string() width="12" height="11"
                rx="2"
            />
        }
        .into_any(),
        Way::Post => path(format!("M{x},{}l7,7l-7,7l-7,-7z", y - 7.0)),
        Way::Phone => path(format!("M{x},{}l7,12h-14z", y - 6.5)),
    }
}

fn path(d: String) -> AnyView {
    view! { <path class="timeline__mark" d=d /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::{LABEL, marked};

    #[test]
    fn two_days_that_are_near_to_each_other_on_the_picture_stand_below_each_other() {
        let told = marked([Some(56), Some(84)], far_away);

        assert_eq!(told.iter().map(|(_, day, _)| *day).collect::<Vec<_>>(), [0, 56, 84]);
        assert!(told.windows(2).all(|pair| pair[1].0 - pair[0].0 >= LABEL), "{told:?}");
    }

    /// As where a contact is made 400 days before: a day takes less than a pixel.
    fn far_away(day: i64) -> f64 {
        f64::from(i32::try_from(day + 400).expect("a few days")) * 0.3
    }
}
