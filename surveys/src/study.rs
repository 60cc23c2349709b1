//! A study: its waves, its consent form, its sites, and what its pages say.

#[cfg(feature = "authoring")]
use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[cfg(feature = "calendar")]
use crate::protocol::Protocol;
use crate::{
    consent::Form,
    keys::{StudyKey, WaveKey},
    retention::Retention,
    safeguarding::Safeguarding,
    waves::Wave,
};

/// A study as its file has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Study {
    /// Names the study on the command line.
    pub key: StudyKey,
    /// What participants see at the top of each page: neutral, without a word on health.
    pub title: String,
    /// The name of the programme under evaluation.
    pub programme: String,
    /// Who runs the study.
    pub organisation: String,
    /// The time zone of participants who have none of their own, as an IANA name.
    pub timezone: String,
    /// How to reach the study's team.
    pub team: Team,
    /// The arms, as the allocation names them.
    pub arms: Vec<Arm>,
    /// Where people come from.
    #[serde(default)]
    pub sites: Vec<Site>,
    /// In the order in which they are asked: those of its protocol, which is a document of its own.
    #[serde(skip)]
    pub waves: Vec<Wave>,
    /// The file of its protocol, beside its own, where that is not `protocol.toml`.
    #[serde(default, skip_serializing)]
    pub protocol: Option<String>,
    /// The consent form in use.
    pub consent: Form,
    /// Who acts when an answer says that somebody may come to harm. A survey that can raise an alert
    /// does not open without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safeguarding: Option<Safeguarding>,
    /// Where a participant cannot answer, somebody else may say by telephone what can be known of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub answers_by_proxy: bool,
    /// What interviewers say of the study before they ask anything.
    #[serde(default, skip_serializing_if = "Telephone::is_silent")]
    pub telephone: Telephone,
    /// From this day on answers are frozen for the analysis: nobody's are deleted any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub analysis_frozen_on: Option<NaiveDate>,
    /// How long what is kept.
    #[serde(default, skip_serializing_if = "Retention::is_usual")]
    pub retention: Retention,
    /// Where to get help, most urgent first.
    pub helplines: Vec<Helpline>,
    /// What this is, told before anything is asked.
    pub welcome: Vec<String>,
    /// The information sheet.
    pub information: Vec<Block>,
    /// The privacy notice.
    pub privacy: Vec<Block>,
    /// The accessibility statement.
    pub accessibility: Vec<Block>,
    /// How to stop, and what then happens.
    pub stopping: Vec<Block>,
}

/// How to reach the study's team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// As it is dialled.
    pub phone: String,
    /// Where mail is read.
    pub email: String,
    /// When somebody answers, in words.
    pub hours: String,
}

/// What interviewers say of a study before they ask anything, where it differs from one study to another. What a study leaves out
/// is not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telephone {
    /// What the study is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Where it has the number from that is rung.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub our_number: Option<String>,
    /// Who else hears a call, as it is or recorded, and what for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monitoring: Option<String>,
}

impl Telephone {
    /// Whether the study leaves all of it out.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        *self == Self::default()
    }

    /// What there is of it, by the names that the script of a call has for it.
    pub fn facts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("purpose", &self.purpose),
            ("our_number", &self.our_number),
            ("monitoring", &self.monitoring),
        ];
        all.into_iter().filter_map(|(name, words)| Some((name, words.as_deref()?)))
    }
}

/// One arm of the trial.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arm {
    /// As the allocation names it, for example `T`.
    pub key: String,
    /// What staff call it.
    pub title: String,
}

/// Where people come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// As the enrolment file names it.
    pub key: String,
    /// What people call it.
    pub title: String,
}

/// Where to get help.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Helpline {
    /// Who answers.
    pub name: String,
    /// How to reach them.
    pub reach: String,
    /// When, and for whom.
    pub about: String,
}

/// A heading and the paragraphs under it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// The heading.
    pub heading: String,
    /// The paragraphs.
    pub paragraphs: Vec<String>,
}

#[cfg(feature = "calendar")]
impl Study {
    /// The study with the waves of this protocol.
    #[must_use]
    pub fn following(self, protocol: &Protocol) -> Self {
        Self { waves: protocol.only_waves(), ..self }
    }
}

