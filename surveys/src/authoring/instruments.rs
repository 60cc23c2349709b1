//! A page that names an instrument and gets its items: their words, their order and their options as they were
//! published, with the scores.

use toml::Spanned;

use super::{
    Elsewhere,
    build::{Builder, NAMELESS},
    scores::Results,
    source::{PageSource, SectionSource},
};
use crate::{
    condition::Condition,
    definition::{self, Borrowed, Kind, Page, Question, Row},
    keys::{PageKey, QuestionKey},
    scoring::{self, Choice, Instrument, Item, Wording, Words},
};

/// What is the same for all questions of an instrument.
struct Asked {
    asked_if: Condition,
    sensitive: bool,
    withheld: bool,
    source: String,
}

impl Builder<'_> {
    /// The page of an instrument, or a page without questions and a fault.
    pub(super) fn of_instrument(
        &mut self,
        (section, page): (&SectionSource, &PageSource),
        name: &Spanned<String>,
    ) -> Page {
        let key = page.key.as_ref().unwrap_or(name);
        let key = self.key(self.file, key, PageKey::new, NAMELESS);
        let Some((instrument, words)) = self.named(page, name) else {
            return Page { key, title: page.title.clone(), intro: None, questions: Vec::new() };
        };
        let mut questions = self.asked_of(page, instrument, &words.wording);
        for question in &mut questions {
            self.routed(question);
            self.places.insert(question.key.to_string(), (self.file, name.span()));
        }
        let items = words.wording.items.iter().map(|item| item.key.clone()).collect();
        let derived = Results { instrument, items, value_set: words.value_set }.derived();
        self.place_all(&derived, &name.span());
        self.scored.extend(derived);
        self.borrowed.push(Borrowed {
            instrument: instrument.id.clone(),
            name: instrument.name.clone(),
            by_licence: instrument.needs_licence(),
            words: words.version,
        });
        let heading = Heading { own: page.title.clone(), unscored: page.unscored != Some(false) };
        let (title, intro) = heading.before(&words.wording);
        // Several questions need a heading above them all.
        let title =
            title.or_else(|| (questions.len() > 1).then(|| section.title.get_ref().clone()));
        Page { key, title, intro, questions }
    }

    /// The instrument and its words.
    fn named(
        &mut self,
        page: &PageSource,
        name: &Spanned<String>,
    ) -> Option<(&'static Instrument, Words)> {
        let Some(instrument) = scoring::instrument(name.get_ref()) else {
            self.no_instrument(name);
            return None;
        };
        let lists = page.questions.as_ref().is_some_and(|keys| !keys.get_ref().is_empty());
        if lists || page.intro.is_some() {
            let problem =
                format!("the page of {} has questions or words of its own", instrument.name);
            let mend = "leave out “questions” and “intro”: both are the instrument's";
            self.faults.push(self.file.fault(name.span(), problem, mend));
        }
        let words = self.packs.words(instrument, self.source.language.get_ref());
        if words.is_none() {
            self.no_words(instrument, name);
        }
        words.map(|words| (instrument, words))
    }

    fn asked_of(
        &mut self,
        page: &PageSource,
        instrument: &Instrument,
        wording: &Wording,
    ) -> Vec<Question> {
        let asked_if = match &page.asked_if {
            None => Condition::Always,
            Some(sentence) => self.condition(self.file, sentence),
        };
        let asked = Asked {
            asked_if,
            sensitive: page.sensitive,
            withheld: instrument.needs_licence(),
            source: credit(instrument),
        };
        let mut questions = questions(instrument, wording, &asked);
        if page.unscored != Some(false) {
            questions.extend(beside(instrument, wording, &asked));
        }
        questions
    }

    fn routed(&mut self, question: &mut Question) {
        if let Some(routing) = self.source.routing.get(question.key.as_str()) {
            question.asked_if = self.condition(self.file, routing);
        }
    }

    pub(super) fn no_instrument(&mut self, name: &Spanned<String>) {
        let known: Vec<_> = scoring::instruments().iter().map(|known| known.id.as_str()).collect();
        let problem = format!("there is no instrument “{}”", name.get_ref());
        let mend = format!("there are {}", known.join(", "));
        self.faults.push(self.file.fault(name.span(), problem, mend));
    }

    fn no_words(&mut self, instrument: &'static Instrument, name: &Spanned<String>) {
        let (called, language) = (&instrument.name, self.source.language.get_ref());
        let (problem, mend) = if instrument.needs_licence() {
            let problem = format!(
                "{called} has no words here in “{language}”: its owner lets nobody pass them on"
            );
            (problem, "bring those that you are licensed to use")
        } else {
            let problem =
                format!("{called} comes with English words, and the survey is in “{language}”");
            (problem, "bring a translation by its owner")
        };
        let fault = self.file.fault(name.span(), problem, mend);
        self.faults.push(fault.elsewhere(Elsewhere::Words(&instrument.id)));
    }
}

/// What a page says of the words above its instrument.
pub(super) struct Heading {
    /// A title of the page's own.
    pub own: Option<String>,
    /// Whether it asks what stands beside the score, too.
    pub unscored: bool,
}

