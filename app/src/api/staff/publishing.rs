//! What is read before a draft is published: what it changes, whom that concerns, and whether its number is free.

use records::{
    Db,
    auth::{By, SurveyReader},
    drafts::{self, Draft, InLanguage},
    versions::{self, Affected, Neighbour},
};
use surveys::{
    authoring::Fault,
    comparing::{Change, Part, Variable, What, says_the_same, shared},
    definition::Survey,
    language::Language,
};

use super::{
    Away,
    door::{Said, StaffRequest},
    surveys::{self as written, Between, Editing, named, reader, theirs},
};

/// A draft before it is published.
pub(crate) struct Publishing {
    pub draft: Draft,
    /// How often it was saved, with its translations.
    pub stands: u32,
    pub read: Result<Survey, Vec<Fault>>,
    /// How much is to be done about its translations first.
    pub untranslated: usize,
    /// What changes since the last version, where there is one.
    pub between: Option<Between>,
    /// The languages of the last version in which it is no longer offered.
    pub lost: Vec<Language>,
    /// Those in which the last version was not offered.
    pub gained: Vec<Language>,
    /// What is to be said of its number.
    pub number: Number,
    pub affected: Affected,
    /// What would not fit the other waves of the studies that ask it.
    pub unfit: Vec<String>,
    /// What its answers are good for beside those of the other waves.
    pub waves: Vec<Wave>,
    pub said: Said,
}

/// Another survey of a study that asks the draft's.
pub(crate) struct Wave {
    /// What the study is called.
    pub study: String,
    /// The waves that begin with the other survey, by their keys.
    pub waves: String,
    /// What the other survey is called, and its version.
    pub title: String,
    /// Each variable that both have, and whether its values can be put side by side.
    pub variables: Vec<Variable>,
}

/// Whether a version can have the number that the draft has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    /// It can.
    Free,
    /// Whatever it is, the last version says just the same: there is nothing to publish.
    Same(u32),
    /// It is not higher than that of the last version: this is the next that is free.
    Low {
        /// That of the last version.
        last: u32,
        /// That which the draft could have.
        next: u32,
    },
}

pub(crate) async fn publishing(request: StaffRequest) -> Result<Publishing, Away> {
    let (key, _) = named(&request)?;
    theirs(&request, &key).await?;
    let (by, _) = reader(&request)?;
    let db = request.db.clone();
    let languages = drafts::in_languages(&db, &key).await.map_err(Away::failed)?;
    let Editing { draft, read, untranslated, said, .. } = written::draft(request).await?;
    let last = versions::find(&db, &key, None).await.map_err(Away::failed)?;
    let last = last.map(|stored| stored.survey);
    let pair = read.as_ref().ok().zip(last.as_deref());
    let number = pair.map_or(Number::Free, |(new, last)| number(new, last));
    let mut between = pair.map(|pair| between(pair, (untranslated, &languages)));
    let offered = pair.map(|(new, _)| new.languages()).unwrap_or_default();
    let before = pair.map(|(_, last)| last.languages()).unwrap_or_default();
    let [lost, gained] = [(&before, &offered), (&offered, &before)].map(|(those, others)| {
        those.iter().filter(|own| !others.contains(own)).cloned().collect::<Vec<_>>()
    });
    if let Some(between) = &mut between {
        between.changes.retain(|change| !lost.iter().chain(&gained).any(|own| is_in(change, own)));
    }
    let affected = versions::affected(&db, &by, &key).await.map_err(Away::failed)?;
    let (unfit, waves) = among_waves(&db, &by, &read).await?;
    let stands = drafts::standing(&draft, &languages);
    Ok(Publishing {
        draft,
        stands,
        read,
        untranslated,
        between,
        lost,
        gained,
        number,
        affected,
        unfit,
        waves,
        said,
    })
}

/// What would not fit the other waves, and what answers are good for beside theirs. Of a draft that cannot be read neither is
/// known.
async fn among_waves(
    db: &Db,
    by: &By<SurveyReader>,
    read: &Result<Survey, Vec<Fault>>,
) -> Result<(Vec<String>, Vec<Wave>), Away> {
    let Ok(draft) = read else { return Ok((Vec::new(), Vec::new())) };
    let unfit = versions::unfit(db, draft).await.map_err(Away::failed)?;
    let neighbours = versions::neighbours(db, by, &draft.key).await.map_err(Away::failed)?;
    let waves = neighbours.into_iter().map(|Neighbour { study, waves, survey }| Wave {
        study,
        waves: waves.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        title: format!("{}, version {}", survey.title, survey.version),
        variables: shared(&survey, draft),
    });
    Ok((unfit, waves.collect()))
}

/// While something is to be done about translations, both are compared without them.
fn between(
    (new, last): (&Survey, &Survey),
    (untranslated, languages): (usize, &[InLanguage]),
) -> Between {
    match untranslated {
        0 => Between::of(last, new),
        _ => Between::of(&in_its_own_language(last, new, languages), new),
    }
}

/// The last version without the languages that the draft has as well. What is not translated yet is not offered less
/// for that, and says nothing of whether answers can be put side by side.
fn in_its_own_language(last: &Survey, new: &Survey, languages: &[InLanguage]) -> Survey {
    let mut last = last.clone();
    let offered: Vec<_> = languages.iter().filter(|own| !own.left_out).collect();
    last.translations.retain(|language, _| {
        new.language != language.as_str() && offered.iter().all(|own| own.language != *language)
    });
    last
}

/// Whether a change is one text of a language. Of a language that came or went as a whole one line is enough.
fn is_in(change: &Change, language: &Language) -> bool {
    match &change.what {
        What::Said(Part::Named(name), _) => {
            let rest = name.strip_prefix("translations.");
            rest.and_then(|rest| rest.strip_prefix(language.as_str()))
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        }
        _ => false,
    }
}

fn number(new: &Survey, last: &Survey) -> Number {
    if says_the_same(last, new) {
        return Number::Same(last.version);
    }
    if new.version <= last.version {
        return Number::Low { last: last.version, next: last.version + 1 };
    }
    Number::Free
}
