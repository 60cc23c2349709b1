//! Published versions: listing, publishing, showing, putting to use and retiring them.

use std::path::Path;

use records::{
    Db,
    auth::By,
    studies,
    versions::{self, Stored, Use},
};
use surveys::{
    authoring, catalogue,
    comparing::{self, compare, says_the_same},
    definition,
    keys::{StudyKey, SurveyKey, WaveKey},
};

use super::{
    comparing::tell,
    comparing::tell_whom,
    read,
    reading::{in_language, language_of},
};
use crate::{
    commands::{
        Refused, database, instrument, now,
        questionnaire::{self, Mode},
        say, settings,
    },
    settings::Place,
};

/// A survey, and its version where it was said.
pub type Named = (SurveyKey, Option<u32>);

pub async fn list(place: &Place) -> Result<(), Refused> {
    let settings = settings(place, None)?;
    let mut lines = Vec::new();
    if database::is_there(&settings) {
        let db = database::open(&settings).await?;
        let uses = versions::uses(&db, &By::CommandLine).await?;
        for stored in versions::list(&db).await? {
            lines.push((line(&stored.survey), state(&stored, &uses)));
        }
    }
    for survey in catalogue::surveys() {
        let line = line(survey);
        if !lines.iter().any(|(published, _)| *published == line) {
            lines.push((line, "comes with the program".to_owned()));
        }
    }
    lines.into_iter().try_for_each(|(line, state)| say(format!("{line}\t{state}")))
}

fn line(survey: &definition::Survey) -> String {
    format!("{}@{}\t{}", survey.key, survey.version, survey.title)
}

/// `published 2026-03-02, bridgeway begins exit with it`
fn state(stored: &Stored, uses: &[Use]) -> String {
    let day = stored.published_at.format("%Y-%m-%d");
    let retired = stored
        .retired
        .as_ref()
        .map(|retired| format!(", retired {}: {}", retired.at.format("%Y-%m-%d"), retired.reason));
    let own =
        |used: &&Use| used.survey == stored.survey.key && used.version == stored.survey.version;
    let used = uses.iter().filter(own);
    let used = used.map(|used| format!(", {} begins {} with it", used.study, used.wave));
    format!("published {day}{}{}", retired.unwrap_or_default(), used.collect::<String>())
}

/// Tells what the file changes, and publishes it unless only that was asked for.
pub async fn publish(
    path: &Path,
    (reason, dry_run): (Option<String>, bool),
    place: &Place,
) -> Result<(), Refused> {
    let said = reason.as_deref().filter(|reason| !reason.trim().is_empty());
    if said.is_none() && !dry_run {
        return Err(Refused::because(
            "say why after --reason: it stays with the version, for whoever reads the list later",
        ));
    }
    let settings = settings(place, None)?;
    let survey = read(path, &instrument::words(&settings).await?)?;
    if dry_run && !database::is_there(&settings) {
        return say(format!("{}@{} would be the first version.", survey.key, survey.version));
    }
    let db = database::open_or_make(&settings).await?;
    tell_what_changes(&db, &survey).await?;
    tell_what_does_not_fit(&db, &survey).await?;
    instrument::tell_ending(&db, &survey).await?;
    if dry_run {
        return say(format!("{}@{} was not published.", survey.key, survey.version));
    }
    is_news(&db, &survey).await?;
    let by = By::CommandLine;
    let published = versions::publish(&db, &by, &survey, said, now()).await;
    let published = published.map_err(instrument::without_licence)?;
    let outcome =
        if published.is_new { "published" } else { "was published already, just like this" };
    say(format!("{}@{} {outcome}, SHA-256 {}", published.key, published.version, published.sha256))
}

/// What was retired is published again under another number.
///
/// # Errors
/// When the last version says the same under a lower number.
async fn is_news(db: &Db, survey: &definition::Survey) -> Result<(), Refused> {
    let last = versions::find(db, &survey.key, None).await?;
    let is_same = |last: &Stored| {
        last.retired.is_none()
            && last.survey.version < survey.version
            && says_the_same(&last.survey, survey)
    };
    match last.filter(is_same) {
        Some(last) => Err(Refused::because(format!(
            "{}@{} says the same: there is nothing to publish",
            survey.key, last.survey.version
        ))),
        None => Ok(()),
    }
}

/// Against the surveys of the other waves.
async fn tell_what_does_not_fit(db: &Db, survey: &definition::Survey) -> Result<(), Refused> {
    let unfit = versions::unfit(db, survey).await?;
    if unfit.is_empty() {
        return Ok(());
    }
    say("No wave can begin with it before this is mended:")?;
    unfit.into_iter().try_for_each(|one| say(format!("  {one}")))
}

