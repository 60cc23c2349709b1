//! A survey's pages as a picture, drawn for a phone's width: the way runs down, a page that only some come to stands in
//! from it under when they do, and lines at its side lead from the answers that decide. A line joins another only at a
//! dot.

mod lines;

use leptos::prelude::*;
use surveys::{
    definition::Survey,
    map::{Comes, Lane, Stop, lanes, when},
};

use self::lines::in_lines;

/// How wide a page's box is; one that only some come to stands in by a part of it.
const BOX: usize = 262;
const INWARD: usize = 22;
/// Lines of words, and what lies around them.
const LINE: usize = 18;
const SMALL_LINE: usize = 16;
const ROOM: usize = 10;
/// From one line at the side to the next.
const LANE: usize = 10;
const SECTION: usize = 34;
/// How wide words may be, in hundredths of their own size: 14 pixels, and 13 of a condition.
const NAME: usize = 1_750;
const NAME_INWARD: usize = 1_600;
const TITLE: usize = 1_600;
const WHEN: usize = 1_850;

/// Where a page stands in the picture.
struct Spot {
    place: usize,
    top: usize,
    height: usize,
    is_inward: bool,
    words: Vec<String>,
    when: Vec<String>,
}

impl Spot {
    const fn middle(&self) -> usize {
        self.top + self.height / 2
    }
}

/// The picture. Each page is a link, to where the prefix with the key of its first question leads: for whoever points at it.
/// By keyboard the table below leads there, one stop a page.
#[component]
pub(crate) fn SurveyMap(survey: Survey, prefix: String) -> impl IntoView {
    let stops = surveys::map::map(&survey);
    let lanes = lanes(&stops);
    let side = lanes.iter().map(|lane| lane.lane + 1).max().unwrap_or_default() * LANE + ROOM;
    let (spots, titles, height) = spots(&stops, &survey);
    let width = side + BOX + ROOM;
    let groups = titles.iter().map(|(title, top, bottom)| group(title, (side, *top, *bottom)));
    let spine = spots.first().zip(spots.last()).map(|(first, last)| {
        let x = side + ROOM;
        let path = format!("M{x},{}V{}", first.top, last.top + last.height);
        view! { <path class="map__way" d=path /> }
    });
    let lines = lanes.iter().map(|lane| line(lane, &spots, side)).collect_view();
    let pages = spots.iter().map(|spot| {
        let first = stops.get(spot.place).and_then(|stop| stop.page.questions.first());
        let to = first.map(|first| format!("{prefix}{}", first.key)).unwrap_or_default();
        page(spot, side, to)
    });
    let rem = |pixels: usize| format!("{}rem", pixels as f64 / 16.0);
    view! {
        <div class="map" role="region" aria-label="Picture of the map" tabindex="0">
            <svg
                viewBox=format!("0 0 {width} {height}") width=rem(width) height=rem(height) role="group"
                aria-label="The pages in order; the table below says the same"
            >
                {groups.collect_view()} {spine} {lines} {pages.collect_view()}
            </svg>
        </div>
    }
}

/// Places the pages, and the sections around them: each with its title, top and bottom.
fn spots(stops: &[Stop<'_>], survey: &Survey) -> (Vec<Spot>, Vec<(String, usize, usize)>, usize) {
    let (mut spots, mut titles, mut top) = (Vec::new(), Vec::new(), 0);
    for group in stops.chunk_by(|one, next| one.section == next.section) {
        let begins = top;
        top += SECTION;
        let mut before = None;
        for stop in group {
            let is_inward = stop.comes == Comes::Some;
            // It is said once of pages that follow each other, and holds for all that stand in under it.
            let own = when(stop, survey).filter(|_| is_inward);
            let said = own.as_ref().filter(|own| before.as_ref() != Some(*own));
            let when =
                said.map(|when| in_lines(&format!("if {when}"), WHEN, 3)).unwrap_or_default();
            before = own;
            let mut words = in_lines(stop.name(), if is_inward { NAME_INWARD } else { NAME }, 2);
            if stop.comes == Comes::EverybodyInPart {
                words.push("(some questions only to some)".to_owned());
            }
            top += when.len() * SMALL_LINE;
            let height = words.len() * LINE + ROOM;
            spots.push(Spot { place: spots.len(), top, height, is_inward, words, when });
            top += height + ROOM + ROOM / 2;
        }
        let title = group.first().and_then(|stop| survey.sections.get(stop.section));
        let title = title.map(|section| section.title.clone()).unwrap_or_default();
        titles.push((title, begins, top - ROOM / 2));
        top += ROOM;
    }
    (spots, titles, top)
}

fn group(title: &str, (side, top, bottom): (usize, usize, usize)) -> impl IntoView + use<> {
    let title = in_lines(title, TITLE, 1).concat();
    view! {
        <rect
            class="map__section" x=side.to_string() y=top.to_string() width=(BOX + ROOM).to_string()
            height=(bottom - top).to_string() rx="6"
        />
        <text class="map__title" x=(side + ROOM + 8).to_string() y=(top + 22).to_string()>{title}</text>
    }
}

fn page(spot: &Spot, side: usize, to: String) -> impl IntoView + use<> {
    let inward = if spot.is_inward { INWARD } else { 0 };
    let (x, width) = (side + ROOM / 2 + inward, BOX - inward);
    let when = spot.when.iter().rev().enumerate().map(|(above, words)| {
        let y = spot.top - 5 - above * SMALL_LINE;
        view! { <text class="map__when" x=x.to_string() y=y.to_string()>{words.clone()}</text> }
    });
    let words = spot.words.iter().enumerate().map(|(below, words)| {
        let y = spot.top + ROOM / 2 + 13 + below * LINE;
        let x = x + ROOM - 2;
        view! { <text x=x.to_string() y=y.to_string()>{words.clone()}</text> }
    });
    let branch = spot.is_inward.then(|| {
        let path = format!("M{},{}H{x}", side + ROOM, spot.middle());
        view! { <path class="map__way" d=path /> }
    });
    let class = if spot.is_inward { "map__page map__page--some" } else { "map__page" };
    view! {
        {when.collect_view()}
        {branch}
        <a href=to class=class tabindex="-1">
            <rect
                x=x.to_string() y=spot.top.to_string() width=width.to_string()
                height=spot.height.to_string() rx="5"
            />
            {words.collect_view()}
        </a>
    }
}

/// From the page whose answers decide, down the side, and in to each page that they decide.
fn line(lane: &Lane, spots: &[Spot], side: usize) -> Option<impl IntoView + use<>> {
    let (from, last) = (spots.get(lane.from)?, spots.get(lane.last())?);
    let x = side - ROOM / 2 - lane.lane * LANE;
    let start = side + ROOM / 2 + if from.is_inward { INWARD } else { 0 };
    let down = format!("M{start},{}H{x}V{}", from.middle() + 4, last.middle() - 4);
    let ends = lane.to.iter().filter_map(|to| spots.get(*to)).map(|spot| {
        let y = spot.middle() - 4;
        let end = side + ROOM / 2 + if spot.is_inward { INWARD } else { 0 };
        let arrow = format!("M{x},{y}H{end}M{},{}l5,4l-5,4", end - 5, y - 4);
        view! {
            <path class="map__line" d=arrow />
            <circle class="map__dot" cx=x.to_string() cy=y.to_string() r="2.5" />
        }
    });
    Some(view! { <path class="map__line" d=down /> {ends.collect_view()} })
}
