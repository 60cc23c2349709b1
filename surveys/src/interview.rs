//! What is said, asked and written down around the questions of an interview by telephone: the words of a call, who answers, why
//! somebody goes back, and which pages tell the arm.

mod drawn;

mod moment;

mod script;

pub use self::{
    drawn::Drawn,
    moment::{Manner, Moment},
    script::Saying,
};

use crate::{
    definition::{Kind, Page, Question, Survey},
    fill,
    scoring::{Instrument, instruments},
    shown::as_typed,
    typed::Typed,
    value::Answers,
};

/// Why an interviewer went back to an earlier page. It is kept in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackReason {
    /// The person corrected what they had said.
    Corrected,
    /// The interviewer pressed a key that was not meant.
    WrongKey,
    /// The person wanted to hear an earlier question again.
    HearAgain,
}

/// Who answers for a participant who cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Husband, wife, or partner.
    Partner,
    /// A parent.
    Parent,
    /// A grown-up child.
    Child,
    /// Somebody else of the family.
    Family,
    /// A friend or a neighbour.
    Friend,
    /// Somebody who is paid to care for them.
    Carer,
}

/// Why somebody else answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyReason {
    /// They are too ill to answer.
    Ill,
    /// They cannot hear or speak on the telephone.
    Telephone,
    /// They cannot answer in a language in which the survey is asked.
    Language,
    /// They cannot follow questions.
    Understanding,
}

/// Who answers for a participant, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// Who they are to the participant.
    pub relation: Relation,
    /// Why the participant does not answer.
    pub reason: ProxyReason,
}