impl Heading {
    /// The title and the words that are read before the items. An intro speaks of everything that its instrument asks.
    pub fn before(&self, wording: &Wording) -> (Option<String>, Option<String>) {
        let whole = wording.unscored.is_empty() || self.unscored;
        let intro = wording.intro.clone().filter(|_| whole && wording.grid.is_none());
        // A grid's stem is its question.
        let stem = wording.stem.clone().filter(|_| wording.grid.is_none());
        match (self.own.clone(), stem) {
            (None, stem) => (stem, intro),
            (title, None) => (title, intro),
            (title, Some(stem)) => {
                let both: Vec<_> = intro.into_iter().chain([stem]).collect();
                (title, Some(both.join(" ")))
            }
        }
    }
}

fn credit(instrument: &Instrument) -> String {
    let Instrument { name, citation, owner, licence, .. } = instrument;
    format!("{name}: {citation} {owner}. {licence}.")
}

fn questions(instrument: &Instrument, wording: &Wording, asked: &Asked) -> Vec<Question> {
    if let Some(grid) = &wording.grid {
        return of_grid(instrument, wording, grid, asked).into_iter().collect();
    }
    let items = wording.items.iter().enumerate();
    let items = items.filter_map(|(place, item)| {
        let choices = instrument.choices_of(wording, place, item);
        let label = label(&instrument.stub(place + 1), &item.text, asked);
        question(&item.key, &item.text, label, of_choices(&choices), asked)
    });
    let visual = instrument.visual_scale.as_ref().zip(wording.visual_scale.as_ref());
    let visual = visual.and_then(|(scale, words)| {
        let kind = Kind::Number {
            least: f64::from(scale.lowest),
            most: f64::from(scale.highest),
            most_fact: None,
            places: 0,
            unit: None,
            unit_of_one: None,
        };
        let key = format!("{}_{}", instrument.id, scale.key);
        let label = label(&format!("{} visual scale", instrument.name), &words.text, asked);
        let question = question(&key, &words.text, label, kind, asked)?;
        Some(Question { hint: words.hint.clone(), ..question })
    });
    items.chain(visual).collect()
}

fn of_grid(
    instrument: &Instrument,
    wording: &Wording,
    key: &str,
    asked: &Asked,
) -> Option<Question> {
    let row = |item: &Item| {
        let own = item.key.strip_prefix(key)?.strip_prefix('_')?;
        Some(Row { key: own.to_owned(), text: item.text.clone(), spoken: None })
    };
    let (low, high) = ends(&wording.options)?;
    let rows = wording.items.iter().filter_map(row).collect();
    let text = wording.stem.as_deref().unwrap_or(&instrument.title);
    let label = within_80(&instrument.title);
    let question = question(key, text, label, Kind::Grid { low, high, rows }, asked)?;
    Some(Question { hint: wording.intro.clone(), ..question })
}

/// What is asked with the items and never counted.
fn beside(instrument: &Instrument, wording: &Wording, asked: &Asked) -> Vec<Question> {
    let of = |item: &Item| {
        let choices = if item.options.is_empty() { &wording.options } else { &item.options };
        let label = label(&format!("{} beside the score", instrument.name), &item.text, asked);
        question(&item.key, &item.text, label, of_choices(choices), asked)
    };
    wording.unscored.iter().filter_map(of).collect()
}

fn question(key: &str, text: &str, label: String, kind: Kind, asked: &Asked) -> Option<Question> {
    Some(Question {
        key: QuestionKey::new(key).ok()?,
        text: text.to_owned(),
        hint: None,
        label,
        kind,
        asked_if: asked.asked_if.clone(),
        sensitive: asked.sensitive,
        optional: false,
        vault: false,
        source: Some(asked.source.clone()),
        spoken: None,
        probes: Vec::new(),
        define: None,
        withheld: asked.withheld,
    })
}

/// Where only the two ends have words, the numbers between them are chosen on a scale.
pub(super) fn of_choices(choices: &[Choice]) -> Kind {
    match ends(choices) {
        Some((low, high)) => Kind::Scale { low, high },
        None => {
            let options = choices.iter().map(|own| choice(own.value, &own.label)).collect();
            Kind::Single { options }
        }
    }
}

fn ends(choices: &[Choice]) -> Option<(String, String)> {
    match choices {
        [low, high] if (low.value, high.value) == (0, 10) => {
            Some((low.label.clone(), high.label.clone()))
        }
        _ => None,
    }
}

pub(super) fn choice(code: i32, text: &str) -> definition::Choice {
    definition::Choice {
        code,
        text: text.to_owned(),
        spoken: None,
        not_read_out: false,
        in_a_sentence: None,
        exclusive: false,
        other: None,
        offered_if: Condition::Always,
    }
}

/// In files an item is known by its place, and by its words where they may leave.
fn label(stub: &str, words: &str, asked: &Asked) -> String {
    if asked.withheld { stub.to_owned() } else { within_80(&format!("{stub}: {words}")) }
}

pub(super) fn within_80(label: &str) -> String {
    if label.chars().count() <= 80 {
        return label.to_owned();
    }
    label.chars().take(79).chain(std::iter::once('…')).collect()
}
