//! An entry that somebody who keeps the registers opens: a complaint by telephone or letter, a breach, a
//! harm.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::{
    Channel, MOST_CONTACT, MOST_WORDS, Mistake, Problem, Register, Said,
    forms::{chosen, not_blank, words},
};
use crate::{calendar, typed::Typed};

/// What is said to be so many years old is a slip of the keys: 1826 or 2016 for 2026.
const MOST_YEARS: u32 = 5;

/// A new entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// In which register.
    pub register: Register,
    /// When it arrived, or when somebody of the study first knew.
    pub since: DateTime<Utc>,
    /// How.
    pub channel: Channel,
    /// What there is to say of it.
    pub said: Said,
    /// Whom it is about, by study number; empty when it is about nobody in particular.
    pub number: String,
}

impl Opening {
    /// Reads the form. Days and times are those of the study's clock. A day without a time is taken from
    /// its beginning: only for a breach does the hour count, and is asked for.
    ///
    /// # Errors
    /// With the first thing that is wrong.
    pub fn read(
        register: Register,
        typed: &Typed,
        zone: &str,
        now: DateTime<Utc>,
    ) -> Result<Self, Problem> {
        let channel = match register {
            Register::Complaint => chosen(typed, "channel", |name| {
                Channel::named(name).filter(|channel| Channel::OF_STAFF.contains(channel))
            })?,
            Register::Breach | Register::Harm => Channel::Team,
        };
        let time = match register {
            Register::Breach => time(typed)?,
            Register::Complaint | Register::Harm => NaiveTime::MIN,
        };
        let day = day(typed)?;
        let since = calendar::instant_in(zone, day, time);
        let since = since.ok_or(Mistake::NoSuchDay.at("day"))?;
        let today = calendar::date_in(zone, now);
        if since > now {
            return Err(Mistake::InFuture.at(if day > today { "day" } else { "time" }));
        }
        if today.years_since(day).is_some_and(|years| years >= MOST_YEARS) {
            return Err(Mistake::LongAgo.at("day"));
        }
        let what = words(typed, "what", MOST_WORDS).and_then(not_blank("what"))?;
        let wish = words(typed, "wish", MOST_WORDS)?;
        let contact = words(typed, "contact", MOST_CONTACT)?;
        let number = typed.one("number").to_owned();
        if register == Register::Harm && number.is_empty() {
            return Err(Mistake::Blank.at("number"));
        }
        Ok(Self { register, since, channel, said: Said { what, wish, contact }, number })
    }
}

fn day(typed: &Typed) -> Result<NaiveDate, Problem> {
    let text = typed.one("day");
    if text.is_empty() {
        return Err(Mistake::Blank.at("day"));
    }
    // Browsers without a calendar send what people write.
    let read = |form| NaiveDate::parse_from_str(text, form).ok();
    read("%Y-%m-%d").or_else(|| read("%d/%m/%Y")).ok_or(Mistake::NoSuchDay.at("day"))
}

fn time(typed: &Typed) -> Result<NaiveTime, Problem> {
    let text = typed.one("time");
    if text.is_empty() {
        return Err(Mistake::Blank.at("time"));
    }
    let read = |form| NaiveTime::parse_from_str(text, form).ok();
    read("%H:%M").or_else(|| read("%H:%M:%S")).ok_or(Mistake::NoSuchDay.at("time"))
}
