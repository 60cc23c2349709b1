//! Each text for itself, filled in with what takes most room.

use std::collections::BTreeMap;

use super::{Around, Message, Messages, USUAL_NAME};
use crate::{
    definition::TextKey,
    fill,
    messages::{
        CallWindow, Facts, FillIn, Flaw, Gift, Kind, OfText, Part, passages,
        preview::{CODE, some_day},
    },
    phrases::Words,
    study::Study,
    texting::{self, Alphabet, Concern, Reason, Setting},
};

/// Letters of a subject that a phone shows.
const SUBJECT: usize = 60;
/// Words of a sentence that is still read with ease.
const SENTENCE: usize = 25;
/// Words in capitals that somebody types.
const TYPED: [&str; 3] = ["STOP", "CALL", "START"];

/// All texts in the language that these are in, as far as they are translated.
pub(super) fn check(
    messages: &Messages,
    around: &Around<'_>,
    is_there: &dyn Fn(&TextKey) -> bool,
) -> Vec<Flaw> {
    let longest = longest(messages, around);
    let each = messages.messages.iter().flat_map(|message| {
        let parts = Part::ALL.into_iter().filter(|part| is_there(&part.of(&message.key)));
        parts.filter_map(move |part| Some((message, part, message.part(part)?)))
    });
    let flaws = each.flat_map(|(message, part, text)| {
        // What cannot stand there is told, and makes it no longer.
        let stands = |name: &str| FillIn::named(name).is_some_and(|one| one.stands_in(part));
        let value = |(name, value): (&&'static str, &String)| {
            (*name, if stands(name) { value.clone() } else { String::new() })
        };
        let longest = &longest.iter().map(value).collect();
        let wrong = Text { messages, message, part, text, longest, around }.wrong();
        wrong.into_iter().map(move |wrong| messages.of_text(message, part, wrong))
    });
    flaws.collect()
}

/// Each name in braces at its longest, but for the first name, which is an usual one.
fn longest(messages: &Messages, around: &Around<'_>) -> BTreeMap<&'static str, String> {
    let own = messages.messages.iter().filter_map(|one| one.minutes);
    let minutes = own.chain(around.minutes.values().copied()).max();
    let voucher = messages.vouchers.values().max_by_key(|worth| worth.chars().count());
    let (link, page) = (around.link(), around.code_page());
    let facts = Facts {
        study: around.study,
        words: &Words::default(),
        first_name: USUAL_NAME,
        link: Some(&link),
        code: Some(CODE),
        code_page: Some(&page),
        minutes: minutes.or(Some(12)),
        voucher: voucher.map(String::as_str),
        gift: Some(Gift::some()),
        last_day: Some(some_day()),
        choices: Some(&around.choices()),
        call_window: CallWindow::some(),
    };
    let of = |one: FillIn| facts.value(one, &messages.sender).unwrap_or_default();
    FillIn::ALL.map(|one| (one.name(), of(one))).into()
}

struct Text<'a> {
    messages: &'a Messages,
    message: &'a Message,
    part: Part,
    text: &'a str,
    longest: &'a BTreeMap<&'static str, String>,
    around: &'a Around<'a>,
}

