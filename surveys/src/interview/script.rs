//! What an interviewer says around the questions of a call, and what they do not say, in the order of a call. The pages of a call
//! and the ethics committee's pack take their words from here, so that the two never differ.

use self::Saying as S;
use super::moment::{Manner, Manner as M, Moment, Moment as At};
use crate::fill::filled;

/// One thing that is read out, or that the interviewer is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saying {
    /// The words of the protocol may be left on a voicemail.
    LeaveTheseWords,
    /// What may be left on a voicemail where there are no words for it.
    LeaveMessage,
    /// As many messages were left as may be.
    NoMoreMessages,
    /// Before it is known who is on the line.
    NothingYet,
    /// They ask for them: `{name}`.
    AskForThem,
    /// There is no name to ask for.
    NoName,
    /// They ask for the birthday.
    AskBirthday,
    /// There is no birthday to compare.
    NoBirthday,
    /// It was another.
    WrongBirthday,
    /// It was another too often.
    NoMoreBirthdays,
    /// Who calls, for whom, what about and for how long: `{interviewer}`, `{organisation}`, `{study}`, `{minutes}`.
    Introduce,
    /// They have begun.
    GoOn,
    /// What the study is for, in its own words: `{purpose}`.
    Purpose,
    /// Where it has their number from, in its own words: `{our_number}`.
    OurNumber,
    /// What they agreed to.
    Agreed,
    /// It is up to them.
    Voluntary,
    /// Who else hears the call, and what for, in the study's own words: `{monitoring}`.
    Monitoring,
    /// Whether it suits them.
    GoodTime,
    /// Who may answer for them, and why.
    ProxyMay,
    /// What whoever answers for them is told first: `{name}`.
    ProxyIntroduce,
    /// What they are not asked, and not told.
    ProxyLeftOut,
    /// They ask who can help.
    AskedForHelp,
    /// An instrument.
    WordForWord,
    /// Answers that are offered.
    ReadAnswers,
    /// “Don't know” and “prefer not to say”.
    NeverReadOut,
    /// An answer that is not offered.
    NotOffered,
    /// An answer is odd: above the words in which the survey asks about it.
    MayBeWrong,
    /// They answer on the web at the same time, last at `{time}`.
    AlsoOnline,
    /// Somebody else answers for them.
    ProxyAnswers,
    /// How they want to go on.
    HowToGoOn,
    /// When to say who can help.
    Upset,
    /// Said before who can help, where nothing was told that raises an alert.
    ForAnybody,
    /// That somebody calls, within `{days}`.
    Promise,
    /// Somebody is in danger.
    Danger,
    /// What stops and what goes on, once they said what they want to stop.
    WhatStops,
    /// Whether they want to hear their answers.
    ReadBack,
    /// Goodbye.
    Thanks,
}

impl Saying {
    /// Everything, in the order of a call.
    #[rustfmt::skip]
    pub const ALL: [Self; 37] = [
        S::LeaveTheseWords, S::LeaveMessage, S::NoMoreMessages,
        S::NothingYet, S::AskForThem, S::NoName, S::AskBirthday, S::NoBirthday, S::WrongBirthday, S::NoMoreBirthdays,
        S::Introduce, S::GoOn, S::Purpose, S::OurNumber, S::Agreed, S::Voluntary, S::Monitoring, S::GoodTime,
        S::ProxyMay, S::ProxyIntroduce, S::ProxyLeftOut, S::AskedForHelp,
        S::WordForWord, S::ReadAnswers, S::NeverReadOut, S::NotOffered, S::MayBeWrong, S::AlsoOnline, S::ProxyAnswers,
        S::HowToGoOn, S::Upset, S::ForAnybody, S::Promise, S::Danger,
        S::WhatStops,
        S::ReadBack, S::Thanks,
    ];

    /// In which part of a call it belongs.
    #[must_use]
    pub const fn moment(self) -> Moment {
        self.row().0
    }

    /// How an interviewer has it before them.
    #[must_use]
    pub const fn manner(self) -> Manner {
        self.row().1
    }