/// Against the last version before this one, where there is one.
async fn tell_what_changes(db: &Db, survey: &definition::Survey) -> Result<(), Refused> {
    let listed = versions::listed_of(db, &survey.key).await?;
    let Some(last) = listed.iter().rev().find(|own| own.version < survey.version) else {
        return Ok(());
    };
    let before = versions::asks(db, last).await?;
    say(format!("Since {}@{}:", survey.key, last.version))?;
    let changes = compare(&before, survey);
    tell(&changes, &comparing::variables(&before, survey, &changes))?;
    tell_whom(db, survey).await
}

/// How a survey is shown.
pub enum Showing {
    /// As the JSON that is published.
    Json,
    /// As a file, from which the next version can be written.
    File,
    /// As the file of its translation into the language of this tag, or of the words around the questions.
    Translation(String, bool),
    /// As somebody reads it or has it read to them, in its first language or in the one of this tag.
    Questionnaire(Mode, Option<String>),
}

pub async fn show((key, version): &Named, as_what: Showing, place: &Place) -> Result<(), Refused> {
    let survey = find(place, key, *version).await?;
    match as_what {
        Showing::Json => say(serde_json::to_string_pretty(&survey)?),
        Showing::File => {
            let packs = instrument::words_for_a_check(&settings(place, None)?, None).await?;
            let file = authoring::write(&survey, &packs).map_err(|why| {
                Refused::because(format!("{key} cannot be written as a file: {why}"))
            })?;
            say(file.trim_end())
        }
        Showing::Translation(wish, words) => say(translation(&survey, &wish, words)?.trim_end()),
        Showing::Questionnaire(mode, None) => say(questionnaire::of(&survey.as_wished(""), mode)),
        Showing::Questionnaire(mode, Some(wish)) => {
            say(questionnaire::of(&in_language(&survey, &wish)?, mode))
        }
    }
}

/// The file of a translation that was published, as a translator goes on with it.
fn translation(survey: &definition::Survey, wish: &str, words: bool) -> Result<String, Refused> {
    let language = language_of(survey, wish)?;
    let files = authoring::write_translation(survey, &language);
    let file = files.and_then(|files| if words { files.words } else { files.texts });
    file.ok_or_else(|| {
        let what = if words { "words around the questions" } else { "translation" };
        Refused::because(format!("“{}” has no {what} in “{wish}”", survey.key))
    })
}

pub async fn retire(
    (key, version): (&SurveyKey, u32),
    reason: &str,
    place: &Place,
) -> Result<(), Refused> {
    let db = database::open(&settings(place, None)?).await?;
    versions::retire(&db, &By::CommandLine, (key, version), reason, now()).await?;
    say(format!("{key}@{version} is retired. Whoever has begun it finishes it."))
}

pub async fn begin_with(
    (key, version): Named,
    (study, wave): (&StudyKey, &WaveKey),
    place: &Place,
) -> Result<(), Refused> {
    let Some(version) = version else {
        return Err(Refused::because(format!("say which version, such as {key}@2")));
    };
    let db = database::open(&settings(place, None)?).await?;
    let study = studies::find(&db, study).await?;
    let on = (&study, wave);
    versions::use_for(&db, &By::CommandLine, on, (&key, version), now()).await?;
    say(format!("New responses of the wave {wave} begin on {key}@{version} from now on."))
}

/// A published version, or one that comes with the program.
pub async fn find(
    place: &Place,
    key: &SurveyKey,
    version: Option<u32>,
) -> Result<definition::Survey, Refused> {
    let settings = settings(place, None)?;
    if database::is_there(&settings) {
        let db = database::open(&settings).await?;
        if let Some(stored) = versions::find(&db, key, version).await? {
            return Ok(stored.survey.as_ref().clone());
        }
    }
    let ours = catalogue::survey(key.as_str());
    let ours = ours.filter(|survey| version.is_none_or(|version| version == survey.version));
    let name = version.map_or_else(|| key.to_string(), |version| format!("{key}@{version}"));
    ours.cloned().ok_or_else(|| {
        Refused::because(format!(
            "there is no survey “{name}”; `throughline survey list` names those there are"
        ))
    })
}

pub fn named(typed: &str) -> Result<Named, String> {
    let (key, version) = match typed.split_once('@') {
        Some((key, version)) => (key, Some(version)),
        None => (typed, None),
    };
    let version = version.map(str::parse).transpose();
    let version =
        version.map_err(|_| "write the version as a number, such as baseline@1".to_owned())?;
    Ok((SurveyKey::new(key).map_err(|error| error.to_string())?, version))
}