impl Text<'_> {
    fn wrong(&self) -> Vec<OfText> {
        if self.text.trim().is_empty() {
            return vec![OfText::Empty];
        }
        let mut wrong = self.fill_ins();
        let is_planned = self.message.kind() == Kind::Planned;
        match self.part {
            Part::Sms => wrong.extend(self.of_sms()),
            Part::Subject => wrong.extend(self.of_subject()),
            Part::Voicemail if !self.says_who_rings() => {
                wrong.push(OfText::Unsigned(self.around.study.organisation.clone()));
            }
            Part::Body | Part::Letter if is_planned => wrong.extend(self.of_page()),
            Part::Body | Part::Letter | Part::Voicemail | Part::Button => {}
        }
        if self.lacks_its_code() {
            wrong.push(OfText::NoVoucherCode);
        }
        if matches!(self.part, Part::Subject | Part::Voicemail) && is_planned {
            let filled = self.filled();
            wrong.extend(texting::about_health(&filled).into_iter().map(OfText::Health));
            wrong.extend(texting::promotional(&filled).into_iter().map(OfText::Promotion));
        }
        wrong.extend(self.programme());
        wrong.extend(self.how_it_reads());
        wrong
    }

    fn fill_ins(&self) -> Vec<OfText> {
        let mut wrong = Vec::new();
        for name in fill::names(self.text) {
            let found = match FillIn::named(name) {
                None => OfText::Unknown(name.to_owned()),
                Some(one) if !one.stands_in(self.part) => OfText::NotHere(one),
                Some(one) if !one.is_known(self.message.kind()) => OfText::NotKnown(one),
                Some(one) if one.stands_alone(self.part) && !self.has_alone(one) => {
                    OfText::NotAlone(one)
                }
                Some(_) => continue,
            };
            if !wrong.contains(&found) {
                wrong.push(found);
            }
        }
        wrong
    }

    /// Whether it is meant to bring a voucher, and does not say its code.
    fn lacks_its_code(&self) -> bool {
        let brings =
            self.message.kind() == Kind::Gift && matches!(self.part, Part::Body | Part::Letter);
        brings && !fill::names(self.text).any(|name| name == FillIn::VoucherCode.name())
    }

    /// Whether no line has it together with anything else.
    fn has_alone(&self, one: FillIn) -> bool {
        let braced = format!("{{{}}}", one.name());
        let mut lines = self.text.lines().map(str::trim).filter(|line| line.contains(&braced));
        lines.all(|line| line == braced)
    }

    fn filled(&self) -> String {
        fill::filled(self.text, |name| self.longest.get(name).cloned().unwrap_or_default())
    }

    /// Whether words for a voicemail begin with who rings. The organisation is enough: anybody may hear it, and the sender's name
    /// may be the study's.
    fn says_who_rings(&self) -> bool {
        let filled = self.filled();
        let who = [&self.around.study.organisation, &self.messages.sender];
        who.into_iter().any(|who| filled.starts_with(who.as_str()))
    }

    fn of_sms(&self) -> Vec<OfText> {
        let reason = match self.message.kind() {
            Kind::Planned => Reason::Contact,
            Kind::Reply | Kind::Receipt | Kind::Gift => Reason::Reply,
        };
        let sender = self.messages.sender.as_str();
        let words = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        // How long it is, is looked at here, with more than one name.
        let setting = Setting { sender, longest: self.longest, parts: usize::MAX };
        let concerns = texting::lint(&words, reason, &setting).into_iter();
        let wrong = concerns.filter_map(|one| told(one, sender));
        wrong.chain(self.length(&words)).collect()
    }

    fn length(&self, words: &str) -> Option<OfText> {
        let size = |first_name: &str| {
            let value = |name: &str| match FillIn::named(name) {
                Some(FillIn::FirstName) => first_name.to_owned(),
                _ => self.longest.get(name).cloned().unwrap_or_default(),
            };
            texting::size(&fill::filled(words, value))
        };
        let (usual, parts) = (size(USUAL_NAME), usize::from(self.message.parts.unwrap_or(1)));
        // A language whose letters need the wide alphabet has about a third of the room.
        let is_wide = usual.alphabet == Alphabet::Ucs2 && texting::needs_wide(words);
        let most = if is_wide { parts * 3 } else { parts };
        if usual.parts > most {
            return Some(OfText::Long(usual, most));
        }
        let goes_over = |letters: &usize| size(&"a".repeat(*letters)).parts > most;
        let letters = (USUAL_NAME.len()..=self.around.longest_name).find(goes_over)?;
        Some(OfText::LongName(letters - 1, most))
    }

    fn of_subject(&self) -> Vec<OfText> {
        let letters = self.filled().chars().count();
        let lines = self.text.trim().contains('\n').then_some(OfText::Lines);
        lines
            .into_iter()
            .chain((letters > SUBJECT).then_some(OfText::LongSubject(letters)))
            .collect()
    }

    /// An email or a letter that the study sends of its own accord.
    fn of_page(&self) -> Vec<OfText> {
        let (study, filled) = (self.around.study, self.filled());
        let says = |words: &[&str]| words.iter().any(|words| filled.contains(words));
        let who = says(&[&study.title, &study.organisation, &self.messages.sender]);
        let whom = says(&[&study.team.phone, &study.team.email]);
        let missing = [(who, OfText::Anonymous), (whom, OfText::NobodyToAsk)].into_iter();
        let missing = missing.filter_map(|(is_there, wrong)| (!is_there).then_some(wrong));
        missing.chain(texting::promotional(self.text).into_iter().map(OfText::Offer)).collect()
    }

    /// That it names the programme. A study that is called after it cannot help that.
    fn programme(&self) -> Option<OfText> {
        let Study { programme, title, .. } = self.around.study;
        let called = [title, &self.messages.sender].into_iter();
        let without = called.fold(self.text.to_owned(), |text, name| text.replace(name, ""));
        let is_named = !programme.is_empty() && without.contains(programme.as_str());
        is_named.then(|| OfText::Programme(programme.clone()))
    }

    fn how_it_reads(&self) -> Vec<OfText> {
        let mut wrong = Vec::new();
        for piece in passages::words(self.text) {
            let sentences = piece.split_inclusive(['.', '?', '!', ':']);
            for sentence in sentences {
                let words: Vec<_> = sentence.split_whitespace().collect();
                if words.len() > SENTENCE {
                    wrong.push(OfText::LongSentence(words.len(), words[..4].join(" ")));
                }
            }
        }
        let is_loud = |word: &&str| {
            let plain = word.trim_matches(|c: char| !c.is_alphabetic());
            let letters = plain.chars().count();
            letters > 1 && plain.chars().all(char::is_uppercase) && !TYPED.contains(&plain)
        };
        let words: Vec<_> = self.text.split_whitespace().collect();
        let pair = words.windows(2).find(|pair| pair.iter().all(is_loud));
        let exclaimed = words.iter().find(|word| word.contains("!!"));
        wrong.extend(pair.map(|pair| OfText::Loud(pair.join(" "))));
        wrong.extend(exclaimed.map(|word| OfText::Loud((*word).to_owned())));
        wrong
    }
}

/// What the rules of texts find. Names in braces and the room are looked at here.
fn told(concern: Concern, sender: &str) -> Option<OfText> {
    match concern {
        Concern::Unsigned => Some(OfText::Unsigned(sender.to_owned())),
        Concern::NoWayOut => Some(OfText::NoWayOut),
        Concern::Health(word) => Some(OfText::Health(word)),
        Concern::Promotion(word) => Some(OfText::Promotion(word)),
        Concern::Wide(letters) => {
            let plain = letters.into_iter().filter_map(|(letter, plain)| Some((letter, plain?)));
            let plain: Vec<_> = plain.collect();
            (!plain.is_empty()).then_some(OfText::Wide(plain))
        }
        Concern::Unknown(_) | Concern::Long(_) => None,
    }
}
