//! What is read for walking through a survey, and for its map. Nothing that is tried out is stored: it comes with the
//! form and goes with the page.

use std::collections::BTreeSet;

use surveys::{
    authoring::Fault,
    definition::Survey,
    keys::{PageKey, SurveyKey},
    language::Language,
    trying::{Known, Left, Trial, Tried, asked_for},
    typed::Typed,
};

use super::{
    Away,
    door::StaffRequest,
    surveys::{self as written, Editing},
};

/// A survey that is looked through: a draft, or a published version.
pub(crate) struct LookedThrough {
    /// Its key.
    pub key: SurveyKey,
    /// None for a draft.
    pub version: Option<u32>,
    /// What the text is as a survey, or all that is wrong with it.
    pub read: Result<Survey, Vec<Fault>>,
    /// To look at in all its languages, while those are not in order.
    pub unfinished: Option<Survey>,
}

pub(crate) async fn draft(request: StaffRequest) -> Result<LookedThrough, Away> {
    let Editing { draft, read, unfinished, .. } = written::draft(request).await?;
    Ok(LookedThrough { key: draft.key, version: None, read, unfinished })
}

pub(crate) async fn version(request: StaffRequest) -> Result<LookedThrough, Away> {
    let survey = Survey::clone(&*written::asked(&request, 0).await?);
    let (key, version) = (survey.key.clone(), Some(survey.version));
    Ok(LookedThrough { key, version, read: Ok(survey), unfinished: None })
}

/// A survey that somebody walks through.
pub(crate) struct Walking {
    pub of: LookedThrough,
    /// How far they have come; none where the draft has faults.
    pub walk: Option<Walk>,
}

/// How far somebody has come.
pub(crate) struct Walk {
    /// In the language that was chosen.
    pub survey: Survey,
    /// All in which it can be walked through.
    pub languages: Vec<Language>,
    pub trial: Trial,
    pub tried: Tried,
    /// What can be made known beforehand.
    pub known: BTreeSet<Known>,
    /// An interviewer reads it out.
    pub by_telephone: bool,
    /// They sent it.
    pub sent: bool,
}

pub(crate) async fn walking_draft(request: StaffRequest) -> Result<Walking, Away> {
    let (typed, now) = (request.said.typed.clone(), request.now);
    let of = draft(request).await?;
    Ok(walked(of, &typed, now.date_naive()))
}

pub(crate) async fn walking_version(request: StaffRequest) -> Result<Walking, Away> {
    let (typed, now) = (request.said.typed.clone(), request.now);
    let of = version(request).await?;
    Ok(walked(of, &typed, now.date_naive()))
}

/// Takes the step that was posted, and goes through everything again.
fn walked(of: LookedThrough, typed: &Typed, today: chrono::NaiveDate) -> Walking {
    let Ok(own) = &of.read else { return Walking { of, walk: None } };
    let survey = of.unfinished.as_ref().unwrap_or(own);
    let trial = stepped(typed);
    let languages = survey.languages();
    let survey = survey.as_wished(trial.known.one("language"));
    let tried = trial.go_through(&survey, today);
    let (known, sent) = (asked_for(&survey), typed.has("tried-then", "send"));
    let by_telephone = trial.known.has("mode", "telephone");
    let walk = Walk { survey, languages, trial, tried, known, by_telephone, sent };
    Walking { of, walk: Some(walk) }
}

fn stepped(typed: &Typed) -> Trial {
    let mut trial = Trial::read(typed.raw("tried-out"));
    match typed.one("tried-then") {
        "next" => {
            if let Ok(page) = PageKey::new(typed.one("tried-page")) {
                let mut fields = typed.clone();
                fields.retain(|name| !name.starts_with("tried-"));
                trial.left.push(Left { page, typed: fields });
            }
            trial.at = None;
        }
        "known" => {
            let known = typed.iter().filter_map(|(name, _)| name.strip_prefix("known-"));
            let known =
                known.map(|name| (name.to_owned(), typed.one(&format!("known-{name}")).to_owned()));
            trial.known = Typed::from_pairs(known);
        }
        "again" => trial = Trial { known: trial.known, ..Trial::default() },
        then => {
            let page = then.strip_prefix("go/").and_then(|page| PageKey::new(page).ok());
            trial.at = page.or(trial.at);
        }
    }
    trial
}