impl Study {
    /// The wave by this key.
    #[must_use]
    pub fn wave(&self, key: &WaveKey) -> Option<&Wave> {
        self.waves.iter().find(|wave| wave.key == *key)
    }

    /// What staff call the wave by this key, or the key as it stands where the study has no such wave.
    #[must_use]
    pub fn title_of(&self, wave: &str) -> String {
        let known = self.waves.iter().find(|known| known.key.as_str() == wave);
        known.map_or_else(|| wave.to_owned(), |known| known.title.clone())
    }
}

#[cfg(feature = "authoring")]
impl Telephone {
    /// Words that are there and empty: an interviewer would have an empty frame to read out.
    fn says_nothing(&self, file: &crate::authoring::File) -> Option<crate::authoring::Fault> {
        let (name, _) = self.facts().find(|(_, words)| words.trim().is_empty())?;
        let at = file.text.find(&format!("{name} =")).unwrap_or(0);
        let mend = "write what interviewers say, or leave the line out";
        Some(file.fault(at..at, format!("{name} is empty"), mend))
    }
}

#[cfg(feature = "authoring")]
impl Study {
    /// Reads a study's file.
    ///
    /// # Errors
    /// The first thing that is wrong with it, with its place and how to put it right.
    pub fn read(file: &crate::authoring::File) -> Result<Self, crate::authoring::Fault> {
        let mut study: Self = toml::from_str(&file.text).map_err(|error| {
            let problem = error.message().trim().replace('\n', "; ");
            let mend = if problem.starts_with("unknown field `waves`") {
                "waves stand in the protocol: move them into protocol.toml beside this file, as docs/protocol.md says"
            } else {
                "compare it with examples/study/study.toml"
            };
            file.fault(error.span().unwrap_or(0..0), problem, mend)
        })?;
        if let Some(help) = study.safeguarding.as_mut().and_then(|own| own.help.as_mut()) {
            help.fill_in();
        }
        if let Some((name, day)) = study.ended_too_early() {
            let at = file.text.find(name).unwrap_or(0);
            let problem = format!("{name} is {day}, before the day of the consent form");
            let mend = "write the day on which it was; from then on what is held goes";
            return Err(file.fault(at..at, problem, mend));
        }
        if let Some(fault) = study.telephone.says_nothing(file) {
            return Err(fault);
        }
        match study.named_twice() {
            None => Ok(study),
            Some((what, name)) => {
                let second = file.text.match_indices(&format!("\"{name}\"")).nth(1);
                let at = second.map_or(0, |(at, _)| at);
                let problem = format!("“{name}” is the {what} a second time");
                Err(file.fault(at..at, problem, "give each its own"))
            }
        }
    }

    /// An end that lies before the beginning: a year that was mistyped would delete everything at once.
    fn ended_too_early(&self) -> Option<(&'static str, NaiveDate)> {
        let Retention { final_report_on, last_linkage_on, .. } = self.retention;
        let ends = [("final_report_on", final_report_on), ("last_linkage_on", last_linkage_on)];
        let begun = self.consent.date;
        ends.into_iter().find_map(|(name, day)| Some((name, day.filter(|day| *day < begun)?)))
    }

    /// A name that has to be one thing's only, and is two's.
    fn named_twice(&self) -> Option<(&'static str, String)> {
        let statements = &self.consent.statements;
        let permits = statements.iter().flat_map(|said| {
            let ways = said.ways.iter().map(|way| way.permits);
            said.permits.into_iter().chain(ways).map(|permission| permission.name().to_owned())
        });
        let named = |name: &str| name.to_owned();
        let names: Vec<(&str, Vec<String>)> = vec![
            ("key of an arm", self.arms.iter().map(|arm| named(&arm.key)).collect()),
            ("key of a site", self.sites.iter().map(|site| named(&site.key)).collect()),
            ("code of a statement", statements.iter().map(|said| named(&said.code)).collect()),
            ("permission of a statement or way", permits.collect()),
        ];
        names.into_iter().find_map(|(what, names)| {
            let mut seen = BTreeSet::new();
            names.into_iter().find(|name| !seen.insert(name.clone())).map(|name| (what, name))
        })
    }
}
