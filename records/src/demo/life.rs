//! One invented person's rows.

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use surveys::{
    consent::{Answer, Decision, Event, Mode, Permission, State},
    facts::Allocation,
    invent::{Dice, Person},
    typed::Typed,
};

use super::{Course, Setting, answering, names, story};
use crate::{entity::response, events::EventKind, participants::Enrolment, secret};

/// Everything that is written of somebody.
pub(super) struct Life {
    pub enrolment: Enrolment,
    pub person_key: String,
    pub enrolled_at: DateTime<Utc>,
    /// Oldest first.
    pub consent: Vec<Event>,
    pub responses: Vec<response::Model>,
    pub allocation: Option<Allocation>,
    pub events: Vec<(EventKind, NaiveDate)>,
}

/// Lives through a story. Where people are at every stage the one in the first place has done nothing, and their date of
/// birth is not known: that is the one who is looked through the eyes of.
pub(super) fn live(setting: &Setting, place: u32) -> Result<Life, serde_json::Error> {
    let study = setting.study.study();
    let mut dice = Dice::of(setting.seed, u64::from(place));
    let yesterday = setting.today - Days::new(1);
    let story = story::story(study, place, (yesterday, setting.course), &mut dice);
    let mut person = person(place, &story, &mut dice);
    let mut life = enrolled(setting, place, &story, &person, &mut dice);
    if let Some(consented_on) = story.consented_on {
        life.consents(setting, at(consented_on, &mut dice), story.is_rung, &mut dice);
    }
    answering::answer_all(setting, &story, &mut person, &mut life, &mut dice)?;
    life.withdraws(yesterday, &mut dice);
    if setting.course == Course::AtEveryStage {
        life.is_supported(&story, yesterday, &mut dice);
    }
    Ok(life)
}

fn person(place: u32, story: &story::Story, dice: &mut Dice) -> Person {
    let health = 1 + dice.weighted(&[8, 24, 34, 24, 10]) as i64;
    let dob = story.enrolled_on
        - Months::new(12 * dice.between(19, 62) as u32)
        - TimeDelta::days(dice.between(0, 364));
    let since = story.enrolled_on - TimeDelta::days(dice.between(60, 1_500));
    Person {
        leaning: dice.roll(),
        dob,
        works_since: story.in_work.then_some(since),
        health,
        mood: (9 - health + dice.between(-2, 2)).clamp(0, 10),
        contact: names::contact(place),
    }
}

fn enrolled(
    setting: &Setting,
    place: u32,
    story: &story::Story,
    person: &Person,
    dice: &mut Dice,
) -> Life {
    const REFERRED: [&str; 5] =
        ["Self-referral", "GP practice", "NHS trust", "Jobcentre", "Community organisation"];
    let study = setting.study.study();
    let about = format!("{}|{place}", study.key);
    let key = secret::keyed(&setting.seed.to_be_bytes(), "invented person", &about);
    let contact = &person.contact;
    Life {
        enrolment: Enrolment {
            study_number: names::study_number(place),
            first_name: Some(names::first_name(dice)),
            last_name: Some("Example".to_owned()),
            dob: (place > 0 || setting.course == Course::ThroughAll).then_some(person.dob),
            nino: Some(names::nino(place)),
            mobile: Some(contact.mobile.clone()),
            email: Some(contact.email.clone()),
            address: Some(contact.address.clone()),
            postcode: Some(contact.postcode.clone()),
            language: None,
            site: dice.pick(&study.sites).map(|site| site.key.clone()),
            referral_source: dice.pick(&REFERRED).map(|source| (*source).to_owned()),
            test: None,
        },
        person_key: secret::crockford26(&key),
        enrolled_at: at(story.enrolled_on, dice) - TimeDelta::hours(1),
        consent: Vec::new(),
        responses: Vec::new(),
        allocation: None,
        events: Vec::new(),
    }
}

impl Life {
    pub fn consent_at(&self, moment: DateTime<Utc>) -> State {
        State::fold(self.consent.iter().filter(|event| event.at <= moment))
    }

    /// Decides on a statement, under the form of the study.
    pub fn decides(&mut self, setting: &Setting, decision: Decision, at: DateTime<Utc>) {
        let form_version = setting.study.study().consent.version;
        self.consent.push(Event { form_version, decision, at, mode: Mode::Web, witness: None });
    }

    /// Whoever is there to be rung agrees to calls.
    fn consents(&mut self, setting: &Setting, at: DateTime<Utc>, is_rung: bool, dice: &mut Dice) {
        let form = &setting.study.study().consent;
        let mut typed = Typed::default();
        for statement in form.on_the_web() {
            for (place, way) in statement.ways.iter().enumerate() {
                let is_needed = is_rung && way.permits == Permission::ContactPhone;
                if place == 0 || dice.chance(55) || is_needed {
                    typed.add(statement.code.as_str(), way.permits.name());
                }
            }
            let agrees = statement.mandatory || dice.chance(80);
            if statement.ways.is_empty() {
                typed.add(statement.code.as_str(), if agrees { "yes" } else { "no" });
            }
        }
        for decision in form.parse(&typed).unwrap_or_default() {
            self.decides(setting, decision, at);
        }
    }

    /// A few people change their mind about one thing later.
    fn withdraws(&mut self, yesterday: NaiveDate, dice: &mut Dice) {
        let (Some(first), true) = (self.consent.first(), dice.chance(4)) else { return };
        let on = first.at.date_naive() + TimeDelta::days(dice.between(15, 240));
        let kinds = [Permission::LinkNhs, Permission::ContactSms, Permission::Archive];
        let chosen = dice.pick(&kinds).copied();
        let given = |event: &&Event| {
            event.decision.permission == chosen && event.decision.answer == Answer::Yes
        };
        let Some(before) = self.consent.iter().find(given).filter(|_| on <= yesterday) else {
            return;
        };
        let decision = Decision { answer: Answer::Withdrawn, ..before.decision.clone() };
        let form_version = before.form_version;
        self.consent.push(Event {
            form_version,
            decision,
            at: at(on, dice),
            mode: Mode::Web,
            witness: None,
        });
    }

    /// Support is for the first arm.
    pub fn is_supported(&mut self, story: &story::Story, yesterday: NaiveDate, dice: &mut Dice) {
        let Some(allocation) = self.allocation.as_ref().filter(|_| story.arm == 0) else { return };
        let start = allocation.on + TimeDelta::days(dice.between(4, 35));
        let end = start + TimeDelta::days(dice.between(60, 270));
        let both = [(EventKind::SupportStart, start), (EventKind::SupportEnd, end)];
        self.events.extend(both.into_iter().filter(|(_, on)| *on <= yesterday));
    }
}

/// Some time between nine in the morning and eight in the evening.
pub(super) fn at(day: NaiveDate, dice: &mut Dice) -> DateTime<Utc> {
    let minutes = dice.between(9 * 60, 20 * 60 - 1);
    day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::minutes(minutes)
}
