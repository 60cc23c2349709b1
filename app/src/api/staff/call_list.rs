//! What is read for whoever looks after the people who are rung: the list, its rules, what it all came to, and what each
//! interviewer did.

mod figuring;

mod correcting;

mod so_far;

use chrono::{DateTime, NaiveDate, Utc};
use records::{
    Db,
    auth::{By, Supervisor},
    calls::{self, CallError, Found, Kind, NoneYet, Rated, Ruled, Sought},
    staff::{self, Caseload, Names},
    studies::StudyHandle,
};
use surveys::{
    calendar,
    calls::{Amiss, CallRules},
    keys::WaveKey,
    typed::Typed,
};

pub use self::figuring::stays_figured;
pub(crate) use self::{
    correcting::{Correcting, correcting},
    figuring::{Figuring, figuring},
    so_far::{CallsSoFar, calls_so_far},
};
use super::{
    Away, Trouble,
    calls::{NotDone, day_by},
    door::{Said, StaffRequest},
};
use crate::wording::staff::calls as wording;

/// The kinds of cases, by name and in words, as they are offered.
pub(crate) const KINDS: [(Kind, &str, &str); 5] = [
    (Kind::Waiting, "waiting", "Waits for somebody"),
    (Kind::Now, "now", "To ring now"),
    (Kind::Later, "later", "To ring later"),
    (Kind::Not, "not", "Nobody rings them"),
    (Kind::All, "all", "Everybody"),
];

/// Which of all cases are shown: those of a kind from one on, those of a study number, or those of the person of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    Of(Kind, i32),
    Number(String),
    Beside(i32),
}

impl Shown {
    /// As it was chosen, or as the address says after a press. None where nothing was.
    fn chosen(said: &Said) -> Option<Self> {
        let boxes = ["which", "after", "number", "beside"];
        let is_typed = boxes.iter().any(|name| said.typed.is_sent(name));
        Self::named(if is_typed { &said.typed } else { &said.shows })
    }

    /// As boxes name it, where they do.
    fn named(by: &Typed) -> Option<Self> {
        let number = |name: &str| by.one(name).parse::<i32>().ok();
        if !by.one("number").is_empty() {
            return Some(Self::Number(by.one("number").to_owned()));
        }
        if let Some(case) = number("beside") {
            return Some(Self::Beside(case));
        }
        let kind = KINDS.into_iter().find(|(_, own, _)| *own == by.one("which"));
        kind.map(|(kind, ..)| Self::Of(kind, number("after").unwrap_or_default()))
    }

    /// The boxes that name it, with what stands in each.
    pub fn boxes(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Of(kind, after) => {
                vec![("which", name(*kind).to_owned()), ("after", after.to_string())]
            }
            Self::Number(number) => vec![("number", number.clone())],
            Self::Beside(case) => vec![("beside", case.to_string())],
        }
    }

    fn sought(&self) -> Sought<'_> {
        match self {
            Self::Of(kind, after) => Sought::Of(*kind, *after),
            Self::Number(number) => Sought::Number(number),
            Self::Beside(case) => Sought::Beside(*case),
        }
    }
}

/// The name of a kind.
pub(crate) fn name(kind: Kind) -> &'static str {
    let named = KINDS.into_iter().find(|(own, ..)| *own == kind);
    named.map_or("all", |(_, name, _)| name)
}

/// What an address says after a press on a case, so that those stay shown among which it was: nothing where the form did not tell
/// them. No study number stands in an address.
#[must_use]
pub fn stays_shown(typed: &Typed, case: i32) -> String {
    match Shown::named(typed) {
        Some(Shown::Of(kind, after)) => format!("&which={}&after={after}", name(kind)),
        Some(Shown::Number(_) | Shown::Beside(_)) => format!("&beside={case}"),
        None => String::new(),
    }
}

/// Some cases, and who has each.
pub(crate) struct Listing {
    pub study: StudyHandle,
    pub found: Found,
    pub shown: Shown,
    /// Why there is no case at all, where there is none.
    pub none_yet: Option<NoneYet>,
    pub interviewers: Vec<Caseload>,
    pub names: Names,
    pub said: Said,
}

pub(crate) async fn listing(request: StaffRequest) -> Result<Listing, Away> {
    let (study, by) = supervisor(&request)?;
    let db = &request.db;
    let load = staff::load(db, &by).await.map_err(Away::failed)?;
    let by = By::Staff(by);
    let (shown, found) = match Shown::chosen(&request.said) {
        Some(shown) => {
            let found = calls::seek(db, &by, &study, shown.sought(), request.now).await;
            (shown, found.map_err(away)?)
        }
        None => first_of_any(db, (&by, &study), request.now).await?,
    };
    let none_yet = match found.cases.is_empty() {
        true => calls::none_yet(db, &by, &study).await.map_err(away)?,
        false => None,
    };
    let names = Names::of_supervisors(db, &by).await.map_err(Away::failed)?;
    let interviewers = load.interviewers;
    Ok(Listing { study, found, shown, none_yet, interviewers, names, said: request.said })
}