macro_rules! named {
    ($kind:ident: $($variant:ident $name:literal),*) => {
        impl $kind {
            /// Each, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name in forms and in the database.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The one by its name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

named!(BackReason: Corrected "corrected", WrongKey "wrong-key", HearAgain "hear-again");
named!(Relation: Partner "partner", Parent "parent", Child "child", Family "family", Friend "friend", Carer "carer");
named!(ProxyReason: Ill "ill", Telephone "telephone", Language "language", Understanding "understanding");

impl Proxy {
    /// From its two names, when both are known.
    #[must_use]
    pub fn from_names(relation: &str, reason: &str) -> Option<Self> {
        let (relation, reason) = (Relation::from_name(relation)?, ProxyReason::from_name(reason)?);
        Some(Self { relation, reason })
    }
}

/// Whether a page tells whoever sees it which arm somebody is in: by its words, or because it is asked of one arm only.
#[must_use]
pub fn tells_arm(survey: &Survey, page: &Page) -> bool {
    let asked = page.questions.iter().flat_map(Question::names);
    let texts = page.questions.iter().flat_map(Question::filled);
    let texts = texts.chain(page.title.as_deref()).chain(page.intro.as_deref());
    asked.chain(texts.flat_map(fill::names)).any(|name| is_arm(survey, name, &mut Vec::new()))
}

/// What is worked out from the arm tells it, too, and so does an answer to what one arm only is asked.
fn is_arm<'s>(survey: &'s Survey, name: &'s str, seen: &mut Vec<&'s str>) -> bool {
    if name == "arm" || seen.contains(&name) {
        return name == "arm";
    }
    seen.push(name);
    let made = survey.derived.iter().find(|derived| derived.key.as_str() == name);
    let of = |question: &&Question| question.variables().iter().any(|own| own == name);
    let asked = survey.questions().find(of);
    let made = made.into_iter().flat_map(|made| made.names());
    let asked = asked.into_iter().flat_map(|asked| asked.asked_if.names());
    made.chain(asked).any(|other| is_arm(survey, other, seen))
}

/// Whether a question of a page is read word for word: it is an item of an instrument, known by its key, or because the whole
/// page comes from one source and is answered in one way.
#[must_use]
pub fn is_word_for_word(question: &Question, on_page: &[&Question]) -> bool {
    let has_key = |instrument: &Instrument| {
        instrument.keys().iter().any(|key| key.as_str() == question.key.as_str())
    };
    let shape = |one: &Question| std::mem::discriminant(&one.kind);
    let like =
        |other: &&Question| other.source == question.source && shape(other) == shape(question);
    let is_one = on_page.len() > 1 && question.source.is_some() && on_page.iter().all(like);
    is_one || instruments().iter().any(has_key)
}

/// Adds to what was typed on a page what somebody else was told meanwhile: points and single options that nobody chose here
/// are left as they stand, since no browser takes one back that was chosen. What stood in any other field when the page was
/// drawn is taken as typed: where a form tells what stood there, [`Drawn`] leaves that alone, too.
pub fn leave_alone(page: &Page, answers: &Answers, typed: &mut Typed) {
    let chosen = page.questions.iter().filter(|question| {
        matches!(question.kind, Kind::Single { .. } | Kind::Scale { .. } | Kind::Grid { .. })
    });
    for question in chosen {
        let held = as_typed(question, answers, &Answers::default());
        for variable in question.variables() {
            let value = held.one(&variable);
            if !typed.is_sent(&variable) && !value.is_empty() {
                typed.add(variable.clone(), value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        BackReason, Proxy, ProxyReason, Relation, is_word_for_word, leave_alone, tells_arm,
    };
    use crate::{
        catalogue,
        condition::{Comparison, Condition},
        definition::Survey,
        typed::Typed,
        value::{Answers, Value},
    };

    fn exit() -> &'static Survey {
        catalogue::survey("exit").expect("the library has it")
    }

    #[test]
    fn a_page_that_one_arm_is_asked_tells_the_arm_and_others_do_not() {
        let tell = |survey: &Survey| {
            let pages = survey.pages().map(|(_, page)| page);
            pages.filter(|page| tells_arm(survey, page)).count()
        };

        assert!(tell(exit()) > 0, "the exit survey asks one arm about its support");
        let mut after = exit().clone();
        let place = after.sections.len() - 1;
        after.sections[place].pages[0].questions[0].asked_if =
            Condition::Test { name: "supend".to_owned(), is: Comparison::AtLeast(1.0) };
        assert_eq!(
            tell(&after),
            tell(exit()) + 1,
            "what follows from an answer of one arm tells it"
        );
        assert_eq!(tell(catalogue::survey("baseline").expect("it is there")), 0);
    }

    #[test]
    fn the_items_of_an_instrument_are_read_word_for_word_and_other_questions_need_not_be() {
        let survey = catalogue::survey("baseline").expect("it is there");
        let mut read = Vec::new();
        for (_, page) in survey.pages() {
            let all: Vec<_> = page.questions.iter().collect();
            let verbatim = all.iter().filter(|question| is_word_for_word(question, &all));
            read.extend(verbatim.map(|question| question.key.as_str()));
        }

        for item in ["satis", "worth", "happy", "anxious", "loncomp", "lonely"] {
            assert!(read.contains(&item), "{item} among {read:?}");
        }
        assert!(!read.contains(&"empact") && !read.contains(&"genhlth"), "{read:?}");
    }

    #[test]
    fn a_point_that_nobody_chose_here_is_left_as_it_was_told_elsewhere() {
        let survey = catalogue::survey("baseline").expect("it is there");
        let mut pages = survey.pages().map(|(_, page)| page);
        let page = pages.find(|page| page.questions.iter().any(|one| one.key.as_str() == "satis"));
        let page = page.expect("life is asked about");
        let mut answers = Answers::default();
        answers.set("satis".to_owned(), Value::Code(7));

        let (mut nothing, mut three) = (Typed::default(), Typed::default());
        three.add("satis", "3");
        leave_alone(page, &answers, &mut nothing);
        leave_alone(page, &answers, &mut three);

        assert_eq!((nothing.one("satis"), three.one("satis")), ("7", "3"));
    }

    #[test]
    fn what_is_chosen_in_a_form_is_known_by_its_name_and_nothing_else_is() {
        let proxy = Proxy { relation: Relation::Partner, reason: ProxyReason::Ill };
        assert_eq!(Proxy::from_names("partner", "ill"), Some(proxy));
        assert_eq!(Proxy::from_names("partner", ""), None);
        assert_eq!(Proxy::from_names("neighbour", "ill"), None);
        for reason in BackReason::ALL {
            assert_eq!(BackReason::from_name(reason.name()), Some(*reason));
        }
    }
}
