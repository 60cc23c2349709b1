//! A question that is added, as it was described.

use app::api::staff::arranging::QuestionWrong;
use surveys::{
    definition::KindName,
    editing::{Edit, EditError, NewKind, NewQuestion, Put, edit},
    keys::QuestionKey,
    typed::Typed,
};

use super::Refused;

/// The vault knows contact details by this key.
const CONTACT: &str = "contact";

/// All that is wrong is told at once. The text is that of the draft, for names that are taken.
pub(super) fn question(
    (typed, draft): (&Typed, &str),
    to: impl Fn() -> Result<Put, EditError>,
) -> Result<Vec<Edit>, Refused> {
    let mut form = Form { typed, wrong: Vec::new() };
    let text = form.said("text", QuestionWrong::NoText).replace("\r\n", "\n");
    let key = form.key(draft);
    let kind = form.kind();
    if kind == Some(NewKind::Contact) && key != CONTACT {
        form.wrong.retain(|wrong| *wrong != QuestionWrong::Key);
        form.wrong.push(QuestionWrong::ContactKey);
    }
    let Some(kind) = kind.filter(|_| form.wrong.is_empty()) else {
        return Err(Refused::All(form.wrong));
    };
    let question = NewQuestion { key: key.clone(), text, kind };
    let to = to()?;
    let mut changes = Vec::new();
    match to {
        // On the page of another: first on one of its own, then there.
        Put::Beside(_) => {
            changes.push(Edit::Add { to: Put::Last, question });
            changes.push(Edit::Bring { question: key, to });
        }
        to => changes.push(Edit::Add { to, question }),
    }
    Ok(changes)
}

/// What was typed, and what is wrong with it so far.
struct Form<'t> {
    typed: &'t Typed,
    wrong: Vec<QuestionWrong>,
}

impl Form<'_> {
    fn said(&mut self, name: &str, none: QuestionWrong) -> String {
        let said = self.typed.one(name).to_owned();
        self.wrong.extend(said.is_empty().then_some(none));
        said
    }

    fn number(&mut self, name: &str, none: QuestionWrong) -> i64 {
        let number = self.typed.one(name).parse().ok();
        self.wrong.extend(number.is_none().then_some(none));
        number.unwrap_or_default()
    }

    fn lines(&mut self, name: &str, none: QuestionWrong) -> Vec<String> {
        let lines = self.typed.raw(name).lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<_> = lines.map(str::to_owned).collect();
        self.wrong.extend(lines.is_empty().then_some(none));
        lines
    }

    /// A name that a question can have, and nothing else has.
    fn key(&mut self, draft: &str) -> String {
        let Ok(key) = QuestionKey::new(self.typed.one("key")) else {
            self.wrong.push(QuestionWrong::Key);
            return String::new();
        };
        let key = key.to_string();
        let named = NewQuestion { key: key.clone(), text: key.clone(), kind: NewKind::Text };
        let added = edit(draft, &Edit::Add { to: Put::Last, question: named });
        let is_taken = matches!(added, Err(EditError::Taken(_)));
        self.wrong.extend(is_taken.then_some(QuestionWrong::Taken));
        key
    }

    fn kind(&mut self) -> Option<NewKind> {
        let Ok(kind) = self.typed.one("kind").parse() else {
            self.wrong.push(QuestionWrong::NoKind);
            return None;
        };
        Some(match kind {
            KindName::Single => NewKind::Single(self.lines("options", QuestionWrong::NoOptions)),
            KindName::Multiple => {
                NewKind::Multiple(self.lines("options", QuestionWrong::NoOptions))
            }
            KindName::Number => {
                let least = self.number("least", QuestionWrong::NoLeast);
                NewKind::Number { least, most: self.number("most", QuestionWrong::NoMost) }
            }
            KindName::Scale => {
                let low = self.said("low", QuestionWrong::NoLow);
                NewKind::Scale { low, high: self.said("high", QuestionWrong::NoHigh) }
            }
            KindName::Grid => {
                let rows = self.lines("rows", QuestionWrong::NoRows);
                let low = self.said("low", QuestionWrong::NoLow);
                NewKind::Grid { rows, low, high: self.said("high", QuestionWrong::NoHigh) }
            }
            KindName::Amount => {
                let periods = self.lines("options", QuestionWrong::NoOptions);
                NewKind::Amount { periods, most: self.number("most", QuestionWrong::NoMost) }
            }
            KindName::Contact => NewKind::Contact,
            KindName::Date => NewKind::Date,
            KindName::Month => NewKind::Month,
            KindName::Text => NewKind::Text,
        })
    }
}