    /// Where it is not said in every call: `if they have begun`.
    #[must_use]
    pub const fn condition(self) -> Option<&'static str> {
        let condition = self.row().2;
        if condition.is_empty() { None } else { Some(condition) }
    }

    /// As it is written, with names in braces where something is filled in.
    #[rustfmt::skip]
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            S::LeaveTheseWords => "You may leave these words on their voicemail, and no others.",
            S::LeaveMessage => "On voicemail you may leave a message: who you are, and which number to call. Nothing about the study.",
            S::NoMoreMessages => "Leave no more messages on their voicemail.",
            S::NothingYet => "Say nothing about the study before you know that it is them.",
            S::AskForThem => "May I speak to {name}?",
            S::NoName => "No name is on record: ask for nobody by name, and do not guess it.",
            S::AskBirthday => "To be sure that I speak to the right person: on which day and in which month were you born?",
            S::NoBirthday => "No birthday is on record. Make sure by their whole name that it is them. The record will say that no birthday was compared.",
            S::WrongBirthday => "That is not the birthday we have. Say nothing about the study.",
            S::NoMoreBirthdays => "That was wrong too often. Say goodbye, and try again after a quarter of an hour.",
            S::Introduce => "My name is {interviewer}. I am calling from {organisation}, about {study}. It takes about {minutes} minutes.",
            S::GoOn => "You have answered some of it already, and we go on where you stopped.",
            S::Voluntary => "It is up to you whether you take part. You can leave out any question, and stop whenever you like. You need not say why, and it changes nothing for you. I type in what you say.",
            S::Purpose => "{purpose}", S::OurNumber => "{our_number}",
            S::Agreed => "When you joined, you agreed to take part. You can change your mind about that, and about our calls, at any time.",
            S::Monitoring => "{monitoring}",
            S::GoodTime => "Is now a good time?",
            S::ProxyMay => "Somebody else answers only for who cannot: too ill, cannot hear or speak on the telephone, speaks none of the languages of the survey, or cannot follow the questions. Write down who they are and which of these it is. If they only have no time, ring again.",
            S::ProxyIntroduce => "You answer for {name}, as far as you know. If you do not know, please say so: that is an answer, too. I leave out what only {name} can say or decide, such as how they feel, and I tell you nothing that they told us. It is up to you both whether we go on, and you can stop whenever you like. I type in what you say.",
            S::ProxyLeftOut => "What only the participant can say or decide is left out by itself. Read nothing of what they answered before, also if you are asked.",
            S::AskedForHelp => "If they ask who can help",
            S::WordForWord => "Read word for word",
            S::ReadAnswers => "Then read out these answers, without their numbers:",
            S::NeverReadOut => "Never read out. Choose it when it is said:",
            S::NotOffered => "Do not read out: choose it when it is said",
            S::MayBeWrong => "Ask them about an answer that may be wrong",
            S::AlsoOnline => "They also answer on the web, last at {time}. For each question, what was saved last counts. Ask whether they want to go on with you.",
            S::ProxyAnswers => "Somebody else answers for them. Say their name where a question says “you”, and tell nothing of what they answered before.",
            S::HowToGoOn => "We can stop for a moment. Would you like to go on, stop here, or have me call another day?",
            S::Upset => "Read this out when somebody is upset, or asks.",
            S::ForAnybody => "We do not check answers straight away. If you need help now, please use one of these.",
            S::Promise => "A member of the study team will try to call you within {days}.",
            S::Danger => "If a life is at risk now, call 999 first.",
            S::WhatStops => "You can read this to them:",
            S::ReadBack => "That was the last question. Shall I read back anything that you told me? Once I have sent the answers, nobody can change them.",
            S::Thanks => "Thank you for your time. I send your answers now.",
        }
    }

    /// The words with these facts filled in. What is not known stays in braces.
    #[must_use]
    pub fn said(self, facts: &[(&str, &str)]) -> String {
        filled(self.words(), |name| {
            let fact = facts.iter().find(|(own, _)| *own == name);
            fact.map_or_else(|| format!("{{{name}}}"), |(_, fact)| (*fact).to_owned())
        })
    }

    #[rustfmt::skip]
    const fn row(self) -> (Moment, Manner, &'static str) {
        match self {
            S::LeaveTheseWords => (At::Voicemail, M::Told, "above the words of the protocol, where it has some"),
            S::LeaveMessage => (At::Voicemail, M::Warned, "where it has none"),
            S::NoMoreMessages => (At::Voicemail, M::Warned, "once the rules of calling allow no more messages"),
            S::NothingYet => (At::WhoIsThere, M::Warned, ""),
            S::AskForThem => (At::WhoIsThere, M::ReadOut, "if a name is on record"),
            S::NoName => (At::WhoIsThere, M::Warned, "if none is"),
            S::AskBirthday => (At::WhoIsThere, M::ReadOut, "if a birthday is on record"),
            S::NoBirthday => (At::WhoIsThere, M::Told, "if none is"),
            S::WrongBirthday => (At::WhoIsThere, M::Warned, "if it is another"),
            S::NoMoreBirthdays => (At::WhoIsThere, M::Told, "if it is another again and again"),
            S::Introduce => (At::Introduction, M::ReadOut, ""),
            S::GoOn => (At::Introduction, M::ReadOut, "if they have begun"),
            S::Purpose | S::OurNumber | S::Monitoring => (At::Introduction, M::ReadOut, "in the words of the study"),
            S::Agreed | S::Voluntary | S::GoodTime => (At::Introduction, M::ReadOut, ""),
            S::ProxyMay => (At::Introduction, M::Told, "in a study that lets somebody else answer"),
            S::ProxyIntroduce => (At::Introduction, M::ReadOut, "to whoever answers for them"),
            S::ProxyLeftOut => (At::Introduction, M::Warned, "if somebody answers for them"),
            S::AskedForHelp => (At::Introduction, M::Told, "above the lines of the study"),
            S::WordForWord => (At::Questions, M::Told, "at questions that were tested in their words"),
            S::ReadAnswers => (At::Questions, M::Told, "above answers that are offered"),
            S::NeverReadOut => (At::Questions, M::Warned, "above “don’t know” and “prefer not to say”"),
            S::NotOffered => (At::Questions, M::Warned, "at each answer that is not offered"),
            S::MayBeWrong => (At::Questions, M::Told, "above what the survey asks once more, which they read out"),
            S::AlsoOnline => (At::Questions, M::Told, "if they do"),
            S::ProxyAnswers => (At::Questions, M::Warned, "on each page, if somebody answers for them"),
            S::HowToGoOn => (At::Pause, M::ReadOut, ""),
            S::Upset => (At::Pause, M::Told, "above who can help"),
            S::ForAnybody => (At::Pause, M::ReadOut, "if no answer raised an alert"),
            S::Promise => (At::Pause, M::ReadOut, "if one did"),
            S::Danger => (At::Pause, M::Told, "if somebody is in danger"),
            S::WhatStops => (At::Refusal, M::Told, "once they said what they want to stop"),
            S::ReadBack | S::Thanks => (At::End, M::ReadOut, ""),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::interview::{Manner, Moment, Saying};

    #[test]
    fn everything_stands_in_the_order_of_a_call_and_each_part_of_it_has_something() {
        let moments: Vec<_> = Saying::ALL.iter().map(|saying| saying.moment()).collect();

        assert!(moments.is_sorted(), "{moments:?}");
        assert!(Moment::ALL.iter().all(|moment| moments.contains(moment)));
    }

    #[test]
    fn nothing_of_the_study_is_read_out_before_it_is_known_who_is_on_the_line() {
        let before = Saying::ALL.into_iter().filter(|one| one.moment() < Moment::Introduction);
        let read_out = before.filter(|one| one.manner() == Manner::ReadOut);

        for saying in read_out {
            let tells = ["{study}", "{organisation}", "survey", "study", "answer"];
            assert!(!tells.iter().any(|word| saying.words().contains(word)), "{saying:?}");
        }
        assert!(Saying::Introduce.words().contains("{study}"));
    }

    #[test]
    fn what_is_not_known_yet_stays_in_braces() {
        let facts = [("organisation", "Larkfield Research"), ("study", "the {minutes} Study")];

        let said = Saying::Introduce.said(&facts);

        assert_eq!(
            said,
            "My name is {interviewer}. I am calling from Larkfield Research, about the {minutes} Study. It takes about \
             {minutes} minutes."
        );
    }
}
