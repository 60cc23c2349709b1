//! What is read for whoever looks after the people who are rung: the list, its rules, what it all came to, and what each
//! interviewer did.

mod figuring;

use chrono::NaiveDate;
use records::{
    auth::{By, Supervisor},
    calls::{self, CallError, Listed, Rated, Ruled},
    staff::{self, Caseload, Names},
    studies::StudyHandle,
};
use surveys::{
    calendar,
    calls::{Amiss, CallRules, Standing},
    keys::WaveKey,
    typed::Typed,
};

pub(crate) use self::figuring::{Figuring, figuring};
use super::{
    Away, Trouble,
    calls::NotDone,
    door::{Said, StaffRequest},
};
use crate::wording::staff::calls as wording;

/// Which cases are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// All of them.
    All,
    /// Those that somebody has, or may be given now.
    Now,
    /// Those that may be given later.
    Later,
    /// Those that wait for somebody else.
    Waiting,
    /// Those whom nobody rings.
    Not,
}

impl Which {
    pub const ALL: [(Self, &str, &str); 5] = [
        (Self::Waiting, "waiting", "Waits for somebody"),
        (Self::Now, "now", "To ring now"),
        (Self::Later, "later", "To ring later"),
        (Self::Not, "not", "Nobody rings them"),
        (Self::All, "all", "Everybody"),
    ];

    /// By its name; those that wait, unless it is said.
    fn named(name: &str) -> Self {
        let named = Self::ALL.into_iter().find(|(_, own, _)| *own == name);
        named.map_or(Self::Waiting, |(which, ..)| which)
    }

    /// Whether a case is among them.
    pub fn has(self, one: &Listed) -> bool {
        self == Self::All
            || self
                == match one.standing {
                    Some(Standing::Now(_)) => Self::Now,
                    Some(Standing::Later(_)) => Self::Later,
                    Some(Standing::WaitsFor(_)) | None => Self::Waiting,
                    Some(Standing::Over { .. } | Standing::Not(_)) => Self::Not,
                }
    }
}

/// Every case, and who has each.
pub(crate) struct Listing {
    pub study: StudyHandle,
    pub cases: Vec<Listed>,
    pub which: Which,
    pub interviewers: Vec<Caseload>,
    pub names: Names,
    pub said: Said,
}

pub(crate) async fn listing(request: StaffRequest) -> Result<Listing, Away> {
    let (study, by) = supervisor(&request)?;
    let db = &request.db;
    let load = staff::load(db, &by).await.map_err(Away::failed)?;
    let by = By::Staff(by);
    let cases = calls::listed(db, &by, &study, request.now).await.map_err(away)?;
    let names = Names::of_supervisors(db, &by).await.map_err(Away::failed)?;
    let which = Which::named(request.said.typed.one("which"));
    let interviewers = load.interviewers;
    Ok(Listing { study, cases, which, interviewers, names, said: request.said })
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
    let day = typed.one("day").parse::<NaiveDate>().ok().filter(|day| *day <= today);
    let (Some(wave), Some(day)) = (wave.clone(), day) else {
        let open = [
            wave.is_none().then(|| ("wave", "Choose a survey".to_owned())),
            day.is_none()
                .then(|| ("day", "Write a day like 2026-03-02, not after today".to_owned())),
        ];
        request.said.amiss = open.into_iter().flatten().collect();
        request.said.wrong = Some(super::Wrong::AsTyped);
        return Ok(Rating { study, today, rated: None, said: request.said });
    };
    let asked = (&wave, day);
    let rated = calls::rates(&request.db, &By::Staff(by), &study, asked, request.now).await;
    let rated = Some((wave.clone(), day, rated.map_err(away)?));
    Ok(Rating { study, today, rated, said: request.said })
}

/// The rules as they were filled in, and why.
///
/// # Errors
/// Each box that cannot be read, and else all that is wrong with the rules as a whole.
pub fn filled(typed: &Typed) -> Result<CallRules, Vec<(&'static str, String)>> {
    let rules = CallRules::filled(typed).map_err(|unfit| {
        let unfit = unfit.into_iter();
        unfit.map(|(name, why)| (name, wording::unfit(why).to_owned())).collect::<Vec<_>>()
    })?;
    let amiss = rules.check();
    if amiss.is_empty() { Ok(rules) } else { Err(amiss_of_rules(&amiss)) }
}

/// What is wrong with rules as a whole, each beside a box that can put it right.
#[must_use]
pub fn amiss_of_rules(amiss: &[Amiss]) -> Vec<(&'static str, String)> {
    amiss.iter().map(wording::amiss).collect()
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