/// The first kind of which there is a case: those that wait for somebody come first.
async fn first_of_any(
    db: &Db,
    (by, study): (&By<Supervisor>, &StudyHandle),
    now: DateTime<Utc>,
) -> Result<(Shown, Found), Away> {
    for kind in [Kind::Waiting, Kind::Now, Kind::Later] {
        let shown = Shown::Of(kind, 0);
        let found = calls::seek(db, by, study, shown.sought(), now).await.map_err(away)?;
        if !found.cases.is_empty() {
            return Ok((shown, found));
        }
    }
    let shown = Shown::Of(Kind::Not, 0);
    let found = calls::seek(db, by, study, shown.sought(), now).await.map_err(away)?;
    Ok((shown, found))
}

/// The rules, and each version of them with who set it and why.
pub(crate) struct Ruling {
    pub study: StudyHandle,
    pub held: Ruled,
    pub versions: Vec<Ruled>,
    pub said: Said,
}

pub(crate) async fn ruling(request: StaffRequest) -> Result<Ruling, Away> {
    let (study, by) = supervisor(&request)?;
    let (db, by) = (&request.db, By::Staff(by));
    let held = calls::rules(db, &study).await.map_err(Away::failed)?;
    let names = Names::of_supervisors(db, &by).await.map_err(Away::failed)?;
    let mut versions = calls::rules_so_far(db, &by, &study).await.map_err(Away::failed)?;
    for (_, set_by) in versions.iter_mut().filter_map(|one| one.set.as_mut()) {
        *set_by = names.of(set_by);
    }
    Ok(Ruling { study, held, versions, said: request.said })
}

/// What a wave came to by the end of a day, once both were chosen.
pub(crate) struct Rating {
    pub study: StudyHandle,
    pub today: NaiveDate,
    pub rated: Option<(WaveKey, NaiveDate, Rated)>,
    pub said: Said,
}

pub(crate) async fn rating(mut request: StaffRequest) -> Result<Rating, Away> {
    let (study, by) = supervisor(&request)?;
    let today = calendar::date_in(&study.study().timezone, request.now);
    let typed = &request.said.typed;
    if typed.one("then").is_empty() {
        return Ok(Rating { study, today, rated: None, said: request.said });
    }
    let wave = WaveKey::new(typed.one("wave")).ok();
    let wave = wave.filter(|wave| study.study().wave(wave).is_some());
    let wave = wave.ok_or_else(|| ("wave", "Choose a survey".to_owned()));
    let (wave, day) = match (wave, day_by(typed, "day", today)) {
        (Ok(wave), Ok(day)) => (wave, day),
        (wave, day) => {
            request.said.amiss = wave.err().into_iter().chain(day.err()).collect();
            request.said.wrong = Some(super::Wrong::AsTyped);
            return Ok(Rating { study, today, rated: None, said: request.said });
        }
    };
    let asked = (&wave, day);
    let rated = calls::rates(&request.db, &By::Staff(by), &study, asked, request.now).await;
    let rated = Some((wave, day, rated.map_err(away)?));
    Ok(Rating { study, today, rated, said: request.said })
}

/// The rules as they were filled in, and why.
///
/// # Errors
/// Each box that cannot be read, and else all that is wrong with the rules as a whole.
pub fn filled(typed: &Typed) -> Result<CallRules, Vec<(&'static str, String)>> {
    let rules = CallRules::filled(typed).map_err(|unfit| {
        let unfit = unfit.into_iter();
        unfit
            .map(|(name, why)| (name, wording::of_box(name, wording::unfit(why))))
            .collect::<Vec<_>>()
    })?;
    let amiss = rules.check();
    if amiss.is_empty() { Ok(rules) } else { Err(amiss_of_rules(&amiss)) }
}

/// What is wrong with rules as a whole, each beside a box that can put it right.
#[must_use]
pub fn amiss_of_rules(amiss: &[Amiss]) -> Vec<(&'static str, String)> {
    let amiss = amiss.iter().map(wording::amiss);
    amiss.map(|(name, words)| (name, wording::of_box(name, &words))).collect()
}

/// What is said to whoever gives a case away while somebody has the participant on the line since this moment.
#[must_use]
pub fn on_the_line(since: DateTime<Utc>, zone: &str) -> String {
    wording::on_the_line(since, zone)
}

/// What is said to whoever wrote rules while somebody else set this version.
#[must_use]
pub fn set_meanwhile(version: i32) -> String {
    wording::set_meanwhile(version)
}

fn supervisor(request: &StaffRequest) -> Result<(StudyHandle, Supervisor), Away> {
    let study = request.study()?;
    let supervisor = request.member()?.supervisor(study);
    Ok((study.clone(), supervisor.map_err(|_| Away::Trouble(Trouble::NotAllowed))?))
}

fn away(error: CallError) -> Away {
    match NotDone::from(error) {
        NotDone::Trouble(trouble) => Away::Trouble(trouble),
        NotDone::Gone | NotDone::Amiss(_) => Away::Trouble(Trouble::NotFound),
    }
}
