//! `throughline calls figures`

use chrono::NaiveDate;
use clap::Args;
use records::{
    auth::By,
    calls::{self, Figured, OfInterviewer},
    staff::Names,
};
use serde_json::{Map, Value, json};
use surveys::{
    calendar,
    calls::{BySlot, Group, PageTime, Slot},
    keys::{StudyKey, WaveKey},
};

use super::{opened, rates::rounded, utc};
use crate::{
    commands::{Refused, now, say},
    settings::Place,
};

/// Tell what each interviewer did by the end of a day: calls, interviews, answers, and whom to ring again
#[derive(Args, Debug)]
pub struct Figures {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// Only about this wave
    #[arg(long, value_name = "KEY", value_parser = WaveKey::new)]
    wave: Option<WaveKey>,

    /// The day; today, unless it is given. Calls that were made after it change nothing
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,

    /// Write them as JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    place: Place,
}

impl Figures {
    pub(super) async fn run(self) -> Result<(), Refused> {
        let (db, study) = opened(&self.study, &self.place).await?;
        let now = now();
        let today = calendar::date_in(&study.study().timezone, now);
        let asked = (self.wave.as_ref(), self.as_of.unwrap_or(today));
        let figured = calls::figures(&db, &By::CommandLine, &study, asked, now).await?;
        if self.json {
            return say(as_json(&figured, asked));
        }
        let names = Names::of_supervisors(&db, &By::CommandLine).await?;
        let of = self.wave.as_ref().map_or("all waves", WaveKey::as_str);
        say(format!("{of} as of the end of {}", asked.1))?;
        figured.interviewers.iter().try_for_each(|one| in_words(one, &names))?;
        figured.pages.iter().try_for_each(|page| far_below(page, &names))?;
        match figured.left_out {
            0 => Ok(()),
            pages => say(format!("{pages:>8} saved pages cannot be read, and are in no figure")),
        }
    }
}

/// Each interviewer by the number of their account. Shares are of 1, with four decimals, and none where there is nothing.
fn as_json(figured: &Figured, (wave, as_of): (Option<&WaveKey>, NaiveDate)) -> Value {
    let interviewers: Vec<_> = figured.interviewers.iter().map(interviewer).collect();
    let pages: Vec<_> = figured.pages.iter().map(page).collect();
    json!({
        "wave": wave.map(WaveKey::as_str),
        "as_of": as_of,
        "interviewers": interviewers,
        "pages": pages,
        "slots": slots(&figured.by_slot),
        "left_out": figured.left_out,
    })
}

fn interviewer(one: &OfInterviewer) -> Value {
    let (calls, noted) = (&one.calls, &one.noted);
    let cases: Vec<_> = one.to_verify.iter().map(|finished| finished.case).collect();
    json!({
        "interviewer": one.staff_id,
        "calls": calls.calls,
        "cases": calls.cases,
        "reached": calls.reached,
        "contact": calls.contact().map(rounded),
        "spoken": calls.spoken,
        "cooperation": calls.cooperation().map(rounded),
        "refused": calls.refused,
        "refusal": calls.refusal().map(rounded),
        "complete": calls.complete,
        "by_proxy": calls.by_proxy,
        "partial": calls.partial,
        "broke_off": calls.broke_off,
        "call_minutes": calls.call_minutes.map(rounded),
        "interview_minutes": calls.interview_minutes.map(rounded),
        "answers": noted.answers,
        "dont_know": noted.dont_know_share().map(rounded),
        "prefer_not_to_say": noted.refused_share().map(rounded),
        "edits": noted.edits,
        "grids": noted.grids,
        "grids_alike": noted.alike,
        "series": noted.series,
        "series_alike": noted.series_alike,
        "pages_timed": one.pace.map_or(0, |pace| pace.times),
        "question_seconds": one.pace.map(|pace| rounded(pace.seconds)),
        "to_ring_again": cases,
        "rung_again": rung_again(one),
    })
}

