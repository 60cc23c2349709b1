//! Calls by the part of the week in which they were made and by what they came to, as a picture: a bar for each, with its words
//! before it and its number behind it, so that no colour has to be told from another. Drawn for a phone's width.

use leptos::prelude::*;
use surveys::calls::{BySlot, Group, Slot};

use crate::wording::staff::calls as wording;

/// How wide the picture is, and what stays free at both sides.
const WIDTH: f64 = 340.0;
const SIDE: f64 = 6.0;
/// Where bars begin, and how long the longest is.
const FROM: f64 = 124.0;
const LONGEST: f64 = 164.0;
/// The name of a part of the week, what each bar takes, and how thick it is.
const NAME: f64 = 34.0;
const ROW: f64 = 22.0;
const THICK: f64 = 12.0;

#[component]
pub(crate) fn Attempts(by_slot: BySlot) -> impl IntoView {
    let counts = Slot::ALL.map(|slot| Group::ALL.map(|group| by_slot.count(slot, group)));
    let most = counts.into_iter().flatten().max().unwrap_or_default().max(1);
    let each = 4.0_f64.mul_add(ROW, NAME);
    let height = 4.0_f64.mul_add(each, SIDE);
    let slots = Slot::ALL.into_iter().zip(counts).zip(0_u8..).map(|((slot, counts), place)| {
        let top = f64::from(place) * each;
        let bars = Group::ALL.into_iter().zip(counts).zip(0_u8..).map(|((group, count), place)| {
            bar(f64::from(place).mul_add(ROW, top + NAME), (group, count), most)
        });
        view! {
            <text class="timeline__name" x=SIDE.to_string() y=(top + 24.0).to_string()>
                {wording::part_of_week(slot)}
            </text>
            {bars.collect_view()}
        }
    });
    let slots = slots.collect_view();
    let label = "Calls by part of the week and by what they came to; the table below says the same";
    let rem = |pixels: f64| format!("{}rem", pixels / 16.0);
    view! {
        <div class="map">
            <svg
                class="timeline" role="img" aria-label=label viewBox=format!("0 0 {WIDTH} {height}")
                width=rem(WIDTH) height=rem(height)
            >
                {slots}
            </svg>
        </div>
    }
}

fn bar(top: f64, (group, count): (Group, u32), most: u32) -> impl IntoView + use<> {
    let long = f64::from(count) / f64::from(most) * LONGEST;
    let line = (top + THICK - 1.0).to_string();
    let band = (count > 0).then(|| {
        view! {
            <rect
                class="timeline__open" x=FROM.to_string() y=top.to_string() width=long.to_string()
                height=THICK.to_string()
            />
        }
    });
    view! {
        <text class="timeline__days" x=SIDE.to_string() y=line.clone()>{wording::group(group)}</text>
        {band}
        <text x=(FROM + long + 6.0).to_string() y=line>{count.to_string()}</text>
    }
}
