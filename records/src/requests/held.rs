//! Everything that is held about one person, as they are given it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value as Json;

use super::{Concern, Received, Released, Traced};

/// Everything that is held about one person.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "each is told in the copy itself")]
pub struct Held {
    pub study: String,
    pub organisation: String,
    pub team: Team,
    pub study_number: String,
    pub made_on: NaiveDate,
    pub about: Vec<Kept>,
    pub consent: Vec<Consented>,
    pub stopped: Vec<Stopped>,
    pub refused: Vec<Refused>,
    pub group: Told<Group>,
    pub events: Vec<Event>,
    pub waves: Vec<Wave>,
    pub messages: Vec<Message>,
    /// The texts that they sent.
    pub texts: Vec<Texted>,
    pub links: Vec<Link>,
    pub vouchers: Vec<Voucher>,
    /// What was learned of their address and number, and what was tried to find them.
    pub tracing: Vec<Traced>,
    pub safeguarding: Told<Vec<Concern>>,
    pub registers: Vec<Registered>,
    /// Why other entries are not here, where there are any.
    pub registers_kept_back: Option<&'static str>,
    /// The releases of research data that they are in, or were in.
    pub released: Vec<Released>,
    /// To whom details were sent so that records could be found, a sentence each.
    pub records_shared_with: Vec<String>,
    /// What these returned, as far as it is kept.
    pub records_received: Vec<Received>,
    pub done: Vec<Done>,
}

/// How to reach the study's team.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "as the study has it")]
pub struct Team {
    pub phone: String,
    pub email: String,
    pub hours: String,
}

/// Something that is told, or kept back for a reason.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Told<T> {
    /// This is it.
    Here(T),
    /// There is something, and it is not in this copy.
    KeptBack {
        /// Why.
        because: &'static str,
    },
    /// There is nothing.
    Nothing,
}

/// Something that is known of the person, by its name.
#[derive(Clone, Debug, Serialize)]
pub struct Kept {
    /// What it is.
    pub what: &'static str,
    /// As it is kept.
    pub value: String,
}

/// One decision on a consent form.
#[derive(Clone, Debug, Serialize)]
pub struct Consented {
    /// The statement, in the words of its form.
    pub words: String,
    /// Of several ways, which.
    pub way: Option<String>,
    /// `yes`, `no` or `withdrawn`.
    pub answer: String,
    /// The version of the form.
    pub form_version: i32,
    /// How it was said.
    pub by: String,
    /// Who was there, as whoever wrote it down put it.
    pub witness: Option<String>,
    /// Who wrote it down.
    pub recorded_by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Something that was stopped, paused or taken up again.
#[derive(Clone, Debug, Serialize)]
pub struct Stopped {
    /// What was decided.
    pub words: String,
    /// Who decided it.
    pub decided_by: String,
    /// How it was said.
    pub by: String,
    /// Who wrote it down.
    pub recorded_by: String,
    /// Why, if somebody said so.
    pub reason: Option<String>,
    /// By which it is spoken of.
    pub reference: String,
    /// The day.
    pub on: NaiveDate,
}

/// Something that was asked for and refused.
#[derive(Clone, Debug, Serialize)]
pub struct Refused {
    /// What was asked for.
    pub words: String,
    /// Why it was refused.
    pub because: String,
    /// By which it is spoken of.
    pub reference: String,
    /// That it was refused, and what was decided on it since, oldest first.
    pub events: Vec<Done>,
    /// Why what staff wrote is not here, where they wrote something.
    pub kept_back: Option<&'static str>,
}

/// A voucher for a survey that was sent.
#[derive(Clone, Debug, Serialize)]
pub struct Voucher {
    /// For which survey.
    pub wave: String,
    /// What was promised.
    pub promised: String,
    /// What became of it, and how it goes.
    pub state: String,
    /// The day on which it was given, if it was.
    pub given_on: Option<NaiveDate>,
    /// How often another was given in its place.
    pub times_replaced: i32,
}

/// The group of the trial.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// What it is called.
    pub title: String,
    /// The day on which it was decided by chance.
    pub randomised_on: NaiveDate,
}

/// A date in the person's life that the study knows.
#[derive(Clone, Debug, Serialize)]
pub struct Event {
    /// What happened.
    pub what: String,
    /// When.
    pub on: NaiveDate,
}

/// One survey.
#[derive(Clone, Debug, Serialize)]
pub struct Wave {
    /// What it is called.
    pub title: String,
    /// When it was begun.
    pub begun_on: NaiveDate,
    /// When it was sent, if it was.
    pub sent_at: Option<DateTime<Utc>>,
    /// In which way it was answered, and by whom and why where somebody else answered for the person.
    pub how: String,
    /// What was answered.
    pub answers: Answers,
    /// What was worked out from it.
    pub scores: Vec<Score>,
}

/// The answers to a survey.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answers {
    /// They were deleted.
    Deleted {
        /// When.
        at: DateTime<Utc>,
    },
    /// These.
    Here {
        /// In words.
        questions: Vec<Answered>,
        /// As they are stored, with what is not finished.
        as_stored: Json,
        /// Each page that was saved, and what it changed.
        how_they_came_about: Vec<Json>,
    },
}

/// A question and what was answered.
#[derive(Clone, Debug, Serialize)]
pub struct Answered {
    /// The part of the survey.
    pub section: String,
    /// The question.
    pub question: String,
    /// The answers; a list of statements has several.
    pub answers: Vec<String>,
}

/// A score.
#[derive(Clone, Debug, Serialize)]
pub struct Score {
    /// The questionnaire.
    pub name: String,
    /// In full.
    pub title: String,
    /// The result; none where the rules give none.
    pub score: Option<String>,
    /// What researchers call a result like this.
    pub band: Option<String>,
    /// Parts with results of their own.
    pub parts: Vec<(String, String)>,
    /// How it was worked out.
    pub explanation: String,
}

/// A message.
#[derive(Clone, Debug, Serialize)]
pub struct Message {
    /// What it was about.
    pub about: String,
    /// Email or text.
    pub channel: String,
    /// Sent, or not.
    pub state: String,
    /// Why not.
    pub reason: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A text that they sent.
#[derive(Clone, Debug, Serialize)]
pub struct Texted {
    /// What it asks for: `stop`, `start`, `call`, `other`.
    pub asks: String,
    /// Its words, where they were kept.
    pub words: Option<String>,
    /// When it came.
    pub at: DateTime<Utc>,
}

/// A personal link. The link itself is stored nowhere.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// The survey.
    pub wave: String,
    /// When it was made.
    pub issued_at: DateTime<Utc>,
    /// When it was ended, if it was.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A complaint that the person tied to themselves; once somebody has looked through it, also a breach or harm that
/// is about them.
#[derive(Clone, Debug, Serialize)]
pub struct Registered {
    /// `complaint`, `breach` or `harm`.
    pub kind: &'static str,
    /// By which it is spoken of.
    pub reference: String,
    /// When it arrived, or when somebody of the study first knew.
    pub since: Option<DateTime<Utc>>,
    /// What the person wrote.
    pub your_words: Vec<Kept>,
    /// What happened, oldest first.
    pub events: Vec<Done>,
    /// Why what staff wrote is not here, where they wrote something.
    pub kept_back: Option<&'static str>,
}

/// Something that was done.
#[derive(Clone, Debug, Serialize)]
pub struct Done {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom: what they are, never who.
    pub by: String,
    /// What.
    pub what: String,
}