/// How long the questions of a page took, in seconds for each: in the middle, and of each interviewer beside the others.
fn page(page: &PageTime) -> Value {
    let each = page.each.iter().map(|one| {
        json!({
            "interviewer": one.by,
            "timed": one.own.times,
            "question_seconds": rounded(one.own.seconds),
            "others": one.others.map(rounded),
            "far_below": one.is_far_below(),
        })
    });
    json!({
        "survey": page.survey.as_str(),
        "page": page.page.as_str(),
        "timed": page.all.times,
        "question_seconds": rounded(page.all.seconds),
        "interviewers": each.collect::<Vec<_>>(),
    })
}

/// Of those who are rung again, what was heard.
fn rung_again(one: &OfInterviewer) -> Vec<Value> {
    let each = one.to_verify.iter().filter_map(|finished| {
        let heard = finished.verified.as_ref()?;
        let (finding, at) = (heard.finding.key(), utc(heard.at));
        Some(json!({ "case": finished.case, "finding": finding, "at": at, "by": heard.by }))
    });
    each.collect()
}

/// By the letter of each part of the week, how many calls came to what.
fn slots(by_slot: &BySlot) -> Value {
    let of = |slot: Slot| {
        let count = |group| Value::from(by_slot.count(slot, group));
        let counts = Group::ALL.into_iter().map(|group| (group.key().to_owned(), count(group)));
        Value::Object(counts.collect::<Map<_, _>>())
    };
    let each = Slot::ALL.into_iter().map(|slot| (slot.key().to_owned(), of(slot)));
    Value::Object(each.collect::<Map<_, _>>())
}

fn in_words(one: &OfInterviewer, names: &Names) -> Result<(), Refused> {
    let (calls, noted) = (&one.calls, &one.noted);
    say(names.of_number(one.staff_id))?;
    let shares = [
        (calls.contact(), "of the people rung were reached"),
        (calls.cooperation(), "of the calls in which they spoke were complete interviews"),
        (calls.refusal(), "of the calls in which they spoke were refusals"),
        (noted.dont_know_share(), "of the answers are “don't know”"),
        (noted.refused_share(), "of the answers are “prefer not to say”"),
    ];
    let counts = [
        (calls.calls, "call", "calls"),
        (calls.cases, "person rung", "people rung"),
        (calls.complete, "complete interview", "complete interviews"),
        (calls.partial, "interview in part", "interviews in part"),
        (calls.broke_off, "broken off", "broken off"),
        (noted.answers, "answer", "answers"),
        (noted.edits, "answer changed later", "answers changed later"),
        (noted.alike, "grid with one number in every line", "grids with one number in every line"),
        (
            noted.series_alike,
            "row of questions with one answer",
            "rows of questions with one answer",
        ),
    ];
    for (count, one, more) in counts {
        say(format!("{count:>8} {}", if count == 1 { one } else { more }))?;
    }
    for (share, what) in shares {
        let share = share.map_or_else(|| "-".to_owned(), |share| format!("{share:.4}"));
        say(format!("{share:>8} {what}"))?;
    }
    let seconds = one.pace.map(|pace| format!("{:.1}", pace.seconds));
    say(format!("{:>8} seconds for a question, in the middle", seconds.as_deref().unwrap_or("-")))
}

/// Whoever was far faster with a page than the others.
fn far_below(page: &PageTime, names: &Names) -> Result<(), Refused> {
    for one in page.each.iter().filter(|one| one.is_far_below()) {
        let (own, others) = (one.own.seconds, one.others.unwrap_or_default());
        let (name, label) = (names.of_number(one.by), &page.label);
        let of = format!("{label} ({}, {})", page.survey, page.page);
        say(format!("far faster than others: {name}, {own:.1} seconds and not {others:.1}: {of}"))?;
    }
    Ok(())
}
